"""Whatever two processes meet, in whatever order: nothing is doubled, and nothing is lost."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from bot.delivery.discord_time import ANSWERS
from bot.delivery.marks import mark_of
from bot.delivery.retry import FEWEST_ATTEMPTS
from bot.models import PENDING_STATES, Delivery, DeliveryState, Digest, DigestPaper
from bot.settings import Settings
from bot.store import deliveries, digests, editions, leases, open_store, schema
from bot.store.deliveries import PlannedDay
from tests.conftest import HandClock
from tests.delivery.machine import LEASE_SECONDS, Fate, Loop, Process, World
from tests.factories import WEDNESDAY, at, channel, edition, paper
from tests.support.ledger import deliveries_since
from tests.support.stock import SUMMARY
from tests.support.subscribing import subscribe

MEMORY = Path("/dev/shm")  # each write would wait for the disk
CHANNELS = (100, 200)
PARTS = 2
# Farther than a history is searched back: what was sent when is known by Discord's clock.
MOST_SKEW_MINUTES = 60

STANDING = (Fate.FROZEN_BEFORE, Fate.FROZEN_AFTER)
DATE_ERRORS = some.sampled_from((None, -timedelta(days=3000), -timedelta(hours=1), timedelta(hours=1)))
LONG_TIMES = some.sampled_from((LEASE_SECONDS + 1, 170, 600))

processes = some.integers(0, 1)


class Deliveries(RuleBasedStateMachine):
    template: Path

    @initialize()
    def begin(self) -> None:
        self.run, self.stack = Loop(), AsyncExitStack()
        self.folder = Path(tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None))
        self.world, self.days = World(HandClock(at("2024-04-04 00:00"))), 0
        self.run(self._open())

    async def _open(self) -> None:
        file = shutil.copy(self.template, self.folder / "paperboy.db")
        self.store = await self.stack.enter_async_context(open_store(f"sqlite+aiosqlite:///{file}"))
        for channel_id in CHANNELS:
            await subscribe(self.store, Settings().schedule, channel(channel_id), at("2024-04-03 12:00"))
        papers = tuple(DigestPaper(paper=paper(n), summary=SUMMARY) for n in range(1, PARTS + 1))
        digest = Digest(day=WEDNESDAY, language="en", listed=PARTS, papers=papers)
        async with self.store.transaction() as tx:
            await editions.save_edition(tx, edition(), finished=True)
            self.digest_id = await digests.freeze(tx, digest, [1] * PARTS)
        self.processes = [Process(self.store, self.world) for _ in range(2)]

    @rule(number=some.sampled_from((1, 2)))
    def a_day_is_planned(self, number: int) -> None:
        self.run(self._plan(number))

    async def _plan(self, subscription_id: int) -> None:
        day, self.days = WEDNESDAY + timedelta(days=self.days), self.days + 1
        async with self.store.transaction() as tx:
            planned = PlannedDay(subscription_id, day, self.digest_id, PARTS)
            await deliveries.plan_new(tx, planned, self.world.shown_time())

    @rule(which=processes, fates=some.lists(some.sampled_from(Fate), max_size=4))
    def one_works(self, which: int, fates: list[Fate]) -> None:
        if self.processes[which].task is None:
            self.run(self.processes[which].work(*fates))

    @rule(which=processes)
    def one_wakes_up(self, which: int) -> None:
        if self.processes[which].task is not None:
            self.run(self.processes[which].thaw())

    @rule(which=processes, fate=some.sampled_from(STANDING), seconds=LONG_TIMES, later=LONG_TIMES)
    def one_stands_still_while_the_other_goes_on(
        self, which: int, fate: Fate, seconds: float, later: float
    ) -> None:
        self.one_works(which, [fate])
        self.time_passes(seconds)
        self.one_works(1 - which, [])
        self.time_passes(later)
        self.one_wakes_up(which)

    @rule(which=processes)
    def one_goes_on_without_asking_for_the_lease(self, which: int) -> None:
        """As between two renewals: by its own clock it has the lease, and the store says who has it."""
        if any(process.task for process in self.processes):
            return
        before, is_current = self._claims(), self._fence() == self.processes[which].lease.fence
        self.run(self.processes[which].go_on())
        assert is_current or self._claims() == before

    @rule(which=processes)
    def the_clock_is_put_forward_and_one_that_starts_takes_over(self, which: int) -> None:
        """While the lease lasts by the clock that nobody sets."""
        self.one_crashes_and_is_started_anew(1 - which)
        self.world.skew = timedelta()
        self.one_works(which, [])
        self.world.skew = timedelta(minutes=1)
        self.one_works(1 - which, [])
        self.a_day_is_planned(1)
        self.one_goes_on_without_asking_for_the_lease(which)

    @rule(which=processes)
    def one_crashes_and_is_started_anew(self, which: int) -> None:
        self.run(self.processes[which].crash())
        self.processes[which] = Process(self.store, self.world)

    @rule(which=processes)
    def one_gives_the_lease_back(self, which: int) -> None:
        if self.processes[which].task is None:
            self.run(self.processes[which].lease.release())

    @rule(seconds=some.sampled_from((1, 10, LEASE_SECONDS + 1, 170, 600, 3_600, 30_000)))
    def time_passes(self, seconds: float) -> None:
        self.world.forward(seconds)

    @rule(minutes=some.integers(-MOST_SKEW_MINUTES, MOST_SKEW_MINUTES))
    def the_clock_is_set(self, minutes: int) -> None:
        """While Discord's answers bear the right time: if both were wrong, nobody could tell."""
        self._bear(timedelta())
        self.world.skew = timedelta(minutes=minutes)

    @rule(error=DATE_ERRORS)
    def answers_bear_a_wrong_time_or_none(self, error: timedelta | None) -> None:
        """While the clock is right."""
        self.world.skew = timedelta()
        self._bear(error)

    def _bear(self, error: timedelta | None) -> None:
        self.world.date_error = error
        for process in self.processes:
            for _ in range(ANSWERS):
                process.wire.hear_date()

    @rule(which=processes, error=DATE_ERRORS)
    def an_answer_is_lost_while_they_bear_a_wrong_time(self, which: int, error: timedelta | None) -> None:
        """And no nonce helps any more."""
        self.answers_bear_a_wrong_time_or_none(error)
        self.a_day_is_planned(1)
        self.one_works(which, [Fate.LOST_ANSWER])
        self.the_clock_is_set(0)
        self.time_passes(600)
        self.one_works(which, [])

    @rule(readable=some.booleans())
    def the_history_can_be_read(self, readable: bool) -> None:
        self.world.readable = readable

    @invariant()
    def nothing_is_doubled(self) -> None:
        marks = [(channel_id, mark) for channel_id, mark, _ in self.world.posted]
        assert len(marks) == len(set(marks))

    @invariant()
    def what_counts_as_posted_is_there(self) -> None:
        there = {mark for _, mark, _ in self.world.posted}
        for row in self._rows():
            assert mark_of(row) in there or row.state is not DeliveryState.POSTED
            assert mark_of(row) not in there or row.state is not DeliveryState.FAILED

    def teardown(self) -> None:
        if hasattr(self, "processes"):
            try:
                self._all_calms_down()
            finally:
                self.run(self.stack.aclose())
                self.run.close()
                shutil.rmtree(self.folder)

    def _all_calms_down(self) -> None:
        """What was planned is there, or given up as the rules say."""
        self.world.readable, self.world.skew = True, timedelta()
        for process in self.processes:
            self.run(process.crash())
        for _ in range(FEWEST_ATTEMPTS):
            self.world.forward(3_600)
            self.run(Process(self.store, self.world).work())
            self.world.forward(LEASE_SECONDS + 1)
        self.nothing_is_doubled()
        self.what_counts_as_posted_is_there()
        for row in self._rows():
            assert row.state not in PENDING_STATES
            # Unconfirmed: the history could not be read. Failed: for a day, as often as it is tried.
            is_given_up = row.state is DeliveryState.FAILED and row.attempts >= FEWEST_ATTEMPTS
            assert row.state in (DeliveryState.POSTED, DeliveryState.UNCONFIRMED) or is_given_up

    def _fence(self) -> int | None:
        async def read() -> int | None:
            async with self.store.reading() as view:
                query = select(schema.leases.c.fence).where(schema.leases.c.name == leases.DELIVERY)
                return (await view.connection.execute(query)).scalar()

        return self.run(read())

    def _claims(self) -> tuple[int, int]:
        """How many attempts were begun, and how many messages are there."""
        return sum(row.attempts for row in self._rows()), len(self.world.posted)

    def _rows(self) -> list[Delivery]:
        async def read() -> list[Delivery]:
            async with self.store.reading() as view:
                return await deliveries_since(view, WEDNESDAY)

        return self.run(read())


def play(template: Path, *, examples: int, steps: int) -> None:
    """Play on copies of an empty database; what goes wrong is shrunk and raised."""
    Deliveries.template = template
    asked = settings(max_examples=examples, stateful_step_count=steps, deadline=None)
    run_state_machine_as_test(Deliveries, settings=asked)


@pytest.mark.sqlite
def test_nothing_is_doubled_and_nothing_is_lost(migrated_file: Path) -> None:
    play(migrated_file, examples=6, steps=25)
