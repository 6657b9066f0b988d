"""Papers looked up: store, Hugging Face, arXiv."""

from __future__ import annotations

import asyncio

import pytest

from bot.errors import SourceError, UserError
from bot.lookup.opened import Papers
from bot.lookup.papers import Lookups
from bot.models import Paper
from bot.questions import ASKED_A_MINUTE, IDS_AT_ONCE, LatelyAsked, Questions, lately, waiting
from bot.settings import SummarySettings
from bot.store import Store, editions
from tests.conftest import HandClock
from tests.factories import paper, record
from tests.support.known_papers import KnownPapers
from tests.support.known_records import KnownRecords

DOWN = SourceError("source-failing", status=503)


@pytest.fixture
def hub() -> KnownPapers:
    return KnownPapers()


@pytest.fixture
def arxiv() -> KnownRecords:
    return KnownRecords()


@pytest.fixture
def questions(clock: HandClock) -> Questions:
    return Questions(clock)


@pytest.fixture
def lookups(store: Store, hub: KnownPapers, arxiv: KnownRecords, clock: HandClock) -> Lookups:
    return Lookups(store, hub, arxiv, clock)


async def test_what_hugging_face_knows_is_not_asked_at_arxiv(
    lookups: Lookups, hub: KnownPapers, arxiv: KnownRecords
) -> None:
    hub.papers["2404.00001"] = paper(1)
    assert await lookups.paper("2404.00001") == paper(1)
    assert arxiv.asked == []
    assert await lookups.is_stored("2404.00001")


@pytest.mark.parametrize("problem", [None, DOWN], ids=["unknown at Hugging Face", "Hugging Face down"])
async def test_arxiv_knows_the_rest_and_is_asked_once(
    lookups: Lookups, hub: KnownPapers, arxiv: KnownRecords, problem: SourceError | None
) -> None:
    hub.problem = problem
    arxiv.records["2404.00001"] = record(1)
    for _ in range(2):
        arxiv_paper = await lookups.paper("2404.00001")
        assert arxiv_paper is not None
        assert arxiv_paper.title == "Paper number 1"
    assert arxiv.asked == ["2404.00001"]


async def test_a_paper_that_nobody_knows_is_none(lookups: Lookups) -> None:
    assert await lookups.paper("2404.00001") is None


async def test_both_down_is_said_of_both(lookups: Lookups, hub: KnownPapers, arxiv: KnownRecords) -> None:
    hub.problem, arxiv.problem = DOWN, SourceError("arxiv-timeout", seconds=10)
    with pytest.raises(SourceError, match=r"HTTP 503.*arXiv did not answer within 10 seconds"):
        await lookups.paper("2404.00001")


async def test_ten_who_ask_the_same_are_one_question(
    lookups: Lookups, hub: KnownPapers, arxiv: KnownRecords
) -> None:
    arxiv.records["2404.00001"] = record(1)
    answers = await asyncio.gather(*(lookups.paper("2404.00001") for _ in range(10)))
    assert all(answers)
    assert (len(hub.asked), len(arxiv.asked)) == (1, 1)


@pytest.mark.parametrize(("queue", "words"), [(0, "takes longer than"), (9, "about 9 seconds more")])
async def test_a_slow_answer_is_said_and_there_when_asked_again(
    lookups: Lookups, arxiv: KnownRecords, monkeypatch: pytest.MonkeyPatch, queue: float, words: str
) -> None:
    monkeypatch.setattr(waiting, "ANSWER_SECONDS", 0.01)
    arxiv.records["2404.00001"], arxiv.queue = record(1), queue
    arxiv.open.clear()
    with pytest.raises(SourceError, match=words):
        await lookups.paper("2404.00001")
    arxiv.open.set()
    monkeypatch.setattr(waiting, "ANSWER_SECONDS", 5)
    assert await lookups.paper("2404.00001")
    assert arxiv.asked == ["2404.00001"]


async def test_what_arxiv_says_does_not_cost_a_paper_its_votes(
    lookups: Lookups, store: Store, arxiv: KnownRecords, clock: HandClock
) -> None:
    async with store.transaction() as tx:
        await editions.save_papers(tx, [paper(1, votes=99)], clock())
    arxiv.records["2404.00001"] = record(1, withdrawn=True)
    assert (arxiv_record := await lookups.record("2404.00001")) is not None
    assert arxiv_record.primary_class == "cs.CL"
    opened_paper = await Papers(store, lookups, Questions(clock), SummarySettings()).open("2404.00001", "en")
    assert opened_paper is not None
    assert opened_paper.withdrawn
    assert opened_paper.digest_paper.paper.votes == 99


async def test_one_person_may_ask_so_often_a_minute_and_another_still_may(
    questions: Questions, clock: HandClock
) -> None:
    for _ in range(ASKED_A_MINUTE):
        questions.spend(1)
    with pytest.raises(UserError, match="60 seconds"):
        questions.spend(1)
    questions.spend(2)
    clock.forward(minutes=1)
    questions.spend(1)


