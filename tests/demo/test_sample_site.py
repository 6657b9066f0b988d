from collections.abc import AsyncIterator
from datetime import UTC, date, datetime

import pytest
from aiohttp import ClientSession

from bot.demo.sample_days import OPENING_DAY, sample_days
from bot.demo.sample_site import open_sample_site
from bot.sources.huggingface import HuggingFace
from bot.sources.parsing import parse_day
from tests.conftest import HandClock

MORNING = datetime(2026, 2, 4, tzinfo=UTC)
LONG_AGO = [day for day in sample_days() if day <= OPENING_DAY]


@pytest.fixture
def clock() -> HandClock:
    return HandClock(MORNING)


@pytest.fixture
async def source(clock: HandClock) -> AsyncIterator[HuggingFace]:
    async with open_sample_site(clock) as url, ClientSession() as session:
        yield HuggingFace(session, url, attempts=1)


@pytest.mark.parametrize("day", LONG_AGO)
async def test_a_sample_day_is_fetched_like_a_real_one(source: HuggingFace, day: date) -> None:
    assert await source.fetch_day(day) == parse_day(sample_days()[day])


async def test_any_other_day_has_no_papers(source: HuggingFace) -> None:
    assert await source.fetch_day(date(2024, 4, 4)) == ()


async def test_a_sample_paper_is_found_by_its_id(source: HuggingFace) -> None:
    paper = await source.fetch_paper("2404.02078")
    assert paper is not None
    assert paper.title == "Advancing LLM Reasoning Generalists with Preference Trees"


async def test_any_other_paper_is_unknown(source: HuggingFace) -> None:
    assert await source.fetch_paper("2404.99999") is None


async def test_the_days_to_come_are_listed_from_their_noon_on(source: HuggingFace, clock: HandClock) -> None:
    assert await source.fetch_day(date(2026, 2, 4)) == ()
    clock.forward(days=1)
    assert len(await source.fetch_day(date(2026, 2, 4))) == 5


async def test_votes_of_new_papers_grow_from_day_to_day(source: HuggingFace, clock: HandClock) -> None:
    votes = list[int]()
    for _ in range(3):
        first, *_rest = await source.fetch_day(OPENING_DAY)
        votes.append(first.votes)
        clock.forward(days=1)
    assert votes == [77, 100, 123]


async def test_votes_of_old_papers_have_settled(source: HuggingFace, clock: HandClock) -> None:
    before = await source.fetch_day(date(2024, 4, 3))
    clock.forward(days=1)
    assert await source.fetch_day(date(2024, 4, 3)) == before


async def test_the_paper_that_no_day_lists_is_found_by_its_id(source: HuggingFace) -> None:
    paper = await source.fetch_paper("1706.03762")
    assert paper is not None
    assert paper.title == "Attention Is All You Need"
