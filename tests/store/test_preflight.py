"""Databases that cannot be used: one sentence, and nothing done to the file."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.store import open_store


async def opened(file: Path) -> None:
    async with open_store(f"sqlite+aiosqlite:///{file}"):
        pass


def make_folder(path: Path) -> None:
    path.mkdir()


def make_letter(path: Path) -> None:
    path.write_text("Dear Sir or Madam, " * 100, encoding="utf-8")


def other_database(file: Path, table: str = "papers") -> Path:
    with sqlite3.connect(file) as connection:
        connection.execute(f"CREATE TABLE {table} (version_num)")
    connection.close()
    return file


async def test_what_is_no_database_is_not_ours(tmp_path: Path) -> None:
    make_letter(tmp_path / "letter.txt")
    with pytest.raises(StoreError, match=r"letter\.txt is not a database of Paperboy: name another file"):
        await opened(tmp_path / "letter.txt")


@pytest.mark.parametrize("table", ["papers", "songs", "alembic_version"])
async def test_somebody_else_s_database_is_refused_and_left_alone(tmp_path: Path, table: str) -> None:
    file = other_database(tmp_path / "other.db", table)
    before = file.read_bytes()
    with pytest.raises(StoreError, match=r"other\.db is not a database of Paperboy"):
        await opened(file)
    assert file.read_bytes() == before


async def test_a_folder_that_cannot_be_made_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match=r"paperboy\.db cannot be used: a part of the path is a file"):
        await opened(tmp_path / "file" / "data" / "paperboy.db")


class Slow(logging.Handler):
    """The driver logs each step in its thread: so every step takes long, as on a busy machine."""

    def emit(self, record: logging.LogRecord) -> None:
        time.sleep(0.05)


@pytest.fixture
def busy() -> Iterator[None]:
    log, slow = logging.getLogger("aiosqlite"), Slow()
    level = log.level
    log.addHandler(slow)
    log.setLevel(logging.DEBUG)
    yield
    log.removeHandler(slow)
    log.setLevel(level)


@pytest.mark.usefixtures("busy")
@pytest.mark.parametrize("make", [make_folder, make_letter, other_database])
def test_no_thread_speaks_to_a_loop_that_is_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], object]
) -> None:
    failed: list[threading.ExceptHookArgs] = []
    monkeypatch.setattr(threading, "excepthook", failed.append)
    before = set(threading.enumerate())
    make(tmp_path / "file")
    with pytest.raises(StoreError):
        asyncio.run(opened(tmp_path / "file"))
    for thread in set(threading.enumerate()) - before:
        thread.join(5)
    assert failed == []