async def test_papers_are_counted_however_few_questions_they_come_in(
    questions: Questions, clock: HandClock
) -> None:
    assert questions.spend(1, ids=30) == 30
    assert questions.spend(1, ids=100) == IDS_AT_ONCE - 30
    with pytest.raises(UserError, match="300 seconds"):
        questions.spend(1, ids=1)
    assert questions.spend(2, ids=1) == 1
    clock.forward(minutes=5)
    assert questions.spend(1, ids=1) == 1


async def test_what_nobody_knows_is_not_asked_for_again_within_the_hour(
    lookups: Lookups, hub: KnownPapers, arxiv: KnownRecords, clock: HandClock
) -> None:
    for _ in range(3):
        assert await lookups.paper("2404.00001") is None
        assert await lookups.record("2404.00001") is None
        assert await lookups.must_ask(["2404.00001"]) == []
    assert (len(hub.asked), len(arxiv.asked)) == (1, 1)
    clock.forward(hours=1)
    hub.papers["2404.00001"] = paper(1)
    assert await lookups.must_ask(["2404.00001"]) == ["2404.00001"]
    assert await lookups.paper("2404.00001") == paper(1)


async def test_a_source_that_fails_is_no_source_that_knows_nothing(
    lookups: Lookups, hub: KnownPapers, arxiv: KnownRecords
) -> None:
    arxiv.problem = SourceError("arxiv-timeout", seconds=10)
    with pytest.raises(SourceError):
        await lookups.paper("2404.00001")
    assert await lookups.must_ask(["2404.00001"]) == ["2404.00001"]


async def test_what_is_remembered_has_an_end(clock: HandClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lately, "_MOST_KEYS", 2)
    asked = LatelyAsked()
    for key in ("a", "b", "a", "c"):
        asked.add(key, clock())
    assert [asked.has(key, clock()) for key in ("a", "b", "c")] == [True, False, True]


async def test_a_paper_without_abstract_is_stored_and_completed_once(
    lookups: Lookups, store: Store, hub: KnownPapers, arxiv: KnownRecords, clock: HandClock
) -> None:
    async with store.transaction() as tx:
        await editions.save_papers(tx, [bare := paper(1, abstract="", ai_summary=None)], clock())
    hub.papers[bare.id] = bare.model_copy(update={"votes": 200})
    assert await lookups.paper(bare.id) == bare
    assert hub.asked == []
    arxiv.records[bare.id] = record(1)
    assert await lookups.complete(bare)
    assert (stored := await lookups.paper(bare.id))
    assert (stored.votes, stored.abstract) == (200, paper(1).abstract)
    assert not lookups.is_incomplete(stored)


async def test_a_paper_of_which_nobody_knows_the_abstract_is_asked_for_once(
    lookups: Lookups, store: Store, hub: KnownPapers, clock: HandClock
) -> None:
    async with store.transaction() as tx:
        await editions.save_papers(tx, [bare := paper(1, abstract="")], clock())
    assert lookups.is_incomplete(bare)
    assert not await lookups.complete(bare)
    assert not lookups.is_incomplete(bare)


async def test_hugging_face_has_its_time_and_arxiv_still_answers(
    store: Store, arxiv: KnownRecords, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Silent(KnownPapers):
        async def fetch_paper(self, paper_id: str) -> Paper | None:
            await asyncio.Event().wait()

    monkeypatch.setattr("bot.lookup.papers.HUB_SECONDS", 0.01)
    arxiv.records["2404.00001"] = record(1)
    assert await Lookups(store, Silent(), arxiv, clock).paper("2404.00001")


async def test_any_question_is_answered_in_time_and_goes_on(
    questions: Questions, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered, asked = asyncio.Event(), 0

    async def slow() -> str:
        nonlocal asked
        asked += 1
        await answered.wait()
        return "a day"

    monkeypatch.setattr(waiting, "ANSWER_SECONDS", 0.01)
    for _ in range(2):
        with pytest.raises(SourceError, match="The question goes on"):
            await questions.answer("day", slow)
    monkeypatch.setattr(waiting, "ANSWER_SECONDS", 5)
    answered.set()
    assert await questions.answer("day", slow) == "a day"
    assert asked == 1


async def test_new_titles_are_found_as_soon_as_they_are_stored(
    lookups: Lookups, store: Store, clock: HandClock
) -> None:
    for number, word in enumerate(["Walrus", "Pelican", "Ocelot"], start=1):
        async with store.transaction() as tx:
            await editions.save_papers(tx, [paper(number, title=f"{word} networks")], clock.forward(hours=1))
        assert [t.paper_id for t in await lookups.suggest(word, 5)] == [f"2404.{number:05}"]


async def test_closing_gives_up_what_is_being_asked(lookups: Lookups, arxiv: KnownRecords) -> None:
    arxiv.open.clear()
    asking = asyncio.create_task(lookups.paper("2404.00001"))
    while not arxiv.asked:
        await asyncio.sleep(0)
    await lookups.close()
    with pytest.raises(asyncio.CancelledError):
        await asking
