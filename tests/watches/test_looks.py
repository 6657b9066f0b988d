"""Looks at watched papers: whom they ask how often, and what is kept of the answers."""

from __future__ import annotations

from typing import Any

import pytest

from bot.errors import SourceError
from bot.models import ArxivRecord, Paper, WatchedPaper
from bot.settings import ScheduleSettings
from bot.sources.asking import PassingError
from bot.store import Store, editions, privacy, records
from bot.watches import looks as looking
from bot.watches.looks import Looks
from bot.watches.watch_list import Watches
from tests.conftest import HandClock
from tests.factories import at, paper, record
from tests.support.databases import Databases
from tests.support.known_papers import KnownPapers
from tests.support.known_records import KnownRecords
from tests.support.spoiling import spoil

READER = 1
CODE = "https://github.com/example/trees"


def page(number: int = 1, **changes: Any) -> Paper:
    """As a list or the paper's page has it."""
    picture = f"https://cdn-thumbnails.huggingface.co/{number}.png"
    return paper(number, thumbnail=picture, **({"published_at": at("2024-04-02 00:00")} | changes))


@pytest.fixture
def hub() -> KnownPapers:
    return KnownPapers(papers={page(n).id: page(n) for n in (1, 2, 3)})


@pytest.fixture
def arxiv() -> KnownRecords:
    return KnownRecords(records={page(n).id: version(n) for n in (1, 2, 3)})


def version(number: int = 1, version: int = 1, *, withdrawn: bool = False) -> ArxivRecord:
    arxiv_record = record(number, withdrawn=withdrawn)
    return arxiv_record.model_copy(update={"version": version, "updated_at": at("2024-04-02 00:00")})


@pytest.fixture
def looks(store: Store, hub: KnownPapers, arxiv: KnownRecords, clock: HandClock) -> Looks:
    return Looks(store, hub, arxiv, clock)


@pytest.fixture
async def watches(store: Store, clock: HandClock) -> Watches:
    """The reader watches the first three of four stored papers."""
    watches = Watches(store, ScheduleSettings(), clock)
    async with store.transaction() as tx:
        await editions.save_papers(tx, [page(n) for n in (1, 2, 3, 4)], clock())
    for n in (1, 2, 3):
        await watches.add(READER, page(n).id, "en")
    return watches


async def first(watches: Watches) -> WatchedPaper:
    papers = (await watches.page(READER, 1, size=10)).papers
    return next(each for each in papers if each.paper_id == page(1).id)


async def kinds(watches: Watches) -> list[str]:
    """What is news of the first paper."""
    return [change.kind for change in (await first(watches)).changes]


async def test_each_watched_paper_is_asked_for_once_a_day_and_no_other(
    looks: Looks, watches: Watches, hub: KnownPapers, arxiv: KnownRecords, clock: HandClock
) -> None:
    for _ in range(3):
        await looks.run()
        clock.forward(hours=7)
    assert sorted(hub.asked) == sorted(arxiv.asked) == [page(n).id for n in (1, 2, 3)]
    clock.forward(hours=4)
    await looks.run()
    assert len(hub.asked) == len(arxiv.asked) == 6


async def test_papers_that_nobody_watches_any_more_are_left_alone(
    looks: Looks, watches: Watches, hub: KnownPapers, arxiv: KnownRecords
) -> None:
    for n in (1, 2):
        await watches.remove(READER, page(n).id)
    await looks.run()
    assert hub.asked == arxiv.asked == [page(3).id]


async def test_a_run_asks_for_a_bounded_number_of_pages_and_one_batch_of_records(
    looks: Looks, watches: Watches, hub: KnownPapers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "PAGES_PER_RUN", 2)
    await looks.run()
    assert hub.asked == [page(1).id, page(2).id]
    await looks.run()
    assert hub.asked[2:] == [page(3).id]


async def test_code_that_came_since_is_news(looks: Looks, watches: Watches, hub: KnownPapers) -> None:
    hub.papers[page(1).id] = page(1, code_url=CODE, votes=120)
    await looks.run()
    assert await kinds(watches) == ["code"]
    assert (await first(watches)).votes == 120


async def test_what_a_page_does_not_tell_stays(
    looks: Looks, watches: Watches, hub: KnownPapers, store: Store
) -> None:
    hub.papers[page(1).id] = page(1, title="Other", comments=0, votes=120)
    await looks.run()
    async with store.reading() as view:
        stored = await editions.paper(view, page(1).id)
    assert stored == page(1, votes=120)


async def test_a_new_version_and_a_withdrawal_are_news(
    looks: Looks, watches: Watches, arxiv: KnownRecords, clock: HandClock
) -> None:
    await looks.run()
    assert await kinds(watches) == []
    arxiv.records[page(1).id] = version(1, 2).model_copy(update={"updated_at": at("2024-04-04 12:00")})
    clock.forward(days=1)
    await looks.run()
    assert await kinds(watches) == ["version"]
    arxiv.records[page(1).id] = version(1, 3, withdrawn=True)
    clock.forward(days=1)
    await looks.run()
    assert await kinds(watches) == ["withdrawn"]


