"""What is stored about a person: shown, handed out, erased."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from bot.models.clock import Clock
from bot.store import Reading, Store, Transaction, erasures, installations, key_values, people, privacy

log = logging.getLogger(__name__)

UNREACHABLE_LIFETIME = timedelta(days=30)  # after which a person with whom no server is shared is forgotten
# Nothing tells that somebody uninstalled the bot for themselves; so long after their last use it is assumed.
UNUSED_INSTALLATION = timedelta(days=365)
# For which it is remembered who had their data erased, should a backup of before be put back.
ERASURE_LIFETIME = timedelta(days=90)

_NOTE = "erased without traces"

Everything = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Privacy:
    """A person's own data."""

    store: Store
    clock: Clock

    async def everything_about(self, user_id: int) -> Everything:
        """All that is stored about a person, by table."""
        async with self.store.reading() as view:
            return await privacy.everything_about(view, user_id)

    async def used_by_installation(self, user_id: int) -> None:
        """Somebody used the bot by an installation of their own: what is stored of them, if anything, is
        kept for a year from now.
        """
        today = self.clock().astimezone(UTC).date()
        async with self.store.reading() as view:
            if await installations.last_use(view, user_id) == today:
                return
            everything = await privacy.everything_about(view, user_id)
        if can_be_erased(everything):
            async with self.store.transaction() as tx:
                await installations.use(tx, user_id, today)

    async def erase(self, user_id: int) -> None:
        """Delete all that is stored about a person, at once."""
        async with self.store.transaction() as tx:
            await privacy.erase(tx, user_id, self.clock())

    async def tidy(self) -> None:
        """Erase whoever could not be reached for 30 days, and what traces of people are left."""
        await self.erase_unreachable()
        async with self.store.transaction() as tx:
            await erasures.forget(tx, self.clock() - ERASURE_LIFETIME)
        await self.erase_traces()

    async def erase_unreachable(self) -> int:
        """Erase everybody who could not be reached for 30 days; with an installation of their own, who did
        not use it for 365 days. How many there were.
        """
        now = self.clock()
        async with self.store.reading() as view:
            gone = await _gone(view, now)
        for user_id in gone:
            async with self.store.transaction() as tx:
                if user_id in await _gone(tx, now):  # not back meanwhile
                    await privacy.erase(tx, user_id, now)
        if gone:
            log.info("erased %d people who do not use the bot any more", len(gone))
        return len(gone)

    async def erase_traces(self) -> None:
        """See that what was erased stands nowhere in the database's files; the first time, what ever was."""
        async with self.store.reading() as view:
            was_done = await key_values.note(view, _NOTE) is not None
        await self.store.erase_traces(of_earlier_times=not was_done)
        if not was_done:
            async with self.store.transaction() as tx:
                await key_values.set_note(tx, _NOTE, "yes")


async def _gone(view: Reading, now: datetime) -> set[int]:
    """Whose data are to be erased."""
    last_day = (now - UNUSED_INSTALLATION).astimezone(UTC).date()
    unreachable = await people.unreachable(view, now - UNREACHABLE_LIFETIME, last_day)
    return {*unreachable, *await installations.unused(view, last_day)}


class ErasedAgain(NamedTuple):
    """How many people were erased from a backup that was put back; `all_are_known` unless others may be in it
    who had their data erased since it was taken.
    """

    people: int
    all_are_known: bool


NOBODY_IS_KNOWN = ErasedAgain(0, all_are_known=False)


async def erase_again(
    tx: Transaction, moments: Mapping[str, datetime] | None, taken_at: datetime, now: datetime
) -> ErasedAgain:
    """Erase from a backup taken then (UTC) whoever had their data erased since.

    `moments` are the erasures that are known, by fingerprint; None if nothing is known of any.
    """
    moment_of = moments or {}
    await erasures.remember(tx, moment_of)
    since = {fingerprint for fingerprint, moment in moment_of.items() if moment >= taken_at}
    people_again = await privacy.erase_again(tx, since)
    return ErasedAgain(people_again, moments is not None and taken_at >= now - ERASURE_LIFETIME)


def can_be_erased(everything: Everything) -> bool:
    """Whether more is stored about a person than that they had it erased."""
    return any(rows for table, rows in everything.items() if table != "erasures")


def as_json(everything: Everything) -> str:
    """The same as a file: times in UTC, ids as numbers, frozen notifications opened."""
    for notification in everything.get("letters", []):
        notification["content"] = json.loads(notification["content"])
    return json.dumps(everything, ensure_ascii=False, indent=2, default=str)
