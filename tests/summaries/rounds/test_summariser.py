from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from bot.errors import BudgetError, OutageError, SummaryError
from bot.models import Purpose, Summary, SummaryOrigin
from bot.settings import SummarySettings
from bot.store import editions
from bot.store.summaries import claimed_until, makings, reserve, use_since
from bot.summaries.prompt import read_prompt
from bot.summaries.rounds import summarise_paper
from bot.summaries.summariser import CLAIM_LIFETIME, Summariser
from tests.factories import edition, paper
from tests.summaries.rounds.conftest import Desk
from tests.support.model_server import ENGLISH, KOREAN, bullets, good, in_step, never, says, status, streams

PAPER = paper(1)


def with_settings(desk: Desk, **changes: Any) -> Summariser:
    settings: SummarySettings = desk.summariser.settings.model_copy(update=changes)
    return replace(desk.summariser, settings=settings, _under_way={})


async def test_bullets_are_stored_with_how_they_came_about(desk: Desk) -> None:
    summary = await desk.summary(PAPER)
    assert summary is not None
    assert (summary.bullets, summary.origin) == (KOREAN, SummaryOrigin.MODEL)
    async with desk.store.reading() as view:
        making = (await makings(view, [PAPER.id], "ko"))[PAPER.id]
    assert (making.model, making.prompt_version) == ("small", read_prompt("ko", "hapsyo").version)
    assert (making.tokens.total, making.created_at) == (120, desk.clock())


async def test_a_paper_is_asked_about_once_in_each_language(desk: Desk) -> None:
    for _ in range(2):
        desk.model.play = good("ko")
        await desk.summary(PAPER, "ko")
        desk.model.play = good("en")
        assert (summary := await desk.summary(PAPER, "en")) and summary.bullets == ENGLISH
    assert len(desk.model.asked) == 2


async def test_those_who_ask_at_the_same_time_wait_for_one_answer(desk: Desk) -> None:
    summaries = await asyncio.gather(*(desk.summary(PAPER) for _ in range(20)))
    assert {summary and summary.bullets for summary in summaries} == {KOREAN}
    assert len(desk.model.asked) == 1


async def test_one_who_leaves_does_not_take_the_answer_from_the_others(desk: Desk) -> None:
    first, second = (asyncio.create_task(desk.summary(PAPER)) for _ in range(2))
    while not desk.model.asked:
        await asyncio.sleep(0)
    first.cancel()
    assert (summary := await second) and summary.bullets == KOREAN


async def test_another_process_keeps_away_from_a_paper_that_is_under_way(desk: Desk) -> None:
    other_desk, may_answer, answer = with_settings(desk), asyncio.Event(), good()

    async def play(question: dict[str, Any]) -> Any:
        await may_answer.wait()
        return await answer(question)

    desk.model.play = play
    first = asyncio.create_task(desk.summary(PAPER))
    while not desk.model.asked:
        await asyncio.sleep(0)
    assert await other_desk.summary(PAPER, "ko", Purpose.DIGEST, patient=False) is None
    may_answer.set()
    assert (summary := await first) and summary.bullets == KOREAN
    assert len(desk.model.asked) == 1


async def test_what_another_process_wrote_while_one_waited_for_the_claim_is_not_paid_for_again(
    desk: Desk,
) -> None:
    written = Summary(paper_id=PAPER.id, language="ko", bullets=KOREAN, origin=SummaryOrigin.MODEL)
    async with desk.store.transaction() as tx:
        waiting = asyncio.create_task(desk.summary(PAPER))
        await asyncio.sleep(0.1)  # it has seen that there is none
        await editions.save_summaries(tx, [written])
    assert await waiting == written
    assert not desk.model.asked


async def test_a_paper_whose_answers_cannot_be_used_is_left_for_ever_longer(desk: Desk) -> None:
    desk.model.play = says("Sorry.")
    assert await desk.summary(PAPER) is None
    desk.clock.forward(minutes=14)
    assert await desk.summary(PAPER) is None
    assert len(desk.model.asked) == 2
    desk.clock.forward(minutes=1)
    assert await desk.summary(PAPER) is None
    assert len(desk.model.asked) == 4
    desk.clock.forward(minutes=59)
    assert await desk.summary(PAPER) is None
    assert len(desk.model.asked) == 4


