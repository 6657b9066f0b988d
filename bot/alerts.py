"""Keywords that people want to hear about: kept, listed, taken back."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from typing import NamedTuple

from bot.errors import UserError
from bot.models import Alert
from bot.rendering.escape import plain
from bot.store import Store, alerts

MOST = 25  # alerts of one person: as many as a Discord select offers
SHORTEST, LONGEST = 2, 100  # characters of a keyword


class Kept(NamedTuple):
    """The alert for a keyword; not `is_new` if the person had it before, perhaps written otherwise."""

    alert: Alert
    is_new: bool


def canonical(keyword: str) -> str:
    """What all ways of writing a keyword have in common: letter case, width and spaces do not count."""
    seen = "".join(char for char in keyword if unicodedata.category(char) != "Cf")
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", seen).casefold())
    return " ".join(folded.split())


async def subscribe_keyword(store: Store, user_id: int, keyword: str, now: datetime) -> Kept:
    """Keep a keyword for a person; UserError if it is too short or long, or one too many."""
    written, form = plain(keyword), canonical(keyword)
    if not SHORTEST <= len(written) <= LONGEST or len(form) < SHORTEST:
        raise UserError("alerts-length", shortest=SHORTEST, longest=LONGEST)
    async with store.transaction() as tx:
        if known := _of_form(await alerts.of_user(tx, user_id), form):
            return Kept(known, is_new=False)
        if await alerts.count(tx, user_id) >= MOST:
            raise UserError("alerts-full", most=MOST)
        await alerts.add(tx, user_id, written, form, now)
        return Kept((await alerts.of_user(tx, user_id))[-1], is_new=True)


async def unsubscribe_keyword(store: Store, user_id: int, chosen: str) -> Alert | None:
    """Take back the person's alert with this id or keyword; None if there is no such alert."""
    async with store.transaction() as tx:
        own = await alerts.of_user(tx, user_id)
        by_id = next((alert for alert in own if str(alert.id) == chosen), None)
        if found := by_id or _of_form(own, canonical(chosen)):
            await alerts.remove(tx, user_id, found.id)
        return found


async def keywords_of(store: Store, user_id: int) -> list[Alert]:
    """The person's alerts, oldest first."""
    async with store.reading() as view:
        return await alerts.of_user(view, user_id)


def _of_form(own: list[Alert], form: str) -> Alert | None:
    return next((alert for alert in own if canonical(alert.keyword) == form), None)
