"""What `status` says of people's notifications: counts, and nothing of whom or of what."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from bot import due
from bot.models import DeliveryState, NextState
from bot.models.notifications import (
    Notification,
    NotificationContent,
    NotificationGroup,
    NotificationPaper,
    Passage,
)
from bot.settings import Settings
from bot.store import Store, Transaction, notifications
from tests.cli.conftest import Terminal

READER, KEYWORD = 300_000_000_000_000_001, "secret sauce"
FAILED = DeliveryState.FAILED
NOW = datetime.now(UTC)
TODAY, LAST_MONTH = NOW.date(), NOW.date() - timedelta(days=30)
PAPER = NotificationPaper(
    paper_id="2404.00001", votes=7, title=Passage(text="Sauce"), bullet=Passage(text="New.")
)
CONTENT = NotificationContent(
    language="en", groups=(NotificationGroup(alert_id=1, keyword=KEYWORD, papers=(PAPER,)),)
)
REFUSED = f'400/50035 Invalid Form Body: "{KEYWORD}" is too much'


async def written(tx: Transaction, number: int, day: date = TODAY, *, on_hold: bool = False) -> Notification:
    await notifications.plan(tx, READER + number, day, CONTENT, NOW, on_hold=on_hold)
    (notification,) = await notifications.waiting(tx, READER + number)
    return notification


async def end(tx: Transaction, notification: Notification, state: DeliveryState, reason: str) -> None:
    await notifications.outbox.record(tx, notification, NextState(state, reason=reason))


@pytest.fixture
async def status(terminal: Terminal, store: Store, store_url: str) -> Terminal:
    """Two notifications wait, one is held, two were refused, one of them long ago, and one is unconfirmed."""
    async with store.transaction() as tx:
        for number, hours in enumerate((2, 1)):
            until = NOW + timedelta(hours=hours)
            trouble = NextState(DeliveryState.PLANNED, until, "503/0")
            await notifications.outbox.record(tx, await written(tx, number), trouble)
        await written(tx, 2, on_hold=True)
        await end(tx, await written(tx, 3), FAILED, REFUSED)
        await end(tx, await written(tx, 4, LAST_MONTH), FAILED, REFUSED)
        await end(tx, await written(tx, 5), DeliveryState.UNCONFIRMED, f"unexpected: KeyError('{KEYWORD}')")
    terminal.environment["PAPERBOY_STORE__URL"] = store_url
    return terminal


async def told(status: Terminal, *options: str) -> str:
    """What it says, which names neither a keyword nor a reader."""
    out = (await status.run("status", *options)).out
    assert "sauce" not in out.lower()
    assert str(READER)[:-1] not in out
    return out


def expected_next() -> str:
    return f"{NOW + timedelta(hours=1):%Y-%m-%d %H:%M} UTC"


async def test_it_tells_how_many_wait_are_held_or_came_to_nothing(status: Terminal) -> None:
    since = due.finished_day(NOW, Settings().schedule.day_ends) - timedelta(days=6)
    lines = (await told(status, "--days", "7")).splitlines()
    assert [line for line in lines if line.startswith("Alerts by DM")] == [
        f"Alerts by DM: 2 wait to be sent, next try {expected_next()}.",
        "Alerts by DM: 1 held, because its reader cannot be written to.",
        f"Alerts by DM since {since}: 1 not sent: 400/50035",
        f"Alerts by DM since {since}: 1 perhaps sent, but nobody could look: unexpected",
    ]


async def test_it_tells_so_in_korean(status: Terminal) -> None:
    status.environment["LC_ALL"] = "ko_KR.UTF-8"
    out = await told(status)
    assert f"DM 알림: 2건이 전송을 기다립니다. 다음 시도 {expected_next()}." in out
    assert "DM 알림: 받는 사람에게 DM을 보낼 수 없어 1건을 보관하고 있습니다." in out


async def test_as_json_it_tells_the_same(status: Terminal) -> None:
    letters = json.loads(await told(status, "--days", "60", "--json"))["letters"]
    assert (letters["waiting"], letters["held"]) == (2, 1)
    assert letters["next_attempt_at"] == (NOW + timedelta(hours=1)).isoformat()
    assert letters["troubles"] == [
        {"verdict": "failed", "reason": "400/50035", "letters": 2},
        {"verdict": "unconfirmed", "reason": "unexpected", "letters": 1},
    ]


async def test_without_notifications_it_says_that_none_waits(terminal: Terminal) -> None:
    assert "Alerts by DM: none waits to be sent.\n" in (await terminal.run("status")).out
