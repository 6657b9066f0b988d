"""What `restore` takes, what it refuses, and what it leaves."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.app.restore import Restored, restore
from bot.delivery.lease import Lease
from bot.errors import PaperboyError, StoreError, UserError
from bot.privacy import Privacy, can_be_erased
from bot.settings import Settings, StoreSettings
from bot.store import Store, catchups, key_values, leases, open_store, restorations, subscriptions
from bot.store.copies import back_up, is_sound
from bot.store.upgrade import revisions
from tests.conftest import HandClock
from tests.factories import WEDNESDAY
from tests.store.test_copies import changed, nobody, notes_of, spoil
from tests.store.test_subscriptions_migration import EARLIER, old_database


class Shop:
    """A folder with a database in use, and a backup of it from an hour ago."""

    def __init__(self, folder: Path, clock: HandClock) -> None:
        self.file, self.backup, self.clock = folder / "paperboy.db", folder / "backup.db", clock
        self.taken_at = clock() - timedelta(hours=1)

    async def restore(self, file: Path | None = None) -> Restored:
        url = f"sqlite+aiosqlite:///{self.file}"
        settings = Settings(store=StoreSettings(url=SecretStr(url)))
        return await restore(settings, file or self.backup, self.clock, nobody)

    async def refusal(self, file: Path | None = None) -> PaperboyError:
        before = self.file.read_bytes()
        with pytest.raises(PaperboyError) as caught:
            await self.restore(file)
        assert self.file.read_bytes() == before
        return caught.value

    def colour(self, file: Path | None = None) -> str | None:
        return notes_of(file or self.file).get("colour")


@pytest.fixture
def shop(tmp_path: Path, migrated_file: Path, clock: HandClock) -> Shop:
    shop = Shop(tmp_path, clock)
    shutil.copy(migrated_file, shop.file)
    changed(shop.file, "INSERT INTO notes VALUES ('colour', 'blue')")
    back_up(shop.file, shop.backup, shop.taken_at, nobody)
    changed(shop.file, "UPDATE notes SET value = 'red' WHERE key = 'colour'")
    return shop


@pytest.fixture
async def store(shop: Shop) -> AsyncIterator[Store]:
    """The database in use, opened by somebody."""
    async with open_store(f"sqlite+aiosqlite:///{shop.file}") as opened:
        yield opened


def opened(shop: Shop) -> AbstractAsyncContextManager[Store]:
    return open_store(f"sqlite+aiosqlite:///{shop.file}")


async def restoration(shop: Shop) -> Any:
    async with open_store(f"sqlite+aiosqlite:///{shop.file}") as store, store.reading() as view:
        assert await leases.holder(view, shop.clock()) is None
        return await restorations.latest(view)


async def test_the_backup_is_the_store_and_the_earlier_one_is_kept(shop: Shop) -> None:
    restored = await shop.restore()
    assert shop.colour() == "blue"
    assert restored.replaced_file is not None
    assert (restored.taken_at, shop.colour(restored.replaced_file)) == (shop.taken_at, "red")
    assert await restoration(shop) == (shop.taken_at, shop.clock())
    assert is_sound(restored.replaced_file)


async def test_what_was_kept_can_be_restored_again(shop: Shop) -> None:
    restored = await shop.restore()
    shop.clock.forward(minutes=1)
    again = await shop.restore(restored.replaced_file)
    assert shop.colour() == "red"
    assert again.replaced_file != restored.replaced_file


async def test_it_refuses_while_a_bot_delivers(shop: Shop, store: Store) -> None:
    async with store.transaction() as tx:
        await leases.hold(tx, "elsewhere:1:abcd:another-kernel:1", shop.clock(), timedelta(seconds=30))
    error = await shop.refusal()
    assert isinstance(error, UserError)
    assert "elsewhere" in str(error)


async def test_a_bot_that_was_killed_is_not_waited_for_where_its_death_can_be_seen(
    shop: Shop, store: Store
) -> None:
    lease = Lease(store, shop.clock, 30)
    host, pid, nonce, place, _ = lease.holder.rsplit(":", 4)
    async with store.transaction() as tx:
        dead = ":".join([host, pid, nonce, place, "1"])  # an earlier process with our number
        await leases.hold(tx, dead, shop.clock(), timedelta(seconds=30))
    await shop.restore()
    assert shop.colour() == "blue"


async def test_a_backup_of_a_newer_paperboy_is_refused(shop: Shop) -> None:
    changed(shop.backup, "UPDATE alembic_version SET version_num = '9999_future'")
    error = await shop.refusal()
    assert isinstance(error, StoreError)
    assert "newer Paperboy" in str(error)


async def test_the_way_back_from_a_newer_paperboy_is_open(shop: Shop) -> None:
    changed(shop.file, "UPDATE alembic_version SET version_num = '9999_future'")
    restored = await shop.restore()
    assert shop.colour() == "blue"
    assert shop.colour(restored.replaced_file) == "red"


@pytest.mark.parametrize("revision", EARLIER)
async def test_a_store_of_every_earlier_schema_can_be_replaced(shop: Shop, revision: str) -> None:
    shop.file.unlink()
    old_database(shop.file, revision)
    restored = await shop.restore()
    assert (shop.colour(), restored.erased) == ("blue", (0, False))


@pytest.mark.parametrize("revision", EARLIER)
async def test_a_backup_of_every_earlier_schema_is_brought_to_the_newest(shop: Shop, revision: str) -> None:
    shop.backup.unlink()
    old_database(shop.backup, revision)
    await shop.restore()
    with closing(sqlite3.connect(shop.file)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [
            (revisions()[-1],)
        ]
    async with open_store(f"sqlite+aiosqlite:///{shop.file}") as store, store.reading() as view:
        assert len(await subscriptions.every(view)) == 2


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"Dear reader", "not a database of Paperboy"),
        (b"", "not a database of Paperboy"),
        (None, "there is no such file"),
    ],
)
async def test_a_file_that_is_no_store_is_refused(shop: Shop, content: bytes | None, words: str) -> None:
    shop.backup.unlink()
    if content is not None:
        shop.backup.write_bytes(content)
    assert words in str(await shop.refusal())


async def test_a_damaged_backup_is_refused(shop: Shop) -> None:
    spoil(shop.backup)
    await shop.refusal()
    assert [each.name for each in shop.file.parent.glob("*before*")] == []


async def test_the_store_itself_is_no_backup(shop: Shop) -> None:
    assert (await shop.refusal(shop.file)).key == "restore-onto-itself"


async def test_somebody_else_s_database_is_not_replaced(shop: Shop) -> None:
    shop.file.unlink()
    changed(shop.file, "CREATE TABLE customers (id)")
    assert "not a database of Paperboy" in str(await shop.refusal())


async def test_where_there_is_no_store_yet_one_is_made(shop: Shop) -> None:
    shop.file = shop.file.parent / "new" / "paperboy.db"
    restored = await shop.restore()
    assert (restored.replaced_file, restored.erased) == (None, (0, False))
    assert shop.colour() == "blue"


@pytest.mark.parametrize("damage", ["page", "head"])
async def test_a_damaged_store_is_moved_away_and_kept(shop: Shop, damage: str) -> None:
    if damage == "page":
        spoil(shop.file)
    else:
        shop.file.write_bytes(b"\0" * 8192)
    broken = shop.file.read_bytes()
    restored = await shop.restore()
    assert restored.replaced_file is not None
    assert restored.replaced_file.read_bytes() == broken
    assert (shop.colour(), restored.erased) == ("blue", (0, False))


async def test_who_waits_for_the_lease_goes_on_with_the_restored_store(shop: Shop, store: Store) -> None:
    async with store.reading() as view:
        assert await key_values.note(view, "colour") == "red"
    await shop.restore()
    async with store.reading() as view:
        assert await key_values.note(view, "colour") == "blue"


async def stay(shop: Shop, *user_ids: int) -> None:
    """These people read up to some day."""
    async with opened(shop) as store, store.transaction() as tx:
        for user_id in user_ids:
            await catchups.set_read_until(tx, user_id, WEDNESDAY)


async def erase(shop: Shop, user_id: int) -> None:
    async with opened(shop) as store:
        await Privacy(store, shop.clock).erase(user_id)


async def stored_people(shop: Shop) -> set[int]:
    async with opened(shop) as store:
        privacy = Privacy(store, shop.clock)
        return {user for user in range(9) if can_be_erased(await privacy.everything_about(user))}


async def test_who_had_their_data_erased_since_is_erased_from_every_backup_of_before(shop: Shop) -> None:
    await stay(shop, 1, 2, 3)
    back_up(shop.file, shop.backup, shop.clock(), nobody)
    shop.clock.forward(hours=1)
    await erase(shop, 2)
    later = shop.file.with_name("later.db")
    back_up(shop.file, later, shop.clock(), nobody)
    shop.clock.forward(hours=1)
    await erase(shop, 3)
    assert (await shop.restore(later)).erased == (1, True)
    assert await stored_people(shop) == {1}
    shop.clock.forward(hours=1)
    assert (await shop.restore()).erased == (2, True)
    assert await stored_people(shop) == {1}


async def test_who_came_back_before_the_backup_is_in_it(shop: Shop) -> None:
    await stay(shop, 1)
    await erase(shop, 1)
    shop.clock.forward(hours=1)
    await stay(shop, 1)
    back_up(shop.file, shop.backup, shop.clock(), nobody)
    assert (await shop.restore()).erased == (0, True)
    assert await stored_people(shop) == {1}


async def test_of_a_backup_that_is_older_than_what_is_remembered_it_says_so(shop: Shop) -> None:
    await stay(shop, 1, 2)
    back_up(shop.file, shop.backup, shop.clock(), nobody)
    shop.clock.forward(days=91)
    await erase(shop, 2)
    assert (await shop.restore()).erased == (1, False)
    assert await stored_people(shop) == {1}
