"""Papers a week by keyword, on a real SQLite."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.errors import UserError
from bot.lookup.trends import Trends, read_keywords
from bot.matching.clauses import KeywordError
from bot.settings import ScheduleSettings
from bot.store import Store, editions
from tests.conftest import HandClock
from tests.factories import WEDNESDAY, edition, paper

MONDAY = WEDNESDAY - timedelta(days=2)
WEEK = timedelta(days=7)


@pytest.fixture
async def trends(store: Store, clock: HandClock) -> Trends:
    """Two papers on diffusion this week, one three weeks ago that is listed again today; of the week between
    one day is known, and of the one before that nothing.
    """
    early = paper(1, title="Diffusion again")
    async with store.transaction() as tx:
        days = {
            WEDNESDAY - 3 * WEEK: [early],
            WEDNESDAY - WEEK: [paper(9, title="Something else")],
            WEDNESDAY - timedelta(days=1): [paper(2, title="확산 모델"), paper(3, title="Video diffusion")],
            WEDNESDAY: [early, paper(4, title="Diffusion for medical images")],
        }
        for day, papers in days.items():
            await editions.save_edition(tx, edition(day, papers), finished=True)
    return Trends(store, ScheduleSettings(), clock)


async def counts(trends: Trends, *keywords: str, weeks: int = 4) -> list[tuple[int | None, ...]]:
    return [line.counts for line in (await trends.trend(keywords, weeks)).lines]


async def test_a_paper_counts_in_the_week_that_first_listed_it(trends: Trends) -> None:
    assert await counts(trends, "diffusion") == [(1, None, 0, 2)]


async def test_each_keyword_has_its_line_by_the_grammar_of_alerts(trends: Trends) -> None:
    assert await counts(trends, "~diffusion", "diffusion -medical", "확산", "author:nobody", weeks=1) == [
        (3,),
        (1,),
        (1,),
        (0,),
    ]


async def test_weeks_without_a_list_are_gaps_and_days_without_one_are_counted(trends: Trends) -> None:
    trend = await trends.trend(["diffusion"], 4)
    assert trend.mondays == tuple(MONDAY - WEEK * n for n in (3, 2, 1, 0))
    assert trend.missing_days == 4 + 5 + 4 + 1
    assert trend.is_running


async def test_a_hundred_weeks_reach_back_behind_all_that_is_stored(trends: Trends) -> None:
    (line,) = (await trends.trend(["diffusion"], 100)).lines
    assert line.counts == (*[None] * 96, 1, None, 0, 2)
    assert line.total == 3


async def test_a_holiday_is_no_missing_day(trends: Trends, store: Store) -> None:
    async with store.transaction() as tx:
        await editions.save_edition(tx, edition(MONDAY, []), finished=True)
    assert (await trends.trend(["diffusion"], 1)).missing_days == 0


def test_keywords_are_parted_by_semicolons_and_each_meaning_counts_once() -> None:
    assert read_keywords(' diffusion;  "mixture of experts" ; Diffusions;') == (
        "diffusion",
        '"mixture of experts"',
    )


@pytest.mark.parametrize("typed", [" ; ", "ab;cd;ef;gh;ij;kl"])
def test_none_or_too_many_are_named(typed: str) -> None:
    with pytest.raises(UserError):
        read_keywords(typed)


def test_a_keyword_that_cannot_be_read_is_named() -> None:
    with pytest.raises(KeywordError):
        read_keywords('diffusion; "open')
