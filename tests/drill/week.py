"""The week, moment by moment."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.drill.calendar import Edits, Event, calendar, sum_line
from tests.drill.papers import age
from tests.drill.places import DAY, Due
from tests.drill.plan import AFTERMATH, Planned, moments
from tests.drill.reckoning import Key, fates, key, total
from tests.drill.residents import all_due, sent_at
from tests.drill.troubles import Trouble
from tests.drill.world import EVE, World

LOOK_SECONDS = 1.3  # for what the bot does at a moment: it looks once a second
PATIENCE_SECONDS = 10.0  # for what is due to come, on a busy machine
EDIT_PATIENCE_SECONDS = 4.0  # for edits, which come after all posts
LAST_EDIT = timedelta(hours=24)  # after a post
SLACK = timedelta(hours=2)  # the source is not asked for votes all the time


class Week:
    """What passes in a world from `start` to `end`, with these troubles."""

    def __init__(self, world: World, start: datetime, end: datetime, planned: Sequence[Planned]) -> None:
        self.world, self.start, self.end, self.planned = world, start, end, planned
        self.posts, self.messages = self._due(end)
        self.events: list[Event] = []
        self.restarts: list[str] = []
        self._troubles: dict[Planned, Trouble] = {}
        self._given_up: set[Due] = set()

    async def pass_by(self) -> None:
        """Let it pass."""
        due = (each.at for each in (*self.posts, *self.messages))
        try:
            for moment in moments(self.start, self.end + AFTERMATH, due, self.planned):
                await self.world.leap(moment)
                await self._supervise(moment)
                await self._begin_and_end(moment)
                await self._look(moment)
        finally:
            for trouble in self._troubles.values():
                await trouble.end()

    async def _supervise(self, moment: datetime) -> None:
        """Start what ended by itself, as systemd would."""
        for number, code in self.world.bots.ended().items():
            self.restarts.append(f"{moment:%a %H:%M} process {number} had ended by itself with {code}")
            _say(self.restarts[-1])
            await self.world.bots.spawn(number)

    async def _begin_and_end(self, moment: datetime) -> None:
        for planned in [each for each in self._troubles if each.ends <= moment]:
            evidence = await self._troubles.pop(planned).end()
            self._given_up.clear()
            self.events.append(Event(planned, evidence))
            _say(f"{moment:%a %H:%M} over: {planned.name}, {evidence}")
        for planned in (each for each in self.planned if each.begins == moment):
            _say(f"{moment:%a %H:%M} begins: {planned.name}")
            try:
                self._troubles[planned] = await Trouble.beginning(planned.name, self.world)
            except TimeoutError:
                self.events.append(Event(planned, ""))

    async def _look(self, moment: datetime) -> None:
        """See what comes, for a while; what does not is waited for again when a trouble is over."""
        await asyncio.sleep(LOOK_SECONDS)
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE_SECONDS):
                while self._awaited(moment):
                    await asyncio.sleep(0.2)
        self._given_up.update(self._awaited(moment))
        with suppress(TimeoutError):
            async with asyncio.timeout(EDIT_PATIENCE_SECONDS):
                while await self.world.bots.database.edits_ready(moment):
                    await asyncio.sleep(0.2)

    def _awaited(self, moment: datetime) -> list[Due]:
        came = self.world.residents.posts() | self.world.residents.told()
        due = (each for each in (*self.posts, *self.messages) if each.at <= moment)
        missing = (each for each in due if each not in self._given_up and key(each) not in came)
        return [each for each in missing if not self.world.residents.prevented(each)]

    def report(self) -> bool:
        """Print the calendar and the sum; whether nothing was lost or doubled. If the week was broken off, up
        to where it came.
        """
        residents, end = self.world.residents, min(self.end, self.world.time.now() - AFTERMATH)
        due, edits = self._due(end), self._edits(end)
        came, later = (residents.posts(), residents.told()), self._due(self.end + 2 * DAY)
        post_fates, dm_fates = (fates(*each, residents.prevented) for each in zip(due, came, strict=True))
        posts, messages = (
            total(*each) for each in zip((post_fates, dm_fates), came, map(_keys, later), strict=True)
        )
        print(calendar(post_fates, dm_fates, edits, self.events), *self.restarts, sep="\n")
        print(sum_line(posts, messages, edits))
        return posts.is_good and messages.is_good and all(event.evidence for event in self.events)

    def _due(self, until: datetime) -> tuple[list[Due], list[Due]]:
        """Posts and direct messages."""
        residents, after = self.world.residents, self.start - EVE
        return all_due(residents.channels, after, until), all_due(residents.people, after, until)

    def _edits(self, until: datetime) -> Edits:
        requests = self.world.local.record.requests("message_edit")
        made = [datetime.fromtimestamp(each.at, UTC) for each in requests if each.took_effect]
        last = ((m, sent_at(m) + LAST_EDIT) for m in self.world.residents.digests() if not self._is_gone(m))
        missed = [at for message, at in last if at <= until and age(message) < at - SLACK]
        return Edits(made, missed)

    def _is_gone(self, message: Mapping[str, Any]) -> bool:
        return int(message["channel_id"]) in self.world.residents.gone


def _keys(due: Iterable[Due]) -> set[Key]:
    return {key(each) for each in due}


def _say(step: str) -> None:
    """Where it is, for who waits."""
    print(f"{datetime.now(UTC):%H:%M:%S} {step}", file=sys.stderr, flush=True)
