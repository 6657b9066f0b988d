"""Rows as an older version, another machine or a hand may have left them."""

from bot.store import Store


async def spoil(store: Store, statement: str, *values: object) -> None:
    async with store.transaction() as tx:
        await tx.connection.exec_driver_sql(statement, values)
