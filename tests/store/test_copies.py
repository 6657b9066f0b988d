"""Copies of the database file."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import sqlite3
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.errors import StoreError, UserError
from bot.store import Store, copies, key_values, restorations
from bot.store.copies import LEFTOVER_SECONDS, back_up, copy, is_sound, moment_of, move_away, part_of
from tests.factories import at

pytestmark = pytest.mark.sqlite

NOW = at("2024-04-03 12:00")


def nobody(_left: int, _total: int) -> None:
    """Nobody waits for it."""


def die(_left: int, _total: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.fixture
def file(tmp_path: Path, migrated_file: Path) -> Path:
    return Path(shutil.copy(migrated_file, tmp_path / "paperboy.db"))


def names_in(folder: Path, pattern: str = "*") -> list[str]:
    return sorted(each.name for each in folder.glob(pattern))


def changed(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(statement)


def notes_of(file: Path) -> dict[str, str]:
    with closing(sqlite3.connect(file)) as connection:
        return dict(connection.execute("SELECT key, value FROM notes").fetchall())


async def test_a_copy_has_what_was_written_last_and_is_one_file(
    store: Store, file: Path, tmp_path: Path
) -> None:
    async with store.transaction() as tx:
        await key_values.set_note(tx, "colour", "blue")
    size = back_up(file, tmp_path / "copy.db", NOW, nobody)
    assert names_in(tmp_path, "*copy.db*") == ["copy.db"]
    assert notes_of(tmp_path / "copy.db")["colour"] == "blue"
    assert moment_of(tmp_path / "copy.db") == NOW
    assert size == len((tmp_path / "copy.db").read_bytes())


def test_an_earlier_copy_is_replaced(file: Path, tmp_path: Path) -> None:
    for moment in (NOW, NOW + timedelta(days=1)):
        back_up(file, tmp_path / "copy.db", moment, nobody)
    assert moment_of(tmp_path / "copy.db") == NOW + timedelta(days=1)


@pytest.mark.parametrize("earlier", [True, False])
def test_killed_in_the_middle_it_leaves_the_earlier_copy_or_none(
    file: Path, tmp_path: Path, earlier: bool
) -> None:
    target = tmp_path / "copy.db"
    if earlier:
        back_up(file, target, NOW, nobody)
    before = target.read_bytes() if earlier else None
    process = multiprocessing.get_context("spawn").Process(target=back_up, args=(file, target, NOW, die))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    assert (target.read_bytes() if target.exists() else None) == before
    (left,) = tmp_path.glob(".copy.db.*.part")
    os.utime(left, (0, time.time() - 2 * LEFTOVER_SECONDS))
    back_up(file, target, NOW, nobody)
    assert list(tmp_path.glob(".copy.db.*")) == []


def test_nothing_else_than_a_copy_is_overwritten(file: Path, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text("[discord]\n")
    for target, key in ((config, "copy-would-overwrite"), (file, "copy-onto-itself")):
        with pytest.raises(UserError) as caught:
            back_up(file, target, NOW, nobody)
        assert caught.value.key == key
    assert config.read_text() == "[discord]\n"


def test_a_folder_that_is_not_there_is_told(file: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="could not be copied to"):
        back_up(file, tmp_path / "nowhere" / "copy.db", NOW, nobody)


def test_what_is_no_store_is_not_copied(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear reader")
    for name, key in (("letter.txt", "copy-foreign"), ("missing.db", "copy-unreadable")):
        with pytest.raises(UserError) as caught:
            back_up(tmp_path / name, tmp_path / "copy.db", NOW, nobody)
        assert caught.value.key == key
    assert not (tmp_path / "missing.db").exists()


def spoil(file: Path, share: float = 0.5) -> None:
    """Blot out the page at this share of the file."""
    with file.open("r+b") as stream:
        stream.seek(int((file.stat().st_size // 4096 - 1) * share) * 4096)
        stream.write(b"\xff" * 4096)


@pytest.mark.parametrize("share", [0.02, 0.1, 0.25, 0.5, 0.75, 1])
def test_a_damaged_store_is_told_and_its_copy_gets_no_name(file: Path, tmp_path: Path, share: float) -> None:
    spoil(file, share)
    with pytest.raises(StoreError):
        back_up(file, tmp_path / "copy.db", NOW, nobody)
    assert not (tmp_path / "copy.db").exists()
    assert not is_sound(file)


def test_a_file_of_somebody_else_is_no_store(tmp_path: Path) -> None:
    changed(tmp_path / "shop.db", "CREATE TABLE customers (id)")
    with pytest.raises(StoreError, match="not a database of Paperboy"):
        is_sound(tmp_path / "shop.db")


def test_a_database_is_moved_with_its_log(file: Path, tmp_path: Path) -> None:
    (tmp_path / "paperboy.db-wal").write_bytes(b"log")
    assert move_away(file, tmp_path / "kept.db")
    assert names_in(tmp_path) == ["kept.db", "kept.db-wal"]


async def test_who_has_the_store_open_goes_on_with_what_is_copied_into_it(
    store: Store, file: Path, tmp_path: Path
) -> None:
    async with store.transaction() as tx:
        await key_values.set_note(tx, "colour", "blue")
    back_up(file, tmp_path / "copy.db", NOW, nobody)
    async with store.transaction() as tx:
        await key_values.set_note(tx, "colour", "red")
    copy(tmp_path / "copy.db", file)
    async with store.reading() as view:
        assert await key_values.note(view, "colour") == "blue"
    async with store.transaction() as tx:
        await key_values.set_note(tx, "colour", "green")
    assert notes_of(file)["colour"] == "green"


def copy_and_die(source: Path, target: Path) -> None:
    copies.PAGES = 5
    copy(source, target, die)


def test_killed_while_it_is_copied_into_a_store_the_store_is_as_before(
    file: Path, tmp_path: Path, migrated_file: Path
) -> None:
    changed(file, "INSERT INTO notes VALUES ('colour', 'red')")
    child = multiprocessing.get_context("spawn").Process(target=copy_and_die, args=(migrated_file, file))
    child.start()
    child.join()
    assert child.exitcode == -signal.SIGKILL
    assert is_sound(file)
    assert notes_of(file) == {"colour": "red"}


def test_a_part_is_gone_when_something_fails(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="full"), part_of(tmp_path / "copy.db") as part:
        part.write_bytes(b"half")
        raise OSError("full")
    assert list(tmp_path.iterdir()) == []


def test_a_file_copied_by_hand_knows_nothing_since_the_last_thing_that_it_remembers(file: Path) -> None:
    changed(file, "INSERT INTO notes VALUES ('backup taken at', 'some day')")
    changed(
        file,
        "INSERT INTO deliveries (subscription_id, day, partial, part, parts, state, attempts, planned_at)"
        " VALUES (1, '2024-04-02', 0, 1, 1, 'planned', 0, '2024-04-03 09:00:00.000000')",
    )
    assert moment_of(file) == at("2024-04-03 09:00")


async def test_a_second_restore_keeps_what_the_first_left_in_doubt(store: Store) -> None:
    async with store.transaction() as tx:
        await restorations.begin(tx, NOW, NOW + timedelta(days=1))
        second = await restorations.begin(tx, NOW + timedelta(days=2), NOW + timedelta(days=3))
        assert second == (NOW, NOW + timedelta(days=3))
        assert await restorations.latest(tx) == second
        later = await restorations.begin(tx, NOW + timedelta(days=99), NOW + timedelta(days=100))
        assert later.taken_at == NOW + timedelta(days=99)
