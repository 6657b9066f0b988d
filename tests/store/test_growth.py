"""No statement of the store reads a table that grows from end to end, but for those that say why."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from bot.store import Reading, Store, Transaction
from bot.store.dialect import POSTGRESQL, dialect_of
from bot.store.schema import metadata, subscriptions
from tests.support.plans import reads_by_state, statements, tables_read_whole
from tests.support.stock import stock
from tests.support.store_functions import call, functions

pytestmark = pytest.mark.both_databases

# A row a day, or fewer.
SMALL = {"editions", "matched_days", "model_use", "archived", "leases", "notes"}
GROWING = {table.name for table in metadata.sorted_tables} - SMALL

OWN = ("id", "channel_id", "guild_id")  # what no two subscriptions share

WHOLE = {
    "browse.entries": "its callers bring the condition",
    "editions.papers_of": "its callers bring the condition",
    "erasures.every": "once when a backup is put back",
    "guilds.entered": "compared with all guilds that Discord names, once in a session",
    "keywords.forget_unused": "of all keywords only when their rules have changed",
    "privacy.erase_again": "once when a backup is put back",
    "restorations.last_memory": "once after a restore",
    "subscriptions.revive": "called here for no subscription and no guild",
    "subscriptions.every": "the whole status, for the owners of the bot",
    "subscriptions.served": "all readers, for whom papers are summed up",
    "subscriptions.oldest_settled_day": "the first in the order of an index",
    "subscriptions.untold_pauses": "an index of these alone",
    "terms.newest_listed": "once a day",
    "terms.replace": "once a day, all terms",
    "vitals.alert_count": "a count for the metrics",
    "vitals.channels": "a count for the metrics",
} | {
    f"{module}.outbox.change": "its callers bring the condition"
    for module in ("deliveries", "edits", "notifications", "publications", "vitals", "weeks")
}

# Which may look rows up by their state: nearly all have the same, so it must be one of the others.
BY_STATE = {"notifications.came_to_nothing", "vitals.overdue_channels"} | {
    f"{module}.outbox.backlog"
    for module in ("deliveries", "edits", "notifications", "publications", "vitals", "weeks")
}


class TakenBackError(Exception):
    """Ends a transaction without a trace."""


async def add_subscriptions(store: Store) -> None:
    """So many that to PostgreSQL a partial index is worse than that of their ids; some due, some later."""
    names = ", ".join(f'"{name}"' for column in subscriptions.columns if (name := column.name) not in OWN)
    numbers = "WITH RECURSIVE n(i) AS (SELECT 101 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)"
    filled = f"{numbers} SELECT i, i, i, {names} FROM n, subscriptions WHERE id = 1"
    async with store.transaction() as tx:
        for statement in (
            f"INSERT INTO subscriptions ({', '.join(OWN)}, {names}) {filled}",
            "UPDATE subscriptions SET next_due_at = '2020-01-01 00:00:00.000000' WHERE id % 2 = 0",
            "ANALYZE subscriptions" if dialect_of(tx.connection) is POSTGRESQL else "SELECT 1",
        ):
            await tx.connection.execute(text(statement))


async def test_no_statement_reads_a_table_that_grows_from_end_to_end(store: Store) -> None:
    await stock(store)
    await add_subscriptions(store)
    scanned, by_state = dict[str, set[str]](), set[str]()
    for name, function in (functions(Reading) | functions(Transaction)).items():
        with pytest.raises(TakenBackError):
            async with store.transaction() as tx:
                with statements() as asked:
                    await call(function, tx)
                scanned[name] = await tables_read_whole(tx, asked) & GROWING
                if await reads_by_state(tx, asked):
                    by_state.add(name)
                raise TakenBackError
    assert {name: tables for name, tables in scanned.items() if tables and name not in WHOLE} == {}
    assert scanned.keys() >= WHOLE.keys()
    assert by_state <= BY_STATE
