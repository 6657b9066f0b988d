"""A PostgreSQL of its own for those who test on it: on loopback, in a folder that goes with it."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Coroutine, Generator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, TypeVar, cast

from sqlalchemy import NullPool
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine

T = TypeVar("T")

OWNER = "paperboy"
CLOSED = "closed"  # a user who needs a password
# It lives no longer than the tests: nothing need survive a power cut.
_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "32MB",
    "max_connections": "100",
    "autovacuum": "off",
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "lc_messages": "C",
}


def programs() -> Path | None:
    """The folder with initdb and postgres; None where they are not installed."""
    places = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
    if path := shutil.which("initdb"):
        places.append(Path(path).resolve().parent)
    return next((place for place in places if (place / "initdb").exists()), None)


@dataclass
class Server:
    """One that runs, with its empty databases."""

    folder: Path
    port: int
    settings: Mapping[str, str] = field(default_factory=lambda: _SETTINGS)
    process: subprocess.Popen[bytes] | None = None
    numbers: count[int] = field(default_factory=lambda: count(1))

    def url(self, database: str, user: str = OWNER) -> str:
        return f"postgresql+asyncpg://{user}@127.0.0.1:{self.port}/{database}"

    def query(self, sql: str, database: str = "postgres") -> list[tuple[object, ...]]:
        """The rows of a statement; of several with “;” between them, none."""
        return run_apart(_query(self.url(database), sql))

    @contextmanager
    def session(self, database: str, *statements: str) -> Generator[None]:
        """Another program that has begun with these statements, and goes away without ending them."""
        address = ["--host", "127.0.0.1", "--port", str(self.port), "--username", OWNER, "--dbname", database]
        command = [_bin() / "psql", "--no-psqlrc", "--quiet", *address]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
            assert program.stdin is not None
            assert program.stdout is not None
            program.stdin.write("".join(f"{statement};\n" for statement in statements) + "\\echo begun\n")
            program.stdin.flush()
            while "begun" not in program.stdout.readline():
                pass
            try:
                yield
            finally:
                program.kill()

    @property
    def log(self) -> str:
        """What it wrote so far."""
        return (self.folder / "log").read_text(encoding="utf-8", errors="replace")

    def copy(self, template: str) -> str:
        """The name of a new database like that one."""
        name = f"test_{next(self.numbers)}"
        self.query(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return name

    def drop(self, database: str) -> None:
        """Delete a database, whoever uses it."""
        self.query(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")

    def start(self) -> None:
        """Be there when this returns."""
        options = [part for name, value in self.settings.items() for part in ("-c", f"{name}={value}")]
        command = [_bin() / "postgres", "-D", self.folder / "data", "-p", str(self.port), *options]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, user=_user(), group=_user())
        for _ in range(600):
            if _answers(self.port):
                return
            time.sleep(0.05)
        raise RuntimeError(self.log)

    def stop(self) -> None:
        """End it at once, with all that is connected."""
        if self.process is not None:
            self.process.send_signal(2)
            self.process.wait(30)
            self.process = None


@contextmanager
def running_server(within: Path | None = None, **settings: str) -> Generator[Server]:
    """A server on a free port, with its files in that folder or wherever there is room; gone in the end.

    What is large or lives for long needs `autovacuum="on"`, or it is asked by plans for empty tables.
    """
    folder = Path(mkdtemp(prefix="paperboy-postgres-", dir=within))
    try:
        server = _made(folder, {**_SETTINGS, **settings})
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)


def run_apart(work: Coroutine[Any, Any, T]) -> T:
    """The result of a coroutine, also within another one: it runs in a thread of its own."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


async def _query(url: str, sql: str) -> list[tuple[object, ...]]:
    engine = create_async_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        if ";" in sql:
            driver = (await connection.get_raw_connection()).driver_connection
            try:
                await cast(Any, driver).execute(sql)  # which takes several
            except Exception as error:
                raise DBAPIError(sql, None, error) from error
            return []
        result = await connection.exec_driver_sql(sql)
        return [tuple(row) for row in result] if result.returns_rows else []


def _made(folder: Path, settings: Mapping[str, str]) -> Server:
    if user := _user():
        shutil.chown(folder, user)
    data = folder / "data"
    options = ["--username", OWNER, "--auth", "trust", "--encoding", "UTF8", "--locale", "C", "--no-sync"]
    _run([_bin() / "initdb", "--pgdata", data, *options])
    rules = data / "pg_hba.conf"
    rules.write_text(f"host all {CLOSED} 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust\n")
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        return Server(folder, free.getsockname()[1], settings)


def _bin() -> Path:
    if (place := programs()) is None:
        raise RuntimeError("PostgreSQL is not installed")
    return place


def _run(command: Sequence[str | Path]) -> None:
    subprocess.run(command, check=True, capture_output=True, user=_user(), group=_user())


def _user() -> str | None:
    """PostgreSQL refuses to be root."""
    return "postgres" if os.geteuid() == 0 else None


def _answers(port: int) -> bool:
    command = [_bin() / "pg_isready", "--quiet", "--host", "127.0.0.1", "--port", str(port)]
    return subprocess.run(command, check=False).returncode == 0
