"""Rows as an older version, another machine or a hand may have left them."""

from sqlalchemy import text

from bot.store import Store


async def spoil(store: Store, statement: str, **values: object) -> None:
    """Any statement, with its `:values`."""
    async with store.transaction() as tx:
        await tx.connection.execute(text(statement), values)
