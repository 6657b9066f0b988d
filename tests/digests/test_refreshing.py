"""Days that are over are asked for again before their posts are edited."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.digests.collector import Collector
from bot.digests.refreshing import Refresher
from bot.errors import SourceError
from bot.models import Paper
from bot.settings import ScheduleSettings
from bot.store import Store, doubts, editions
from tests.conftest import HandClock
from tests.delivery.conftest import Morning, morning
from tests.digests.test_collector import MoodySource
from tests.factories import WEDNESDAY, paper

__all__ = ["morning"]  # the fixture

SCHEDULE = ScheduleSettings()


def listed(more: int, papers: int = 25) -> tuple[Paper, ...]:
    return tuple(paper(n, votes=100 - n + more) for n in range(1, papers + 1))


@pytest.fixture
async def source(morning: Morning) -> MoodySource:
    """Wednesday's papers were posted, and have 50 votes more by now."""
    await morning.planned(100)
    await morning.run()
    return MoodySource(d2024_04_03=listed(50))


@pytest.fixture
def refresher(store: Store, clock: HandClock, source: MoodySource) -> Refresher:
    return Refresher(Collector(store, source, SCHEDULE, clock))


async def votes(store: Store) -> list[int]:
    async with store.reading() as view:
        stored = await editions.edition(view, WEDNESDAY)
    assert stored is not None
    return [stored.papers[0].votes, len(stored.papers)]


async def test_a_day_is_asked_for_shortly_before_an_edit_and_not_earlier(
    store: Store, clock: HandClock, source: MoodySource, refresher: Refresher
) -> None:
    clock.forward(hours=5, minutes=49)
    await refresher.refresh_due()
    assert source.asked == []
    clock.forward(minutes=2)
    await refresher.refresh_due()
    assert source.asked == [WEDNESDAY]
    assert await votes(store) == [149, 25]


async def test_it_is_asked_for_once_however_many_channels_show_it(
    morning: Morning, clock: HandClock, source: MoodySource, refresher: Refresher
) -> None:
    await morning.planned(200, 300)
    await morning.run()
    clock.forward(hours=6)
    for _ in range(5):
        await refresher.refresh_due()
        clock.forward(minutes=5)
    assert source.asked == [WEDNESDAY]


async def test_for_channels_that_want_no_votes_nothing_is_asked(
    morning: Morning, clock: HandClock, source: MoodySource, refresher: Refresher
) -> None:
    await morning.alter("UPDATE subscriptions SET live_votes = false")
    clock.forward(hours=6)
    await refresher.refresh_due()
    assert source.asked == []


async def test_a_source_that_fails_is_asked_half_an_hour_later_and_leaves_no_mark(
    store: Store, clock: HandClock, source: MoodySource, refresher: Refresher
) -> None:
    source.days[WEDNESDAY] = SourceError("source-failing", status=503)
    clock.forward(hours=6)
    for _ in range(4):
        await refresher.refresh_due()
        clock.forward(minutes=10)
    assert source.asked == [WEDNESDAY] * 2
    assert await votes(store) == [99, 25]
    async with store.reading() as view:
        (state,) = await editions.edition_states(view, [WEDNESDAY])
    assert (state.finished, state.problem) == (True, None)


@pytest.mark.parametrize("papers", [0, 1, 20])
async def test_a_list_that_shrank_never_takes_the_day_s_place_however_often_it_comes(
    store: Store, clock: HandClock, source: MoodySource, refresher: Refresher, papers: int
) -> None:
    source.days[WEDNESDAY] = listed(50, papers)
    clock.forward(hours=6)
    for _ in range(40):
        await refresher.refresh_due()
        clock.forward(minutes=31)
    assert len(source.asked) > 20
    assert await votes(store) == [99, 25]
    async with store.reading() as view:
        assert await doubts.doubt_of(view, WEDNESDAY) is None


async def test_a_day_of_which_more_may_come_is_left_to_the_collector(
    morning: Morning, clock: HandClock, source: MoodySource, refresher: Refresher
) -> None:
    await morning.alter("UPDATE editions SET finished = false")
    clock.forward(hours=6)
    await refresher.refresh_due()
    assert source.asked == []


async def test_all_days_whose_papers_stand_in_one_post_are_asked_for(
    morning: Morning, clock: HandClock, source: MoodySource, refresher: Refresher
) -> None:
    tuesday = WEDNESDAY - timedelta(days=1)
    await morning.alter(
        "INSERT INTO editions (day, fetched_at, finished, papers)"
        f" VALUES ('{tuesday}', '2024-04-02 23:30', true, 4)"
    )
    await morning.alter(
        "INSERT INTO listings (day, paper_id, rank, votes, comments, first_seen_at, seen_at)"
        f" VALUES ('{tuesday}', '2404.00001', 1, 9, 0, '2024-04-02 23:30', '2024-04-02 23:30')"
    )
    clock.forward(hours=6)
    await refresher.refresh_due()
    assert source.asked == [WEDNESDAY, tuesday]
