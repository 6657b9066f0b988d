"""What hinders a database, in our own words: its own are English, and may quote what is stored."""

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
# By SQLSTATE, or by its class: https://www.postgresql.org/docs/current/errcodes-appendix.html
_KEYS_BY_STATE = {
    "3D000": "store-no-such-database",
    "28": "store-login-refused",
    "42501": "store-forbidden",
    "25006": "store-read-only",
    "53100": "store-disk-full",
    "53200": "store-server-overloaded",
    "53300": "store-server-overloaded",
    "57P": "store-server-stops",
    "08": "store-connection-lost",
    "25P03": "store-connection-lost",
    "58": "file-broken-disk",
    "XX": "store-damaged",
}
# A lock that was not got in time, and transactions that got into each other's way.
_BUSY_STATES = {"55P03", "40001", "40P01"}


def is_busy(error: BaseException) -> bool:
    """Whether somebody else has locked the database."""
    cause = getattr(error, "orig", None) or error
    code = getattr(cause, "sqlite_errorcode", None)
    if isinstance(code, int):
        return code & 0xFF == sqlite3.SQLITE_BUSY
    return getattr(cause, "sqlstate", None) in _BUSY_STATES


def store_problem(error: BaseException) -> object:
    """For a sentence that says the database cannot be used; what is not foreseen keeps SQLite's words, and of
    PostgreSQL the code of its error.

    Takes what the drivers raise, or what SQLAlchemy raises around it.
    """
    cause = getattr(error, "orig", None) or error
    code = getattr(cause, "sqlite_errorcode", None)
    if isinstance(code, int):
        return UserError(_KEYS_BY_CODE[code & 0xFF]) if code & 0xFF in _KEYS_BY_CODE else cause
    if getattr(error, "connection_invalidated", False):
        return UserError("store-connection-lost")
    if isinstance(state := getattr(cause, "sqlstate", None), str):
        key = next((key for start, key in _KEYS_BY_STATE.items() if state.startswith(start)), None)
        return UserError(key) if key else UserError("store-refused", code=state)
    return cause
