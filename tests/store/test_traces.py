"""What was erased stands nowhere in the database's files, also if the bot is killed right after."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.models.clock import utc_now
from bot.privacy import Privacy
from bot.store import Store, alerts, open_store
from bot.store.alerts import MAX_DRAFTS_PER_PERSON
from tests.alerts.conftest import Desk
from tests.conftest import HandClock
from tests.factories import WEDNESDAY, at, paper

pytestmark = pytest.mark.sqlite

SECRET = "quasicrystal"
ME = 123_456_789_012


def traces(folder: Path, text: str = SECRET) -> int:
    """How often a text stands in the database and its log, as a crash would leave them now."""
    return sum(file.read_bytes().lower().count(text.encode()) for file in sorted(folder.glob("paperboy.db*")))


@pytest.fixture
def desk(store: Store, clock: HandClock) -> Desk:
    return Desk(store, clock)


async def churn(desk: Desk) -> None:
    """Many keywords around the secret one, so that pages are split, moved and freed."""
    for number in range(8):
        for user in range(1, 5):
            await desk.saved(f"filler{'abcdefgh'[number]} {'word' * 15}", user_id=user)


async def erase(desk: Desk) -> None:
    await Privacy(desk.store, desk.clock).erase(ME)


async def unsubscribe(desk: Desk) -> None:
    assert await desk.alerts.remove_keyword(ME, SECRET)


@pytest.mark.parametrize("way", [erase, unsubscribe])
async def test_a_keyword_that_is_taken_back_leaves_no_trace(
    desk: Desk, tmp_path: Path, way: Callable[[Desk], Awaitable[None]]
) -> None:
    await churn(desk)
    await desk.saved(SECRET, user_id=ME)
    await churn_drafts(desk)
    assert traces(tmp_path) > 0
    await way(desk)
    assert traces(tmp_path) == 0


async def churn_drafts(desk: Desk) -> None:
    for number in range(10):
        await desk.trial(f"draft{'abcdefghij'[number]} {'word' * 15}", user_id=2)


async def test_a_notification_that_is_erased_leaves_no_trace(desk: Desk, tmp_path: Path) -> None:
    await desk.saved(SECRET, user_id=ME)
    desk.clock.now = at("2024-04-04 23:30")
    await desk.listed(WEDNESDAY + timedelta(days=1), paper(1, abstract=SECRET))
    await desk.write()
    assert traces(tmp_path, f'"keyword":"{SECRET}"') > 0
    await Privacy(desk.store, desk.clock).erase(ME)
    assert traces(tmp_path, f'"keyword":"{SECRET}"') == 0


async def test_an_expired_draft_leaves_no_trace(desk: Desk, tmp_path: Path) -> None:
    await desk.trial(SECRET, user_id=ME)
    desk.clock.forward(hours=25)
    await desk.alerts.tidy()
    assert traces(tmp_path) == 0


async def test_of_a_person_only_the_last_drafts_are_there(desk: Desk, tmp_path: Path) -> None:
    first = await desk.trial(SECRET, user_id=ME)
    kept = [await desk.trial(f"other{'abcdef'[n]}", user_id=ME) for n in range(MAX_DRAFTS_PER_PERSON)]
    assert traces(tmp_path) == 0
    async with desk.store.reading() as view:
        since = desk.clock() - timedelta(days=1)
        assert await alerts.draft(view, ME, first.draft_id, since) is None
        assert all([await alerts.draft(view, ME, trial.draft_id, since) for trial in kept])


async def test_a_saved_draft_leaves_no_trace_once_its_keyword_is_gone(desk: Desk, tmp_path: Path) -> None:
    await desk.saved(SECRET, user_id=ME)
    await unsubscribe(desk)
    assert traces(tmp_path) == 0


async def test_while_somebody_reads_the_trace_stays_and_the_next_write_takes_it(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.traces.READER_MS", 10)
    await desk.saved(SECRET, user_id=ME)
    async with desk.store.reading() as view:
        await alerts.count(view, ME)
        await Privacy(desk.store, desk.clock).erase(ME)
        assert traces(tmp_path) > 0
    await desk.trial("other")
    assert traces(tmp_path) == 0


async def test_what_was_deleted_by_an_earlier_paperboy_is_overwritten_once(
    store_url: str, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(tmp_path / "paperboy.db")) as earlier:
        earlier.execute("PRAGMA secure_delete = OFF")  # some builds of SQLite have it on
        earlier.execute(
            "INSERT INTO drafts (user_id, keyword, hits, created_at) VALUES (1, ?, '[]', '2024-04-04')",
            (SECRET * 500,),
        )
        earlier.commit()
        earlier.execute("DELETE FROM drafts")
        earlier.commit()
    assert traces(tmp_path) > 0
    async with open_store(store_url) as store:
        await Privacy(store, utc_now).erase_traces()
        assert traces(tmp_path) == 0