@pytest.mark.parametrize(
    "odd", [{"votes": 0, "project_url": CODE}, {"code_url": None, "votes": 900}], ids=["votes", "code"]
)
async def test_an_answer_from_which_something_is_gone_tells_nothing_until_it_is_repeated(
    looks: Looks, watches: Watches, hub: KnownPapers, clock: HandClock, odd: dict[str, Any]
) -> None:
    hub.papers[page(1).id] = page(1, code_url=CODE)
    await looks.run()
    before = await first(watches)
    hub.papers[page(1).id] = page(1, **({"code_url": CODE} | odd))
    clock.forward(days=1)
    await looks.run()
    assert await first(watches) == before
    clock.forward(days=1)
    await looks.run()
    assert await first(watches) != before


async def test_a_doubted_answer_that_is_not_repeated_is_forgotten(
    looks: Looks, watches: Watches, hub: KnownPapers, clock: HandClock
) -> None:
    for votes in (99, 0, 99, 0):
        hub.papers[page(1).id] = page(1, votes=votes)
        await looks.run()
        clock.forward(days=1)
        assert (await first(watches)).votes == 99


async def test_a_bad_answer_costs_its_paper_alone_for_a_day(
    looks: Looks, watches: Watches, hub: KnownPapers, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetch = hub.fetch_paper

    async def odd(paper_id: str) -> Paper | None:
        answer = await fetch(paper_id)
        if paper_id == page(1).id:
            raise SourceError("source-html")
        return answer

    monkeypatch.setattr(hub, "fetch_paper", odd)
    hub.papers[page(2).id] = page(2, code_url=CODE)
    await looks.run()
    await looks.run()
    assert hub.asked == [page(n).id for n in (1, 2, 3)]
    papers = (await watches.page(READER, 1, size=10)).papers
    assert [each.paper_id for each in papers if each.changes] == [page(2).id]


async def test_while_a_site_has_no_time_it_is_asked_once_a_run_and_everything_stays_due(
    looks: Looks, watches: Watches, hub: KnownPapers, arxiv: KnownRecords
) -> None:
    hub.problem = PassingError("source-busy", status=429)
    arxiv.problem = PassingError("arxiv-busy", status=503)
    await looks.run()
    assert hub.asked == [page(1).id]
    hub.problem = arxiv.problem = None
    await looks.run()
    assert hub.asked[1:] == arxiv.asked[3:] == [page(n).id for n in (1, 2, 3)]


async def test_arxiv_is_left_to_the_people_who_wait_there(
    looks: Looks, watches: Watches, arxiv: KnownRecords
) -> None:
    arxiv.queue = 9.0
    await looks.run()
    assert arxiv.asked == []


async def test_a_paper_that_a_source_does_not_know_is_asked_for_after_a_week(
    looks: Looks, watches: Watches, hub: KnownPapers, clock: HandClock
) -> None:
    del hub.papers[page(1).id]
    await looks.run()
    clock.forward(days=6)
    await looks.run()
    assert hub.asked.count(page(1).id) == 1
    clock.forward(days=1)
    await looks.run()
    assert hub.asked.count(page(1).id) == 2


async def test_of_a_paper_whose_page_was_never_read_the_first_look_is_no_news(
    looks: Looks, watches: Watches, hub: KnownPapers, store: Store, clock: HandClock
) -> None:
    async with store.transaction() as tx:
        await records.save_record(tx, version(7), clock())  # from arXiv, which knows neither votes nor code
    await watches.add(READER, page(7).id, "en")
    hub.papers[page(7).id] = page(7, code_url=CODE, votes=500)
    await looks.run()
    seen = next(e for e in (await watches.page(READER, 1, size=10)).papers if e.paper_id == page(7).id)
    assert (seen.changes, seen.votes, seen.code_url) == ((), 500, CODE)


async def test_a_paper_that_gets_its_page_later_is_news_with_its_code(
    looks: Looks, watches: Watches, hub: KnownPapers, store: Store, clock: HandClock
) -> None:
    async with store.transaction() as tx:
        await records.save_record(tx, version(7), clock())
    await watches.add(READER, page(7).id, "en")
    await looks.run()
    hub.papers[page(7).id] = page(7, code_url=CODE)
    clock.forward(days=7)
    await looks.run()
    seen = next(e for e in (await watches.page(READER, 1, size=10)).papers if e.paper_id == page(7).id)
    assert [change.kind for change in seen.changes] == ["code", "votes"]


async def test_erasing_the_only_watcher_ends_the_looks(
    looks: Looks, watches: Watches, store: Store, store_url: str, databases: Databases, clock: HandClock
) -> None:
    async with store.transaction() as tx:
        await privacy.erase(tx, READER, clock())
    assert databases.query(store_url, "SELECT count(*) FROM looks") == [(0,)]


async def test_a_paper_whose_row_is_spoilt_costs_itself(
    looks: Looks, watches: Watches, hub: KnownPapers, store: Store
) -> None:
    await spoil(store, "UPDATE papers SET authors = '{}' WHERE id = :id", id=page(1).id)
    hub.papers[page(2).id] = page(2, code_url=CODE)
    await looks.run()
    await looks.run()
    assert len(hub.asked) == 3
    listed = (await watches.page(READER, 1, size=10)).papers
    assert [each.paper_id for each in listed if each.changes] == [page(2).id]
