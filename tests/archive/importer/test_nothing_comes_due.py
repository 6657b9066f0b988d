"""An imported day is history: it counts as never fetched, and nobody is owed it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.digests.collector import Collector
from bot.digests.planner import plan_due
from bot.errors import SourceError
from bot.store import Store, editions, open_store, subscriptions
from tests.archive.files import CANONICAL, FIRST, SECOND, file_of
from tests.archive.importer.conftest import IMPORTED, SETTINGS, Shelf
from tests.conftest import HandClock
from tests.factories import WEDNESDAY, channel, edition, paper
from tests.support.known_papers import KnownPapers
from tests.support.ledger import deliveries_since
from tests.support.subscribing import subscribe


async def test_what_the_source_tells_later_replaces_the_list_but_not_the_archive(
    shelf: Shelf, store: Store
) -> None:
    await shelf.take(CANONICAL)
    source = KnownPapers({WEDNESDAY: (paper(1, votes=300),)})
    await Collector(store, source, SETTINGS.schedule, lambda: IMPORTED).collect_day(WEDNESDAY)
    async with store.reading() as view:
        day_edition = await editions.edition(view, WEDNESDAY)
    assert day_edition
    assert [(p.id, p.votes) for p in day_edition.papers] == [("2404.00001", 300)]
    assert await shelf.exported() == CANONICAL


async def test_an_imported_day_is_fetched_when_it_is_wanted(shelf: Shelf, store: Store) -> None:
    await shelf.take(CANONICAL)
    source = KnownPapers({WEDNESDAY: tuple(paper(number) for number in range(1, 6))})
    for _ in range(2):
        edition_now = await Collector(store, source, SETTINGS.schedule, lambda: IMPORTED).collected_day(
            WEDNESDAY
        )
        assert len(edition_now.papers) == 5
    assert source.asked == ["2024-04-03"]


@pytest.mark.parametrize("problem", [SourceError("source-html"), None], ids=["down", "lists nothing"])
async def test_an_imported_day_is_readable_when_the_source_knows_no_better(
    shelf: Shelf, store: Store, problem: SourceError | None
) -> None:
    await shelf.take(CANONICAL)
    source = KnownPapers(problem=problem)
    day_edition = await Collector(store, source, SETTINGS.schedule, lambda: IMPORTED).readable_day(WEDNESDAY)
    assert (len(day_edition.papers), {*source.asked}) == (2, {"2024-04-03"})
    async with store.reading() as view:
        (state,) = await editions.edition_states(view, [WEDNESDAY])
    assert state.archived


async def test_what_an_archive_alone_knows_is_posted_only_when_the_source_was_asked(
    shelf: Shelf, store: Store
) -> None:
    await shelf.take(CANONICAL)
    source = KnownPapers(problem=SourceError("source-html"))
    with pytest.raises(SourceError, match="HTML"):
        await Collector(store, source, SETTINGS.schedule, lambda: IMPORTED).collected_day(WEDNESDAY)


async def test_importing_hundreds_of_days_posts_nothing_and_skips_nothing(
    shelf: Shelf, store: Store, clock: HandClock
) -> None:
    long_ago = clock() - timedelta(days=100)
    subscription = await subscribe(store, SETTINGS.schedule, channel(), long_ago)
    first = WEDNESDAY - timedelta(days=300)
    await shelf.take(*(file_of(FIRST, day=first + timedelta(days=n)) for n in range(301)))
    assert await plan_due(store, SETTINGS, clock()) == 0
    async with store.reading() as view:
        assert await deliveries_since(view, first) == []
        after = await subscriptions.of_channel(view, 100)
    assert after
    assert after.settled_day == subscription.settled_day


async def test_what_is_owed_is_what_it_would_be_without_the_import(
    shelf: Shelf, store: Store, clock: HandClock, tmp_path: Path
) -> None:
    """A due channel gets the same days, and the same are asked for."""
    async with open_store(f"sqlite+aiosqlite:///{tmp_path / 'other.db'}") as without:
        rows: list[list[Any]] = []
        asked: list[list[str]] = []
        await shelf.take(*(file_of(SECOND, day=WEDNESDAY - timedelta(days=n)) for n in range(60)))
        for each in (store, without):
            source = KnownPapers({WEDNESDAY - timedelta(days=n): edition().papers for n in range(60)})
            await subscribe(each, SETTINGS.schedule, channel(), clock() - timedelta(days=40))
            await Collector(each, source, SETTINGS.schedule, clock).collect_due()
            await plan_due(each, SETTINGS, clock())
            async with each.reading() as view:
                day_deliveries = await deliveries_since(view, date(2024, 1, 1))
            rows.append([(row.day, row.state, row.part) for row in day_deliveries])
            asked.append(source.asked)
    assert rows[0]
    assert (rows[0], asked[0]) == (rows[1], asked[1])
