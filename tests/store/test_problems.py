"""SQLite's own errors, made by SQLite, in words of ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.models import LANGUAGES
from bot.store.problems import store_problem


def cannot_open(file: Path) -> None:
    file.mkdir()
    sqlite3.connect(file)


def read_only(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA query_only = 1")
        connection.execute("CREATE TABLE papers (id)")


def full(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE papers (id)")
        connection.execute("PRAGMA max_page_count = 2")
        connection.executemany("INSERT INTO papers VALUES (?)", [("a" * 3000,)] * 9)


def damaged(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE papers (id)")
        connection.executemany("INSERT INTO papers VALUES (?)", [("a" * 3000,)] * 9)
        connection.commit()
    content = bytearray(file.read_bytes())
    content[4096:] = b"?" * (len(content) - 4096)
    file.write_bytes(content)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("SELECT * FROM papers").fetchall()


def locked(file: Path) -> None:
    with closing(sqlite3.connect(file)) as holder, closing(sqlite3.connect(file, timeout=0)) as connection:
        holder.execute("CREATE TABLE papers (id)")
        holder.execute("BEGIN EXCLUSIVE")
        connection.execute("SELECT * FROM papers")


@pytest.mark.parametrize(
    ("hinder", "english", "korean"),
    [
        (cannot_open, "it cannot be opened", "파일을 열 수 없습니다"),
        (read_only, "access is denied", "접근 권한이 없습니다"),
        (full, "the disk is full", "디스크에 남은 공간이 없습니다"),
        (damaged, "it is damaged", "파일이 손상되었습니다"),
        (locked, "another program holds it locked", "다른 프로그램이 파일을 잠그고 있습니다"),
    ],
)
def test_what_hinders_sqlite_is_said_in_the_readers_language(
    hinder: Callable[[Path], None], english: str, korean: str, tmp_path: Path
) -> None:
    with pytest.raises(sqlite3.Error) as raised:
        hinder(tmp_path / "paperboy.db")
    error = StoreError("store-not-opened", database="paperboy.db", problem=store_problem(raised.value))
    for language, words in zip(LANGUAGES, (korean, english), strict=True):
        assert f": {words}. " in error.text(language)


def test_what_nobody_foresaw_keeps_its_own_words() -> None:
    assert str(store_problem(sqlite3.ProgrammingError("too odd"))) == "too odd"
