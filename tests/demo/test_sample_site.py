from collections.abc import AsyncIterator
from datetime import date

import pytest
from aiohttp import ClientSession

from bot.demo.sample_days import sample_days
from bot.demo.sample_site import open_sample_site
from bot.sources.huggingface import HuggingFace
from bot.sources.parsing import parse_day


@pytest.fixture
async def source() -> AsyncIterator[HuggingFace]:
    async with open_sample_site() as url, ClientSession() as session:
        yield HuggingFace(session, url, attempts=1)


@pytest.mark.parametrize("day", sample_days())
async def test_a_sample_day_is_fetched_like_a_real_one(source: HuggingFace, day: date) -> None:
    assert await source.fetch_day(day) == parse_day(sample_days()[day])


async def test_any_other_day_has_no_papers(source: HuggingFace) -> None:
    assert await source.fetch_day(date(2024, 4, 4)) == ()


async def test_a_sample_paper_is_found_by_its_id(source: HuggingFace) -> None:
    found = await source.fetch_paper("2404.02078")
    assert found is not None
    assert found.title == "Advancing LLM Reasoning Generalists with Preference Trees"


async def test_any_other_paper_is_unknown(source: HuggingFace) -> None:
    assert await source.fetch_paper("2404.99999") is None
