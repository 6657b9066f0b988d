"""Copies of the database file: taken beside those who write, looked at before they are trusted.

They are made by SQLite's backup, page by page and of one moment, whoever writes meanwhile. A copy has its
name only once it is whole and on the disk.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkstemp

from bot.errors import StoreError, UserError
from bot.errors.files import file_problem
from bot.store.preflight import LOOK_SECONDS, OUR_TABLES, is_ours, tables_of
from bot.store.problems import store_problem
from bot.store.restorations import NOTHING_BEFORE

Progress = Callable[[int, int], object]  # is told the pages that are left, and all of them

TAKEN_NOTE = "backup taken at"  # in the copy: the moment (UTC) since when it knows nothing
PAGES = 2_000  # copied at a time: 8 MB
LEFTOVER_SECONDS = 3600.0  # after which a part that nobody writes is that of a copy that was killed
_SIDES = ("", "-wal", "-shm")  # what SQLite keeps of one database


def back_up(source: Path, target: Path, taken_at: datetime, progress: Progress) -> int:
    """Copy the database into `target`, which is replaced when the copy is whole; returns its bytes.

    `taken_at` is the time (UTC) now. UserError if there is no database of Paperboy, or if `target` is
    anything else than an earlier copy; StoreError if the database is damaged, or the copy cannot be written.
    """
    require_ours(source)
    if target.exists():
        _require_copy(source, target)
    with as_copy_error(target), part_of(target) as part:
        copy(source, part, progress)
        with closing(_opened(part)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")  # one file, and nothing beside it
            values = TAKEN_NOTE, taken_at.astimezone(UTC).isoformat()
            connection.execute("INSERT OR REPLACE INTO notes (key, value) VALUES (?, ?)", values)
        replace(part, target)
        return target.stat().st_size


def copy(source: Path, target: Path, progress: Progress = lambda _left, _all: None) -> None:
    """Copy all pages into a database that is there already, or into an empty file; all of them or none.

    StoreError if what was copied is damaged.
    """

    def report(_status: int, left: int, total: int) -> None:
        progress(left, total)

    with closing(_opened(source)) as pages, closing(_opened(target)) as copied:
        pages.execute("BEGIN")
        pages.execute("SELECT count(*) FROM sqlite_master").fetchone()  # from here on it is this moment's
        pages.backup(copied, pages=PAGES, progress=report)
        [[verdict]] = copied.execute("PRAGMA quick_check(1)").fetchall()
    if verdict != "ok":
        raise StoreError("copy-damaged", file=source, problem=verdict)


def require_ours(file: Path) -> None:
    """UserError unless the file is a database of Paperboy."""
    try:
        with file.open("rb"):
            pass
    except OSError as error:
        raise UserError("copy-unreadable", file=file, problem=file_problem(error)) from error
    if not is_ours(file):
        raise UserError("copy-foreign", file=file)


def is_sound(file: Path) -> bool:
    """Whether the file is a whole database of Paperboy; False if it is not there, empty or damaged.

    StoreError if it is somebody else's.
    """
    if not file.exists():
        return False
    try:
        tables = tables_of(str(file), LOOK_SECONDS)
        with closing(_opened(file)) as connection:
            [[verdict]] = connection.execute("PRAGMA quick_check(1)").fetchall()
    except sqlite3.Error as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            return False
        raise StoreError("store-not-opened", database=file, problem=store_problem(error)) from error
    if tables and not tables >= OUR_TABLES:
        raise StoreError("store-foreign", database=file)
    return bool(tables) and verdict == "ok"


def moment_of(file: Path) -> datetime:
    """Since when (UTC) the copy knows nothing: its own word, else the last thing that it remembers."""
    with closing(_opened(file)) as connection:
        note = connection.execute("SELECT value FROM notes WHERE key = ?", (TAKEN_NOTE,)).fetchone()
        [[last]] = connection.execute(
            "SELECT max(at) FROM (SELECT max(fetched_at) AS at FROM editions"
            " UNION SELECT max(planned_at) FROM deliveries UNION SELECT max(posted_at) FROM deliveries)"
        ).fetchall()
    return _moment(note and note[0]) or _moment(last) or NOTHING_BEFORE


def _moment(text: object) -> datetime | None:
    try:
        return datetime.fromisoformat(str(text)).replace(tzinfo=UTC)
    except ValueError:
        return None


@contextmanager
def part_of(target: Path) -> Generator[Path]:
    """An empty file beside `target`, under a name of its own; gone in the end, unless it was moved."""
    for leftover in target.parent.glob(f".{target.name}.*.part*"):
        if time.time() - leftover.stat().st_mtime > LEFTOVER_SECONDS:
            leftover.unlink(missing_ok=True)
    number, name = mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    os.close(number)
    try:
        yield Path(name)
    finally:
        for side in _SIDES:
            Path(name + side).unlink(missing_ok=True)


def replace(part: Path, target: Path) -> None:
    """Give the part the target's name, once its bytes are on the disk."""
    _flush(part)
    part.replace(target)
    _flush(target.parent)


def _flush(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def move_away(file: Path, new_place: Path) -> bool:
    """Rename a database with all that SQLite keeps beside it: to a new one, an old log would be poison.

    Whether the database itself was there.
    """
    was_there = file.exists()
    for side in _SIDES:
        if (beside := Path(f"{file}{side}")).exists():
            shutil.move(beside, f"{new_place}{side}")
    return was_there


def _require_copy(source: Path, target: Path) -> None:
    if target.samefile(source):
        raise UserError("copy-onto-itself", file=target)
    if target.is_dir() or (target.stat().st_size and not is_ours(target)):
        raise UserError("copy-would-overwrite", file=target)


def _opened(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(file, isolation_level=None)


@contextmanager
def as_copy_error(target: Path) -> Generator[None]:
    """Tell what files and SQLite refuse as a StoreError about `target`."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        problem = file_problem(error) if isinstance(error, OSError) else store_problem(error)
        raise StoreError("copy-failed", file=target, problem=problem) from error
