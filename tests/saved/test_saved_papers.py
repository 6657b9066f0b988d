"""A person's own list of papers."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.errors import UserError
from bot.saved import saved_papers
from bot.saved.saved_papers import SavedPapers
from bot.settings import ScheduleSettings
from bot.store import Store, editions
from tests.conftest import HandClock
from tests.factories import paper


@pytest.fixture
async def saved(store: Store, clock: HandClock) -> SavedPapers:
    """Of user 1, who keeps three stored papers, the third one saved last."""
    async with store.transaction() as tx:
        await editions.save_papers(tx, [paper(number) for number in range(1, 5)], clock())
    saved = SavedPapers(store, ScheduleSettings(), clock)
    for number in range(1, 4):
        clock.now += timedelta(minutes=1)
        await saved.save(1, paper(number).id, "en")
    return saved


async def test_a_paper_is_saved_once(saved: SavedPapers) -> None:
    assert not await saved.save(1, paper(3).id, "en")
    assert [each.id for each in await saved.of_user(1)] == ["2404.00003", "2404.00002", "2404.00001"]


async def test_a_list_belongs_to_one_person(saved: SavedPapers) -> None:
    assert await saved.of_user(2) == []
    assert not await saved.remove(2, paper(1).id)


async def test_a_page_beyond_the_last_is_the_last(saved: SavedPapers) -> None:
    page = await saved.page(1, 9, size=2)
    assert ([each.id for each in page.papers], page.number, page.first, page.total) == (
        ["2404.00001"],
        2,
        3,
        3,
    )


async def test_a_full_list_takes_no_more(saved: SavedPapers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved_papers, "MAX_SAVED_PAPERS", 3)
    with pytest.raises(UserError, match="3"):
        await saved.save(1, paper(4).id, "en")


async def test_only_what_is_stored_can_be_saved(saved: SavedPapers) -> None:
    with pytest.raises(UserError):
        await saved.save(1, "2404.99999", "en")
