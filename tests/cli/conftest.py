"""`python -m bot` as a process, beside a loopback Hugging Face and a local Discord."""

from __future__ import annotations

import gc
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.models import ChannelSettings, Subscription
from bot.models.clock import utc_now
from bot.settings import ScheduleSettings
from bot.store import Store, open_store, subscriptions
from tests.factories import WEDNESDAY
from tests.support.bot_process import bare_environment
from tests.support.databases import Databases
from tests.support.forked_command import Ended, ForkedCommand, start
from tests.support.hugging_face import LoopbackHub, listed, loopback_hub
from tests.support.local_discord import LocalDiscord
from tests.support.subscribing import subscribe


@dataclass
class Terminal:
    """A folder and an environment of its own."""

    folder: Path
    url: str
    environment: dict[str, str] = field(default_factory=dict[str, str])

    @asynccontextmanager
    async def store(self) -> AsyncGenerator[Store]:
        """The database of its commands, for what is not the command under test."""
        async with open_store(self.url) as opened:
            yield opened

    async def subscribe(self, chosen: ChannelSettings) -> None:
        async with self.store() as store:
            await subscribe(store, ScheduleSettings(), chosen, utc_now())

    async def subscriptions(self) -> list[Subscription]:
        async with self.store() as store, store.reading() as view:
            return await subscriptions.every(view)

    def start(self, *arguments: str, stdin: str = "") -> ForkedCommand:
        return start(arguments, self.folder, bare_environment() | self.environment, stdin)

    async def run(self, *arguments: str, stdin: str = "") -> Ended:
        return await self.start(*arguments, stdin=stdin).ended()


@pytest.fixture(autouse=True)
def thawing() -> Iterator[None]:
    """In this process there is more than a command's imports: what a test leaves open must be found."""
    yield
    gc.unfreeze()


@pytest.fixture
async def hub() -> AsyncIterator[LoopbackHub]:
    async with loopback_hub({WEDNESDAY: [listed(n) for n in range(1, 4)]}) as opened:
        yield opened


@pytest.fixture
def new_terminal(tmp_path: Path, hub: LoopbackHub, databases: Databases) -> Terminal:
    """Where no command has been run yet."""
    return _terminal(tmp_path, hub, databases.empty(tmp_path / "data" / "paperboy.db"))


@pytest.fixture
def terminal(tmp_path: Path, hub: LoopbackHub, databases: Databases) -> Terminal:
    """Where the first command has already made an empty database."""
    (tmp_path / "data").mkdir()
    return _terminal(tmp_path, hub, databases.migrated(tmp_path / "data" / "paperboy.db"))


def _terminal(folder: Path, hub: LoopbackHub, url: str) -> Terminal:
    environment = {
        "PAPERBOY_SOURCE__HUGGINGFACE_URL": hub.url,
        "PAPERBOY_HTTP__ATTEMPTS": "1",
        "PAPERBOY_STORE__URL": url,
    }
    return Terminal(folder, url, environment)


@pytest.fixture
async def local(terminal: Terminal) -> AsyncIterator[LocalDiscord]:
    """A Discord at which the terminal's bot has its token."""
    async with LocalDiscord() as server:
        terminal.environment["PAPERBOY_DISCORD__API_URL"] = server.api_url
        terminal.environment["PAPERBOY_DISCORD__TOKEN"] = server.token
        yield server
