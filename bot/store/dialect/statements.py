"""Statements as SQL, of which each is put together once in a process, whatever reads or writes it."""

from __future__ import annotations

from typing import Any

from sqlalchemy.util import LRUCache

STATEMENTS = 1000  # distinct ones that are kept; all of the store's are some 400, and some differ by a list


class CompiledStatements(LRUCache[Any, Any]):
    """For SQLAlchemy's option `compiled_cache`.

    By itself each engine puts each statement together anew, which takes longer than SQLite takes to run it:
    the one that reads, the one that writes, and those of the next store that is opened. What is compiled
    depends only on the kind of the database and its version.
    """

    __slots__ = ()

    def get(self, key: Any, default: Any = None) -> Any:
        """What was compiled for such a database; `key` begins with the engine's own dialect."""
        return super().get(_for_any_engine(key), default)

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(_for_any_engine(key), value)


def _for_any_engine(key: Any) -> Any:
    dialect, *statement = key
    return (type(dialect), dialect.server_version_info, *statement)


compiled_statements = CompiledStatements(STATEMENTS)
