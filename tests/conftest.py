"""What tests of several parts use: a store on a real file, and a clock that is set by hand."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Generator, Iterator
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import cast

import hypothesis
import pytest

import bot.apart
from bot.store import Store, open_store
from tests.factories import at
from tests.support.databases import Databases, Files, ServerDatabases
from tests.support.postgres import Server, programs, running_server

# A deadline is a wall-clock assertion: it fails on a busy machine.
hypothesis.settings.register_profile("paperboy", deadline=None)
hypothesis.settings.load_profile("paperboy")


MEMORY = Path("/dev/shm")  # Linux keeps the files there in memory
MEMORY_BYTES = 4 << 30  # free: more than the files of all tests need, if none passed
TEMPORARY_FOLDER = "PYTEST_DEBUG_TEMPROOT"  # pytest's name for it


def pytest_configure() -> None:
    """Keep the tests' files in memory where there is room: on a disk each commit waits until it is written,
    some milliseconds. What a killed process has committed is there all the same.
    """
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > MEMORY_BYTES:
        os.environ.setdefault(TEMPORARY_FOLDER, str(MEMORY))


def pytest_addoption(parser: pytest.Parser) -> None:
    """A build server has all that a test may need: what is skipped there was not tried."""
    parser.addoption(
        "--store",
        choices=("sqlite", "postgresql"),
        help="the database for all tests that need one; without it SQLite, and both for those marked so",
    )
    parser.addoption("--no-skips", action="store_true", help="take a skipped test for a failure")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what touches the store on the database that was asked for; what is marked, on both."""
    if "databases" not in metafunc.fixturenames:
        return
    asked, mark = metafunc.config.getoption("store"), metafunc.definition.get_closest_marker
    names = [asked] if asked else ["sqlite", "postgresql"] if mark("both_databases") else ["sqlite"]
    names = ["sqlite"] if mark("sqlite") else names
    if names != ["sqlite"]:
        metafunc.parametrize("databases", names, indirect=True)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run for a skip, where none may be."""
    if session.config.getoption("no_skips") and _skipped(session.config) and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_unconfigure(config: pytest.Config) -> None:
    """Say in the last line, below the count, what brings that for which tests were skipped."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if isinstance(reporter, pytest.TerminalReporter) and (skipped := _skipped(config)):
        lack = "make apt-test (as root) brings promtool and PostgreSQL, which they need"
        reporter.write_line(f"Skipped: {len(skipped)}; {lack}.")


def _skipped(config: pytest.Config) -> list[str]:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    stats = reporter.stats if isinstance(reporter, pytest.TerminalReporter) else {}
    return [report.nodeid for report in cast("list[pytest.TestReport]", stats.get("skipped", []))]


WAITING_WORKERS = 3


@pytest.hookimpl(wrapper=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """More than there are cores: bots that are started for a test wait most of their time."""
    return (yield) + WAITING_WORKERS


# Tests there wait for bots that are started, and for Discord's seconds: the longest first.
FOLDERS_THAT_WAIT = ("chaos", "app", "gateway", "demo", "cli")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with those that wait, so that others run meanwhile, and no worker is left alone with them."""
    order = {name: number for number, name in enumerate(FOLDERS_THAT_WAIT)}
    items.sort(key=lambda item: order.get(item.path.parent.name, len(order)))


class HandClock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **amount: float) -> datetime:
        self.now += timedelta(**amount)
        return self.now


@pytest.fixture(autouse=True)
def nothing_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bad row is told once in a process, and each test is one."""
    monkeypatch.setattr(bot.apart, "_logged", set[tuple[str, str]]())


@pytest.fixture(scope="session")
def sqlite_databases(tmp_path_factory: pytest.TempPathFactory) -> Databases:
    return Files(tmp_path_factory.mktemp("template") / "paperboy.db")


@pytest.fixture(scope="session")
def postgresql_databases() -> Iterator[Databases]:
    """On a server that this process starts at the first test that wants it."""
    with _server() as server:
        yield ServerDatabases(server)


@pytest.fixture
def own_server() -> Iterator[Server]:
    """For a test that stops it, or starts it anew."""
    with _server() as server:
        yield server


def _server() -> AbstractContextManager[Server]:
    if programs() is None or find_spec("asyncpg") is None:
        pytest.skip("PostgreSQL is not installed")
    return running_server()


@pytest.fixture
def databases(request: pytest.FixtureRequest) -> Iterator[Databases]:
    """Where stores come from, in the kind of database that the test is run on."""
    kind: str = getattr(request, "param", "sqlite")
    source: Databases = request.getfixturevalue(f"{kind}_databases")
    yield source
    source.tidy()


@pytest.fixture(scope="session")
def migrated_file(sqlite_databases: Files) -> Path:
    """A file of SQLite's at the newest schema."""
    return sqlite_databases.template


@pytest.fixture
def new_store_url(databases: Databases, tmp_path: Path) -> str:
    """Where no database is yet."""
    return databases.empty(tmp_path / "paperboy.db")


@pytest.fixture
def store_url(databases: Databases, tmp_path: Path) -> str:
    """An empty database at the newest schema."""
    return databases.migrated(tmp_path / "paperboy.db")


@pytest.fixture
async def store(store_url: str) -> AsyncIterator[Store]:
    async with open_store(store_url) as opened:
        yield opened


@pytest.fixture
def clock() -> HandClock:
    """Thursday nine o'clock in Seoul, when Wednesday 2024-04-03 is due."""
    return HandClock(at("2024-04-04 00:00"))
