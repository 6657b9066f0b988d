"""Papers looked up: store, Hugging Face, arXiv."""

from __future__ import annotations

import asyncio

import pytest

from bot import lookup
from bot.errors import SourceError, UserError
from bot.lookup import Lookups, find_paper
from bot.questions import ASKED_A_MINUTE
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
        found = await lookups.paper("2404.00001")
        assert found is not None
        assert found.title == "Paper number 1"
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
    found = await asyncio.gather(*(lookups.paper("2404.00001") for _ in range(10)))
    assert all(found)
    assert (len(hub.asked), len(arxiv.asked)) == (1, 1)


@pytest.mark.parametrize(("queue", "words"), [(0, "takes longer than"), (9, "about 9 seconds more")])
async def test_a_slow_answer_is_said_and_there_when_asked_again(
    lookups: Lookups, arxiv: KnownRecords, monkeypatch: pytest.MonkeyPatch, queue: float, words: str
) -> None:
    monkeypatch.setattr(lookup, "ANSWER_SECONDS", 0.01)
    arxiv.records["2404.00001"], arxiv.queue = record(1), queue
    arxiv.open.clear()
    with pytest.raises(SourceError, match=words):
        await lookups.paper("2404.00001")
    arxiv.open.set()
    monkeypatch.setattr(lookup, "ANSWER_SECONDS", 5)
    assert await lookups.paper("2404.00001")
    assert arxiv.asked == ["2404.00001"]


async def test_what_arxiv_says_does_not_cost_a_paper_its_votes(
    lookups: Lookups, store: Store, arxiv: KnownRecords, clock: HandClock
) -> None:
    async with store.transaction() as tx:
        await editions.save_papers(tx, [paper(1, votes=99)], clock())
    arxiv.records["2404.00001"] = record(1, withdrawn=True)
    assert (found := await lookups.record("2404.00001")) is not None
    assert found.primary_class == "cs.CL"
    shown = await find_paper(store, lookups, SummarySettings(), "2404.00001", "en")
    assert shown is not None
    assert shown.withdrawn
    assert shown.shown.paper.votes == 99


async def test_one_person_may_ask_so_often_a_minute_and_another_still_may(
    lookups: Lookups, clock: HandClock
) -> None:
    for _ in range(ASKED_A_MINUTE):
        lookups.spend(1)
    with pytest.raises(UserError, match="60 seconds"):
        lookups.spend(1)
    lookups.spend(2)
    clock.forward(minutes=1)
    lookups.spend(1)


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
