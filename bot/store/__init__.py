"""The only SQL. Every write takes a `Transaction`, so that it cannot happen outside a visible one."""

from bot.store.database import Reading, Store, Transaction, database_file, open_store
from bot.store.turns import hurried

__all__ = ["Reading", "Store", "Transaction", "database_file", "hurried", "open_store"]