async def test_who_asks_by_hand_need_not_wait_for_that(desk: Desk) -> None:
    desk.model.play = in_step(says("Sorry."), says("Sorry."), good())
    assert await desk.summary(PAPER) is None
    assert await desk.summary(PAPER) is None
    assert (summary := await desk.summary(PAPER, patient=False)) and summary.bullets == KOREAN


async def test_what_was_asked_and_what_the_checker_found_is_counted(desk: Desk) -> None:
    desk.model.play = bullets(*KOREAN, "정확도가 99.9% 향상되었습니다.")
    await desk.summary(PAPER)
    desk.model.play = says("Sorry.")
    await desk.summary(paper(2))
    use = await desk.use()
    assert (use.calls, use.tokens.total, use.papers) == (4, 480, 2)
    assert (use.flagged, use.dropped, use.fallbacks) == (2, 1, 1)


# A question is estimated at some 1,500 tokens: this model takes a little more.
DEAR = bullets(*KOREAN, taken=(1000, 200))


async def test_people_s_questions_cannot_drain_what_is_kept_for_digests(desk: Desk) -> None:
    desk.model.play = DEAR
    summariser = with_settings(desk, daily_tokens=4000)
    await summariser.summary(PAPER, "ko", Purpose.REQUEST)
    with pytest.raises(BudgetError, match="The half of the day's 4,000 tokens"):
        await summariser.summary(paper(2), "ko", Purpose.REQUEST)
    assert await summariser.summary(paper(2), "ko", Purpose.DIGEST)
    assert (await desk.use(Purpose.REQUEST)).refused == 1


async def test_when_the_tokens_are_spent_nothing_is_asked_until_the_next_utc_day(desk: Desk) -> None:
    desk.model.play = DEAR
    summariser = with_settings(desk, daily_tokens=2000)
    assert await summariser.summary(PAPER, "ko", Purpose.DIGEST)
    with pytest.raises(BudgetError, match="2,000 tokens for summaries are spent"):
        await summariser.summary(paper(2), "ko", Purpose.DIGEST)
    assert len(desk.model.asked) == 1
    desk.clock.forward(days=1)
    assert await summariser.summary(paper(2), "ko", Purpose.DIGEST)


async def test_a_crowd_does_not_overdraw_the_budget(desk: Desk) -> None:
    desk.model.play = DEAR
    summariser = with_settings(desk, daily_tokens=3500)
    papers = [paper(n) for n in range(1, 7)]
    async with desk.store.transaction() as tx:
        await editions.save_edition(tx, edition(papers=papers), finished=True)
    asked = (summariser.summary(each, "ko", Purpose.DIGEST) for each in papers)
    await asyncio.gather(*asked, return_exceptions=True)
    use = await desk.use()
    assert (use.calls, use.refused, use.tokens.total) == (2, 4, 2400)


async def test_an_outage_is_no_fault_of_the_paper(desk: Desk) -> None:
    desk.model.play = status(503)
    for _ in range(2):
        with pytest.raises(OutageError):
            await desk.summary(PAPER)
    desk.model.play = good()
    assert (summary := await desk.summary(PAPER)) and summary.bullets == KOREAN


async def test_an_endpoint_that_is_down_is_left_alone_for_ever_longer(desk: Desk) -> None:
    desk.model.play = status(503)
    asked = list[int]()
    for minutes in (0, 0, 0, 0.5, 0.5, 1.5, 0.5, 4, 8, 16, 30, 30):
        desk.clock.forward(minutes=minutes)
        desk.model.asked.clear()
        with pytest.raises(OutageError, match="HTTP 503"):
            await desk.summary(PAPER)
        asked.append(len(desk.model.asked))
    assert asked == [1, 1, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1]
    desk.clock.forward(minutes=30)
    desk.model.play = good()
    assert (summary := await desk.summary(PAPER)) and summary.bullets == KOREAN
    desk.model.play = in_step(status(503), good())
    with pytest.raises(OutageError):
        await desk.summary(paper(2))
    assert await desk.summary(paper(2))


async def test_who_asks_by_hand_asks_an_endpoint_that_is_left_alone(desk: Desk) -> None:
    desk.model.play = in_step(status(503), status(503), status(503), good())
    for _ in range(3):
        with pytest.raises(OutageError):
            await desk.summary(PAPER)
    assert (summary := await desk.summary(PAPER, patient=False)) and summary.bullets == KOREAN


