"""The only SQL. Every write takes a `Transaction`, so that it cannot happen outside a visible one."""

from bot.store.database import Reading, Store, Transaction, open_store
from bot.store.dialect import database_file, database_name, without_password
from bot.store.signals import Signal
from bot.store.turns import hurried

__all__ = [
    "Reading",
    "Signal",
    "Store",
    "Transaction",
    "database_file",
    "database_name",
    "hurried",
    "open_store",
    "without_password",
]
