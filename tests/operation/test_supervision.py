"""The watchdog, and the word with systemd."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.operation.systemd import is_watched, notify
from bot.operation.watchdog import EXIT_CODE, Watchdog, end_process


@pytest.fixture
def systemd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as receiver:
        receiver.bind(str(tmp_path / "notify"))
        receiver.settimeout(20)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        yield receiver


def test_systemd_is_told(systemd: socket.socket) -> None:
    notify("READY=1", "STATUS=fine")
    assert systemd.recv(100) == b"READY=1\nSTATUS=fine"


def test_an_abstract_address_is_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    name = f"paperboy-{os.getpid()}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as receiver:
        receiver.bind(f"\0{name}")
        receiver.settimeout(20)
        monkeypatch.setenv("NOTIFY_SOCKET", f"@{name}")
        notify("STOPPING=1")
        assert receiver.recv(100) == b"STOPPING=1"


@pytest.mark.parametrize("address", [None, "", "vsock:2:1234", "/nobody/listens/here"])
def test_without_systemd_nobody_is_told(address: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    if address is not None:
        monkeypatch.setenv("NOTIFY_SOCKET", address)
    notify("READY=1")


@pytest.mark.parametrize(
    ("usec", "pid", "watched"),
    [(None, None, False), ("120000000", None, True), ("120000000", "1", False), ("soon", None, False)],
)
def test_the_watchdog_of_systemd_is_answered_where_it_means_this_process(
    usec: str | None, pid: str | None, watched: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("WATCHDOG_USEC", usec), ("WATCHDOG_PID", pid)):
        monkeypatch.delenv(name, raising=False)
        if value is not None:
            monkeypatch.setenv(name, value)
    assert is_watched() is watched


async def test_each_beat_answers_systemd(systemd: socket.socket, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WATCHDOG_USEC", "120000000")
    monkeypatch.delenv("WATCHDOG_PID", raising=False)
    async with Watchdog(beat_seconds=0.01).watching():
        for _ in range(3):
            assert await asyncio.to_thread(systemd.recv, 100) == b"WATCHDOG=1"


async def test_a_loop_that_stands_still_is_ended_and_one_that_beats_is_not() -> None:
    ended, beats = threading.Event(), 20
    watchdog = Watchdog(end=ended.set, beat_seconds=0.001, still_beats=2000)
    async with watchdog.watching():
        for _ in range(beats):
            await asyncio.sleep(0.001)
        assert not ended.is_set()
        assert ended.wait(60)  # nothing else runs in the loop meanwhile


def end_in_a_child(errors: str) -> None:
    os.dup2(os.open(errors, os.O_WRONLY | os.O_CREAT), 2)
    end_process()


def test_the_process_ends_with_a_line_that_says_why_and_where_it_hung(tmp_path: Path) -> None:
    errors = tmp_path / "errors"
    child = multiprocessing.get_context("spawn").Process(target=end_in_a_child, args=(str(errors),))
    child.start()
    child.join()
    assert child.exitcode == EXIT_CODE
    assert "the event loop stood still for 600 s" in errors.read_text().splitlines()[0]
    assert "in end_in_a_child" in errors.read_text()