async def test_a_paper_at_which_alone_the_endpoint_fails_is_left_for_later(desk: Desk) -> None:
    async def play(question: dict[str, Any]) -> Any:
        poison = "Paper number 1" in question["messages"][-1]["content"]
        return await (status(503) if poison else good())(question)

    desk.model.play = play
    with pytest.raises(OutageError):
        await desk.summary(PAPER)
    assert await desk.summary(paper(2))
    with pytest.raises(OutageError):
        await desk.summary(PAPER)
    assert await desk.summary(PAPER) is None


async def test_a_refusal_of_one_paper_leaves_the_endpoint_to_the_others(desk: Desk) -> None:
    desk.model.play = status(400, "content_filter")
    for number in (1, 2, 3):
        with pytest.raises(SummaryError, match="content_filter"):
            await desk.summary(paper(number))
    assert await desk.summary(PAPER) is None
    desk.model.play = good("en")
    assert await desk.summary(PAPER, "en")


async def test_who_ends_the_program_lets_go_of_the_papers(desk: Desk) -> None:
    desk.model.play = never
    hanging = asyncio.create_task(desk.summary(PAPER))
    while not desk.model.asked:
        await asyncio.sleep(0.01)
    async with desk.store.reading() as view:
        assert await claimed_until(view, [PAPER.id], "ko", desk.clock()) == {
            PAPER.id: desk.clock() + CLAIM_LIFETIME
        }
    await desk.summariser.close()
    with pytest.raises(asyncio.CancelledError):
        await hanging
    async with desk.store.reading() as view:
        assert await claimed_until(view, [PAPER.id], "ko", desk.clock()) == {}
    assert (await desk.use()).tokens.input > 0
    desk.model.play = good()
    next_run = replace(desk.summariser, _closing=asyncio.Event())
    assert (summary := await next_run.summary(PAPER, "ko", Purpose.DIGEST)) and summary.bullets == KOREAN


@pytest.mark.parametrize("milliseconds", range(0, 24, 2))
async def test_whenever_the_program_ends_no_claim_and_no_reservation_is_left(
    desk: Desk, milliseconds: int
) -> None:
    desk.model.play = never
    papers = [paper(number) for number in (1, 2, 3)]
    hanging = [asyncio.create_task(desk.summary(each)) for each in papers]
    await asyncio.sleep(milliseconds / 1000)
    await desk.summariser.close()
    await asyncio.gather(*hanging, return_exceptions=True)
    daily, today = desk.summariser.settings.daily_tokens, desk.clock().date()
    async with desk.store.transaction() as tx:
        assert await claimed_until(tx, [each.id for each in papers], "ko", desk.clock()) == {}
        spent = sum(use.tokens.total for use in (await use_since(tx, today)).values())
        assert await reserve(tx, today, Purpose.DIGEST, daily - spent, daily=daily)


async def test_a_claim_lasts_as_long_as_the_answer(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.summaries.summariser._RENEWAL_SECONDS", 0.01)
    desk.model.play = never
    hanging = asyncio.create_task(desk.summary(PAPER))
    while not desk.model.asked:
        await asyncio.sleep(0.01)
    desk.clock.forward(minutes=2)
    until = desk.clock() + CLAIM_LIFETIME
    async with asyncio.timeout(5):
        async with desk.store.reading() as view:
            claims = await claimed_until(view, [PAPER.id], "ko", desk.clock())
        while claims != {PAPER.id: until}:
            await asyncio.sleep(0.01)
            async with desk.store.reading() as view:
                claims = await claimed_until(view, [PAPER.id], "ko", desk.clock())
    await desk.summariser.close()
    await asyncio.gather(hanging, return_exceptions=True)


async def test_tokens_of_a_question_that_failed_are_counted(desk: Desk) -> None:
    desk.model.play = streams("word " * 40, end=b'data: {"error": {"message": "lost"}}\n\n')
    with pytest.raises(OutageError):
        await desk.summary(PAPER)
    assert (await desk.use()).tokens.output >= 40


async def test_one_who_asks_gets_the_fallback_when_the_model_fails(desk: Desk) -> None:
    desk.model.play = status(500)
    summary = await summarise_paper(desk.store, desk.summariser, PAPER, "ko", 2)
    assert (summary.origin, len(summary.bullets)) == (SummaryOrigin.ABSTRACT, 2)


async def test_without_a_model_stored_bullets_are_still_shown(desk: Desk) -> None:
    await desk.summary(PAPER)
    assert (await summarise_paper(desk.store, None, PAPER, "ko", 2)).bullets == KOREAN
    assert (await summarise_paper(desk.store, None, paper(2), "ko", 2)).origin is SummaryOrigin.ABSTRACT
