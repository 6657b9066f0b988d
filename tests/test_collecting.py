"""From a source that has its moods into the store."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.collecting import collect_day, collect_due
from bot.errors import SourceError
from bot.models import EditionState, Paper
from bot.settings import ScheduleSettings
from bot.store import Store, editions
from tests.conftest import HandClock
from tests.factories import WEDNESDAY, paper

SCHEDULE = ScheduleSettings()


class MoodySource:
    """Lists what it was given; a day that is an error raises it."""

    def __init__(self, **days: tuple[Paper, ...] | SourceError) -> None:
        self.days = {
            date.fromisoformat(day.removeprefix("d").replace("_", "-")): v for day, v in days.items()
        }
        self.asked: list[date] = []

    async def fetch_day(self, day: date) -> tuple[Paper, ...]:
        self.asked.append(day)
        found = self.days.get(day, ())
        if isinstance(found, SourceError):
            raise found
        return found

    async def fetch_paper(self, paper_id: str) -> Paper | None:
        return None


async def state_of(store: Store, day: date) -> EditionState:
    async with store.reading() as view:
        (state,) = await editions.edition_states(view, [day])
    return state


async def test_a_day_fetched_before_its_end_is_not_finished(store: Store, clock: HandClock) -> None:
    source = MoodySource(d2024_04_03=(paper(),))
    await collect_day(store, source, SCHEDULE, WEDNESDAY, clock() - timedelta(hours=5))
    assert not (await state_of(store, WEDNESDAY)).finished
    await collect_day(store, source, SCHEDULE, WEDNESDAY, clock())
    assert (await state_of(store, WEDNESDAY)).finished


async def test_a_list_that_is_suddenly_empty_is_a_mistake_of_the_source(
    store: Store, clock: HandClock
) -> None:
    source = MoodySource(d2024_04_03=(paper(1), paper(2)))
    await collect_day(store, source, SCHEDULE, WEDNESDAY, clock())
    source.days = {}
    with pytest.raises(SourceError, match="lists nothing"):
        await collect_day(store, source, SCHEDULE, WEDNESDAY, clock())
    assert (await state_of(store, WEDNESDAY)).papers == 2


async def test_a_failing_day_is_noted_and_the_others_are_fetched(store: Store, clock: HandClock) -> None:
    source = MoodySource(d2024_04_03=SourceError("source-failing", status=503), d2024_04_04=(paper(),))
    await collect_due(store, source, SCHEDULE, clock())
    assert "503" in ((await state_of(store, WEDNESDAY)).problem or "")
    assert (await state_of(store, WEDNESDAY + timedelta(days=1))).papers == 1


async def test_what_is_settled_is_not_asked_for_again(store: Store, clock: HandClock) -> None:
    source = MoodySource(d2024_04_03=(paper(),))
    await collect_due(store, source, SCHEDULE, clock())
    source.asked.clear()
    await collect_due(store, source, SCHEDULE, clock.forward(minutes=31))
    assert source.asked == [WEDNESDAY + timedelta(days=1)]
