"""What many jobs meet again and again stands in the log once, and once more when it is over."""

from __future__ import annotations

import logging

import pytest

from bot.app.troubles import Troubles
from bot.errors import PaperboyError, StoreError

AWAY = StoreError("store-server-broken", problem="nothing listens at that address")
FULL = StoreError("store-server-broken", problem="the server's disk is full")


@pytest.fixture
def troubles(caplog: pytest.LogCaptureFixture) -> Troubles:
    caplog.set_level(logging.INFO)
    return Troubles(logging.getLogger("tests"))


def test_it_is_told_once_however_many_meet_it_however_often(
    troubles: Troubles, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(3):
        for worker in ("posts", "edits"):
            troubles.begins(AWAY, worker)
    assert caplog.messages == [str(AWAY)]
    assert caplog.records[0].levelno == logging.ERROR


def test_its_end_is_told_when_it_hinders_nobody_any_more(
    troubles: Troubles, caplog: pytest.LogCaptureFixture
) -> None:
    for worker in ("posts", "edits"):
        troubles.begins(AWAY, worker)
    troubles.ends("posts")
    assert caplog.messages == [str(AWAY)]
    troubles.ends("edits")
    assert caplog.messages == [str(AWAY), f"over: {AWAY}"]


def test_it_is_told_again_when_it_comes_back(troubles: Troubles, caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(2):
        troubles.begins(AWAY, "posts")
        troubles.ends("posts")
    assert caplog.messages == [str(AWAY), f"over: {AWAY}"] * 2


def test_another_one_is_told_too(troubles: Troubles, caplog: pytest.LogCaptureFixture) -> None:
    troubles.begins(AWAY, "posts")
    troubles.begins(FULL, "posts")
    troubles.ends("posts")
    assert caplog.messages == [str(AWAY), str(FULL), f"over: {FULL}"]


def test_who_was_never_hindered_says_nothing(troubles: Troubles, caplog: pytest.LogCaptureFixture) -> None:
    troubles.ends("posts")
    assert caplog.messages == []


def test_the_line_says_what_could_not_be_done(caplog: pytest.LogCaptureFixture) -> None:
    troubles = Troubles(logging.getLogger("tests"), logging.WARNING, "the lease could not be renewed: %s")
    troubles.begins(PaperboyError("store-server-broken", problem="it is away"), "lease")
    assert caplog.messages[0].startswith("the lease could not be renewed: The database")
