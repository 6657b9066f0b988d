"""From a source that has its moods into the store."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.digests.collector import Collector
from bot.digests.planner import plan_due
from bot.digests.source_answers import DoubtError
from bot.errors import SourceError
from bot.models import DoubtReason, EditionState, Paper
from bot.settings import ScheduleSettings, Settings
from bot.store import Store, deliveries, doubts, editions
from tests.conftest import HandClock
from tests.factories import WEDNESDAY, at, channel, edition, paper
from tests.support.subscribing import subscribe

SCHEDULE = ScheduleSettings()
SETTINGS = Settings.model_validate({})
FULL = tuple(paper(number) for number in range(1, 31))


class MoodySource:
    """Lists what it was given; a day that is an error raises it."""

    def __init__(self, **days: tuple[Paper, ...] | SourceError) -> None:
        self.days = {
            date.fromisoformat(day.removeprefix("d").replace("_", "-")): v for day, v in days.items()
        }
        self.asked: list[date] = []

    async def fetch_day(self, day: date) -> tuple[Paper, ...]:
        self.asked.append(day)
        answer = self.days.get(day, ())
        if isinstance(answer, SourceError):
            raise answer
        return answer

    async def fetch_paper(self, paper_id: str) -> Paper | None:
        return None


async def state_of(store: Store, day: date) -> EditionState:
    async with store.reading() as view:
        (state,) = await editions.edition_states(view, [day])
    return state


async def test_a_day_fetched_before_its_end_is_not_finished(store: Store, clock: HandClock) -> None:
    source = MoodySource(d2024_04_03=(paper(),))
    await Collector(store, source, SCHEDULE, lambda: clock() - timedelta(hours=5)).collect_day(WEDNESDAY)
    assert not (await state_of(store, WEDNESDAY)).finished
    await Collector(store, source, SCHEDULE, clock).collect_day(WEDNESDAY)
    assert (await state_of(store, WEDNESDAY)).finished


async def test_a_list_that_is_suddenly_empty_is_a_mistake_of_the_source(
    store: Store, clock: HandClock
) -> None:
    source = MoodySource(d2024_04_03=(paper(1), paper(2)))
    await Collector(store, source, SCHEDULE, clock).collect_day(WEDNESDAY)
    source.days = {}
    with pytest.raises(SourceError, match="lists nothing"):
        await Collector(store, source, SCHEDULE, clock).collect_day(WEDNESDAY)
    assert (await state_of(store, WEDNESDAY)).papers == 2


async def test_a_failing_day_is_noted_and_the_others_are_fetched(store: Store, clock: HandClock) -> None:
    source = MoodySource(d2024_04_03=SourceError("source-failing", status=503), d2024_04_04=(paper(),))
    await Collector(store, source, SCHEDULE, clock).collect_due()
    assert "503" in ((await state_of(store, WEDNESDAY)).problem or "")
    assert (await state_of(store, WEDNESDAY + timedelta(days=1))).papers == 1


async def test_what_is_settled_is_not_asked_for_again(store: Store, clock: HandClock) -> None:
    source = MoodySource(d2024_04_03=FULL)
    await Collector(store, source, SCHEDULE, clock).collect_due()
    source.asked.clear()
    clock.forward(minutes=31)
    await Collector(store, source, SCHEDULE, clock).collect_due()
    assert source.asked == [WEDNESDAY + timedelta(days=1)]


class TestADoubtedAnswer:
    """30 papers at 20:00, 1 at 23:05, 30 later."""

    @pytest.fixture
    async def source(self, store: Store, clock: HandClock) -> MoodySource:
        """Listed 30 papers in the evening, and lists one from then on."""
        clock.now = at("2024-04-03 20:00")
        await subscribe(store, SCHEDULE, channel(), clock())
        source = MoodySource(d2024_04_03=FULL)
        await Collector(store, source, SCHEDULE, clock).collect_due()
        source.days[WEDNESDAY] = FULL[:1]
        return source

    async def stored(self, store: Store) -> tuple[int, bool]:
        async with store.reading() as view:
            stored = await editions.edition(view, WEDNESDAY)
        assert stored
        return len(stored.papers), (await state_of(store, WEDNESDAY)).finished

    async def posted(self, store: Store, clock: HandClock) -> int:
        """How many papers are planned for the channel."""
        await plan_due(store, SETTINGS, clock())
        async with store.reading() as view:
            rows = await deliveries.of_day(view, WEDNESDAY, [1], partial=False)
            stored = await editions.edition(view, WEDNESDAY)
        return len(stored.papers) if stored and rows else 0

    async def test_is_asked_for_again_at_once(
        self, store: Store, source: MoodySource, clock: HandClock
    ) -> None:
        source.asked.clear()
        with pytest.raises(DoubtError):
            await Collector(store, source, SCHEDULE, clock).collect_day(WEDNESDAY)
        assert source.asked == [WEDNESDAY] * 2

    async def test_does_not_finish_the_day_and_the_full_list_does(
        self, store: Store, source: MoodySource, clock: HandClock
    ) -> None:
        clock.now = at("2024-04-03 23:05")
        await Collector(store, source, SCHEDULE, clock).collect_due()
        assert await self.stored(store) == (30, False)
        source.days[WEDNESDAY] = (*FULL, paper(31))
        clock.forward(minutes=1)
        await Collector(store, source, SCHEDULE, clock).collect_due()
        assert await self.stored(store) == (31, True)
        assert (await state_of(store, WEDNESDAY)).problem is None
        async with store.reading() as view:
            assert await doubts.doubt_of(view, WEDNESDAY) is None

    async def test_costs_no_channel_its_morning(
        self, store: Store, source: MoodySource, clock: HandClock
    ) -> None:
        clock.now = at("2024-04-03 23:05")
        while clock() <= at("2024-04-04 00:00"):
            await Collector(store, source, SCHEDULE, clock).collect_due()
            clock.forward(minutes=5)
        assert await self.stored(store) == (30, True)
        assert await self.posted(store, clock) == 30

    async def test_that_is_another_each_time_keeps_no_day_from_being_finished(
        self, store: Store, source: MoodySource, clock: HandClock
    ) -> None:
        clock.now = at("2024-04-03 23:05")
        for look in range(10):
            first = look % 2 * 10
            source.days[WEDNESDAY] = FULL[first : first + 6]
            clock.forward(minutes=5)
            await Collector(store, source, SCHEDULE, clock).collect_due()
        assert await self.stored(store) == (30, True)

    async def test_is_noted_with_what_stays(
        self, store: Store, source: MoodySource, clock: HandClock
    ) -> None:
        clock.now = at("2024-04-03 23:05")
        await Collector(store, source, SCHEDULE, clock).collect_due()
        async with store.reading() as view:
            doubt = await doubts.doubt_of(view, WEDNESDAY)
        assert doubt
        assert (doubt.reason, doubt.paper_ids, doubt.stored) == (
            DoubtReason.SHRUNKEN,
            ("2404.00001",),
            30,
        )
        assert "only 1 paper for 2024-04-03" in ((await state_of(store, WEDNESDAY)).problem or "")

    async def test_is_taken_when_it_stays_for_half_a_day(
        self, store: Store, source: MoodySource, clock: HandClock
    ) -> None:
        clock.now = at("2024-04-03 23:05")
        while clock() < at("2024-04-04 11:00"):
            await Collector(store, source, SCHEDULE, clock).collect_due()
            clock.forward(minutes=31)
        assert await self.stored(store) == (30, True)
        clock.forward(minutes=31)
        await Collector(store, source, SCHEDULE, clock).collect_due()
        assert await self.stored(store) == (1, True)

    async def test_of_no_votes_keeps_the_votes(
        self, store: Store, source: MoodySource, clock: HandClock
    ) -> None:
        source.days[WEDNESDAY] = tuple(each.model_copy(update={"votes": 0}) for each in FULL)
        clock.now = at("2024-04-03 23:05")
        await Collector(store, source, SCHEDULE, clock).collect_due()
        async with store.reading() as view:
            stored = await editions.edition(view, WEDNESDAY)
        assert stored
        assert [each.votes for each in stored.papers] == [each.votes for each in FULL]

    async def test_is_no_hindrance_to_who_asks_for_the_day(
        self, store: Store, source: MoodySource, clock: HandClock
    ) -> None:
        clock.forward(hours=4)
        day = await Collector(store, source, SCHEDULE, clock).collected_day(WEDNESDAY)
        assert len(day.papers) == 30


async def test_the_papers_of_another_day_are_not_taken(store: Store, clock: HandClock) -> None:
    source = MoodySource(d2024_04_03=FULL, d2024_04_02=FULL)
    await Collector(store, source, SCHEDULE, clock).collect_day(WEDNESDAY - timedelta(days=1))
    with pytest.raises(DoubtError, match="another day"):
        await Collector(store, source, SCHEDULE, clock).collect_day(WEDNESDAY)
    assert not (await state_of(store, WEDNESDAY)).finished


async def test_a_first_answer_of_one_paper_can_be_posted_and_is_asked_for_again(
    store: Store, clock: HandClock
) -> None:
    source = MoodySource(d2024_04_03=FULL[:1])
    clock.now = at("2024-04-03 23:05")
    await Collector(store, source, SCHEDULE, clock).collect_due()
    assert (await state_of(store, WEDNESDAY)).finished
    source.days[WEDNESDAY] = FULL
    clock.forward(minutes=31)
    await Collector(store, source, SCHEDULE, clock).collect_due()
    assert (await state_of(store, WEDNESDAY)).papers == 30


async def test_a_thin_first_answer_is_asked_for_again_before_the_day_is_finished(
    store: Store, clock: HandClock
) -> None:
    async with store.transaction() as tx:
        for back in range(1, 6):
            day = WEDNESDAY - timedelta(days=back)
            numbers = range(back * 100, back * 100 + 25)
            await editions.save_edition(tx, edition(day, [paper(n) for n in numbers]), finished=True)
    source = MoodySource(d2024_04_03=FULL[:1])
    clock.now = at("2024-04-03 23:05")
    await Collector(store, source, SCHEDULE, clock).collect_due()
    assert not (await state_of(store, WEDNESDAY)).finished
    while clock() < at("2024-04-03 23:50"):
        clock.forward(minutes=5)
        await Collector(store, source, SCHEDULE, clock).collect_due()
    assert (await state_of(store, WEDNESDAY)).finished
