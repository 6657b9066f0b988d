"""What hinders SQLite, in our own words: its own are English."""

from __future__ import annotations

import sqlite3

from bot.errors import UserError

# By primary result code, the lowest byte of what an error carries: https://www.sqlite.org/rescode.html
_KEYS_BY_CODE = {
    sqlite3.SQLITE_CANTOPEN: "store-cannot-open",
    sqlite3.SQLITE_PERM: "file-forbidden",
    sqlite3.SQLITE_READONLY: "file-forbidden",
    sqlite3.SQLITE_FULL: "file-disk-full",
    sqlite3.SQLITE_IOERR: "file-broken-disk",
    sqlite3.SQLITE_CORRUPT: "store-damaged",
    sqlite3.SQLITE_NOTADB: "store-damaged",
    sqlite3.SQLITE_BUSY: "store-locked",
    sqlite3.SQLITE_LOCKED: "store-locked",
}


def store_problem(error: BaseException) -> object:
    """For a sentence that says the database cannot be used; what is not foreseen keeps SQLite's words.

    Takes what sqlite3 raises, or what SQLAlchemy raises around it.
    """
    cause = getattr(error, "orig", None) or error
    code = getattr(cause, "sqlite_errorcode", None)
    key = _KEYS_BY_CODE.get(code & 0xFF) if isinstance(code, int) else None
    return UserError(key) if key else cause
