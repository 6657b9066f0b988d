"""What a keyword would have brought, before it is saved."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.alerts.recent_papers import recent_papers
from bot.errors import UserError
from bot.matching.clauses import KeywordError
from bot.models import Alert, Summary, SummaryOrigin
from bot.store import editions
from tests.alerts.conftest import Desk
from tests.factories import WEDNESDAY, paper

DIFFUSION = paper(1, title="Diffusion for video", abstract="A diffusion model.")


async def test_it_finds_what_is_listed_once_and_says_where(desk: Desk) -> None:
    await desk.listed(WEDNESDAY, DIFFUSION, paper(2))
    await desk.listed(WEDNESDAY - timedelta(days=1), DIFFUSION, paper(3))
    trial = await desk.trial("diffusion")
    assert [(match.paper.id, match.where) for match in trial.matches] == [
        ("2404.00001", ("title", "abstract"))
    ]
    assert (trial.papers, trial.days) == (3, 2)


async def test_bullets_of_every_language_count(desk: Desk) -> None:
    await desk.listed(WEDNESDAY, paper(1))
    summary = Summary(
        paper_id="2404.00001", language="ko", bullets=("확산 모델을 씁니다.",), origin=SummaryOrigin.SAMPLE
    )
    async with desk.store.transaction() as tx:
        await editions.save_summaries(tx, [summary])
    assert [match.where for match in (await desk.trial("확산")).matches] == [("bullets",)]


async def test_days_of_more_than_a_month_ago_and_unfinished_ones_do_not_count(desk: Desk) -> None:
    await desk.listed(WEDNESDAY - timedelta(days=30), DIFFUSION)
    await desk.listed(WEDNESDAY + timedelta(days=1), DIFFUSION, finished=False)
    assert (await desk.trial("diffusion")).matches == ()


@pytest.mark.parametrize(("fitting", "is_wide"), [(2, False), (3, True)])
async def test_more_than_forty_percent_is_wide(desk: Desk, fitting: int, is_wide: bool) -> None:
    papers = [paper(n, title="Diffusion" if n <= fitting else "Other") for n in range(1, 6)]
    await desk.listed(WEDNESDAY, *papers)
    assert (await desk.trial("diffusion")).is_wide is is_wide


async def test_other_names_are_offered_until_the_keyword_includes_them(desk: Desk) -> None:
    assert "디퓨전" in (await desk.trial("diffusion")).synonyms
    assert (await desk.trial("~diffusion")).synonyms == ()


async def test_keywords_much_like_it_are_pointed_out(desk: Desk) -> None:
    await desk.saved("diffusion video")
    assert (await desk.trial("diffusion")).near == ("diffusion video",)


async def test_a_keyword_that_means_the_same_is_recognised(desk: Desk) -> None:
    saved_alert = await desk.saved('"Language Models"')
    again = await desk.backtests.run(1, '"language-model"')
    assert again == saved_alert.alert
    assert isinstance(again, Alert)


async def test_a_mistake_is_told_with_its_place(desk: Desk) -> None:
    with pytest.raises(KeywordError, match='in `"video` is never closed'):
        await desk.trial('diffusion "video')


async def test_a_name_without_quotes_is_pointed_out(desk: Desk) -> None:
    await desk.listed(WEDNESDAY, DIFFUSION)
    assert (await desk.trial("author:yann lecun")).names == ('author:"yann lecun"',)
    assert (await desk.trial("author:minji diffusion")).names == ()


async def test_an_operator_is_no_word_to_be_found(desk: Desk) -> None:
    with pytest.raises(KeywordError, match="two keywords"):
        await desk.trial("diffusion OR video")


async def test_a_draft_belongs_to_who_tried_it_and_expires(desk: Desk) -> None:
    trial = await desk.trial("diffusion")
    with pytest.raises(UserError, match="expired"):
        await desk.backtests.save_draft(2, trial.draft_id, "en")
    desk.clock.forward(hours=25)
    with pytest.raises(UserError, match="expired"):
        await desk.backtests.save_draft(1, trial.draft_id, "en")


async def test_a_month_is_made_ready_once_and_then_only_what_changed(desk: Desk) -> None:
    schedule, tuesday = desk.settings.schedule, WEDNESDAY - timedelta(days=1)
    await desk.listed(WEDNESDAY, DIFFUSION, paper(2))
    await desk.listed(tuesday, paper(3))
    first = await recent_papers(desk.store, schedule, desk.clock())
    again = await recent_papers(desk.store, schedule, desk.clock())
    assert all(before is after for before, after in zip(first, again, strict=True))
    await desk.listed(WEDNESDAY, DIFFUSION, paper(2, title="Video"))
    changed = await recent_papers(desk.store, schedule, desk.clock())
    assert [before is after for before, after in zip(first, changed, strict=True)] == [True, False, True]


async def test_what_was_stored_since_the_last_trial_counts(desk: Desk) -> None:
    await desk.listed(WEDNESDAY, paper(1))
    assert (await desk.trial("video")).matches == ()
    await desk.listed(WEDNESDAY, paper(1, title="Video"))
    assert [match.paper.title for match in (await desk.trial("video")).matches] == ["Video"]
    await desk.listed(WEDNESDAY, paper(2))
    assert (await desk.trial("video")).matches == ()


async def test_people_who_try_at_once_share_the_work_and_get_the_same(desk: Desk) -> None:
    await desk.listed(WEDNESDAY, DIFFUSION, paper(2))
    trials = await asyncio.gather(*(desk.trial("diffusion", user_id=user) for user in range(1, 9)))
    assert [len(trial.matches) for trial in trials] == [1] * 8


async def test_a_phrase_with_a_function_word_at_its_end_is_found_exactly(desk: Desk) -> None:
    await desk.listed(WEDNESDAY, paper(1, title="Attention for all"), paper(2, title="Attention to all"))
    assert [match.paper.id for match in (await desk.trial('"attention to"')).matches] == ["2404.00002"]


async def test_only_of_the_first_ten_it_says_where(desk: Desk) -> None:
    await desk.listed(WEDNESDAY, *(paper(number, title="Diffusion") for number in range(1, 13)))
    assert [bool(match.where) for match in (await desk.trial("diffusion")).matches] == [True] * 10 + [
        False
    ] * 2
