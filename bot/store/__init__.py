"""The only SQL. Every write takes a `Transaction`, so that it cannot happen outside a visible one."""

from bot.store.database import Reading, Store, Transaction, open_store

__all__ = ["Reading", "Store", "Transaction", "open_store"]
