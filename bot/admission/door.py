"""The doorkeeper: a few interactions at work, one of each person, none that comes too late."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from math import ceil

from bot.admission.allowance import Allowance
from bot.admission.delays import Delays
from bot.admission.pace import ServingPace
from bot.errors import UserError
from bot.measures import LEFT_COMMANDS

AT_ONCE = 12  # at work: more of them make nothing faster, since they share one processor
PLACE_SECONDS = 0.5  # after which one that waits for something else, and has said so, makes room
# After which any makes room, as one that waits for a database that is held. Not sooner: where all wait for
# the processor, each that comes in their place makes all of them later, until nobody is answered in time.
STUCK_SECONDS = 1.5
LATE_SECONDS = 1.5  # of the three in which Discord takes an answer: the rest is for work, and both ways
ANSWER_SECONDS = 2.5  # when the answer should be there, of what is worked on for twice the usual time
FRESH_SECONDS = 0.5  # old, it is begun however long work takes
REFUSED_AT_ONCE = 1  # who is told to wait, which must cost the others nothing
MOST_WAITING, MOST_REFUSED = 1_000, 100  # whoever comes then is left at once: a bound of memory alone
WAITING_PER_PERSON = 1  # behind the one at work: somebody who clicks twice
WAITING_SECONDS = 1.5
UNITS, UNITS_PER_SECOND = 120, 1  # of one person; a command is a unit
COSTLY_UNITS = 2  # more for what takes much work: to try a keyword, to export
SUGGESTIONS, SUGGESTIONS_PER_SECOND = 30, 5  # of one person, who types


class Crowded(UserError):  # noqa: N818 - a state, as StoreError is none
    """Somebody asks for more than their share: the sentence says when to try again."""


class Late(Exception):  # noqa: N818 - no error, and nobody is told
    """Discord takes no answer to this interaction any more, so it is not worked on."""


@dataclass
class Admitted:
    """One interaction at work: gives its places back when its person has an answer."""

    ends: list[Callable[[], object]] = field(default_factory=list[Callable[[], object]])

    def end(self) -> None:
        """The person is answered, or will not be; what is still done is no business of those who wait."""
        while self.ends:
            self.ends.pop()()


def _is_silent() -> bool:
    """Of suggestions nobody is told that they take a while."""
    return False


@dataclass
class _Person:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    interactions: int = 0


class Admission:
    """Lets interactions in. `clock` gives steady seconds, whatever time it is."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._places, self._refusals = asyncio.Semaphore(AT_ONCE), asyncio.Semaphore(REFUSED_AT_ONCE)
        self._persons: dict[int, _Person] = {}
        self._clock = clock
        self._typing: dict[int, object] = {}
        self._allowance = Allowance(UNITS, UNITS_PER_SECOND, clock)
        self._suggestions = Allowance(SUGGESTIONS, SUGGESTIONS_PER_SECOND, clock)
        self._delays, self._pace = Delays(clock), ServingPace(clock)
        self._waiting = self._refused = 0

    def can_serve(self, person_id: int, created_at: float) -> bool:
        """Whether an interaction is worth reading, which this is asked before; else it is left, and counted.

        It is not, if it could only be served too late; nor from somebody who asks for too much, while one is
        being told to wait.
        """
        self._delays.see(created_at)
        is_flood = self._refusals.locked() and not self._allowance.has(person_id, 1)
        can_serve = not (is_flood or self._is_overrun(created_at))
        if not can_serve:
            LEFT_COMMANDS.inc()
        return can_serve

    def _is_overrun(self, created_at: float) -> bool:
        if not self._places.locked():
            return False
        served_at_age = self._delays.seconds(created_at) + self._pace.seconds(self._waiting)
        return served_at_age > self._late_seconds() or self._waiting >= MOST_WAITING

    def _late_seconds(self) -> float:
        """At which age it is too late to begin: sooner while all work takes long."""
        return min(LATE_SECONDS, max(ANSWER_SECONDS - 2 * self._pace.work_seconds, FRESH_SECONDS))

    @asynccontextmanager
    async def turn(
        self, person_id: int, created_at: float, has_said_so: Callable[[], bool]
    ) -> AsyncGenerator[Admitted]:
        """Be served: Crowded for whoever asks for too much, Late if it took too long.

        `created_at` is the time of the interaction's id in seconds, by Discord's clock; `has_said_so` tells
        whether the person sees that it takes a while.
        """
        self._delays.see(created_at)
        self.charge(person_id)
        turn = Admitted()
        try:
            turn.ends.append(await self._alone(person_id))
            turn.ends.append(await self._place(created_at, has_said_so))
            yield turn
        finally:
            turn.end()

    def charge(self, person_id: int, units: float = 1) -> None:
        """Count what the person asks for; Crowded if that is too much for now."""
        if seconds := self._allowance.wait_seconds(person_id, units):
            raise Crowded("admission-too-much", seconds=ceil(seconds))

    @asynccontextmanager
    async def suggestion(self, person_id: int, created_at: float) -> AsyncGenerator[bool]:
        """Be served while typing; False if it is not worth the work: the person has typed on since, or too
        much. Late as above.
        """
        self._delays.see(created_at)
        latest = self._typing[person_id] = object()
        turn = Admitted()
        try:
            turn.ends.append(await self._place(created_at, _is_silent))
            is_latest = self._typing.get(person_id) is latest
            yield is_latest and not self._suggestions.wait_seconds(person_id, 1)
        finally:
            turn.end()
            if self._typing.get(person_id) is latest:
                del self._typing[person_id]

    @asynccontextmanager
    async def refusal(self, created_at: float) -> AsyncGenerator[None]:
        """Tell somebody to wait, one at a time; Late if nobody hears it any more, or too many wait for it."""
        was_crowded = self._refusals.locked()
        if self._refused >= MOST_REFUSED:
            LEFT_COMMANDS.inc()
            raise Late
        self._refused += 1
        try:
            async with self._refusals:
                self._drop_if_late(created_at, was_crowded=was_crowded)
                yield
        finally:
            self._refused -= 1

    async def _alone(self, person_id: int) -> Callable[[], object]:
        """Wait for what the same person has at work; returns what ends it. Crowded if that takes long."""
        person = self._persons.setdefault(person_id, _Person())
        if person.interactions > WAITING_PER_PERSON:
            raise Crowded("admission-busy")
        person.interactions += 1
        try:
            async with asyncio.timeout(WAITING_SECONDS):
                await person.lock.acquire()
        except TimeoutError:
            self._leave(person_id)
            raise Crowded("admission-busy") from None
        except asyncio.CancelledError:
            self._leave(person_id)
            raise

        def end() -> None:
            person.lock.release()
            self._leave(person_id)

        return end

    def _leave(self, person_id: int) -> None:
        person = self._persons[person_id]
        person.interactions -= 1
        if not person.interactions:
            del self._persons[person_id]

    async def _place(self, created_at: float, has_said_so: Callable[[], bool]) -> Callable[[], object]:
        """A place at work; returns what gives it back. Late only if it had to be waited for."""
        was_crowded = self._places.locked()
        self._waiting += 1
        try:
            await self._places.acquire()
        finally:
            self._waiting -= 1
        place = [self._places]

        begun = self._clock()

        def release() -> None:
            if place:
                self._pace.note_work(self._clock() - begun)
                place.pop().release()

        def make_room() -> None:
            if has_said_so():
                release()

        loop = asyncio.get_running_loop()
        timers = loop.call_later(PLACE_SECONDS, make_room), loop.call_later(STUCK_SECONDS, release)

        def end() -> None:
            for timer in timers:
                timer.cancel()
            release()

        try:
            self._drop_if_late(created_at, was_crowded=was_crowded)
        except Late:
            end()
            raise
        self._pace.note(was_crowded=was_crowded)
        return end

    def _drop_if_late(self, created_at: float, *, was_crowded: bool) -> None:
        # Without a crowd an old one costs little; and a simulated Discord, whose time stands still, has none.
        if was_crowded and self._delays.seconds(created_at) > self._late_seconds():
            LEFT_COMMANDS.inc()
            raise Late
