"""What a typed keyword means to the store, and keeping that up to date with the rules of matching."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.apart import apart
from bot.errors import UserError
from bot.matching import index
from bot.matching.grammar import canonical, parse_keyword
from bot.models import Alert
from bot.pace import Pace
from bot.store import Store, alerts, key_values, keywords

_NOTE = "keyword rules"
_ALERTS_PER_TRANSACTION = 200  # alerts read anew in one transaction, for which others wait


class Meaning(NamedTuple):
    """The canonical form of a keyword and the key under which papers find it."""

    form: str
    key: str


def meaning(typed: str) -> Meaning:
    """What a keyword means; KeywordError if it cannot be read."""
    keyword = parse_keyword(typed)
    return Meaning(canonical(keyword), index.lookup_key(keyword))


def meaning_or_none(typed: str) -> Meaning | None:
    """What a keyword means, if it can be read."""
    try:
        return meaning(typed)
    except UserError:
        return None


async def renew(store: Store) -> None:
    """Read every alert anew if the rules are others than those by which its keys were made.

    Can be broken off at any time: it begins again.
    """
    async with store.reading() as view:
        if await key_values.note(view, _NOTE) == str(index.VERSION):
            return
    last = 0
    while batch := await _batch(store, last):
        meanings = await _meanings(batch)
        await _point(store, batch, meanings)
        last = batch[-1].id
    while await _forget_unused(store):
        pass
    async with store.transaction() as tx:
        await key_values.set_note(tx, _NOTE, str(index.VERSION))


async def _point(store: Store, batch: Sequence[Alert], meanings: Sequence[Meaning | None]) -> None:
    """Most alerts keep their keyword, whose key alone is another one: those cost nothing each."""
    async with store.transaction() as tx:
        ids = await keywords.ids_of(tx, dict(filter(None, meanings)))
        for alert, means in zip(batch, meanings, strict=True):
            if (keyword_id := ids[means.form] if means else None) != alert.keyword_id:
                await alerts.point(tx, alert, keyword_id)


async def _meanings(batch: Sequence[Alert]) -> list[Meaning | None]:
    pace, meanings = Pace(), list[Meaning | None]()
    for alert in batch:
        means = None
        with apart(f"alert {alert.id}"):
            means = meaning_or_none(alert.keyword)
        meanings.append(means)
        await pace.rest()
    return meanings


async def _batch(store: Store, last: int) -> list[Alert]:
    async with store.reading() as view:
        return await alerts.after(view, last, _ALERTS_PER_TRANSACTION)


async def _forget_unused(store: Store) -> int:
    async with store.transaction() as tx:
        return await keywords.forget_unused(tx)
