"""A small real model behind a server of its own, asked by the bot's own summariser."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from bot.demo.sample_days import sample_days
from bot.models import Edition, Paper
from bot.settings import SummarySettings
from bot.sources.parsing import parse_day
from bot.store import Store, editions
from bot.summaries.summariser import Summariser, open_summariser
from tests.conftest import HandClock
from tests.factories import WEDNESDAY

ROOT = Path(__file__).parents[2]
PYTHON = ROOT / ".venv-model" / "bin" / "python"
STARTS_WITHIN_SECONDS = 120
SILENCE_SECONDS = 300.0

OpenModel = Callable[[int], AbstractAsyncContextManager[Summariser]]


@pytest.fixture
def papers() -> tuple[Paper, ...]:
    """Some of the demo's."""
    return parse_day(sample_days()[WEDNESDAY])


@pytest.fixture
def open_model(store: Store, clock: HandClock, papers: tuple[Paper, ...]) -> OpenModel:
    """A summariser that asks the model; to be called with the tokens of its context."""

    @asynccontextmanager
    async def opened(context: int) -> AsyncGenerator[Summariser]:
        async with store.transaction() as tx:
            edition = Edition(day=WEDNESDAY, papers=papers, fetched_at=clock())
            await editions.save_edition(tx, edition, finished=True)
        async with serving(context) as url:
            settings = SummarySettings(
                model="smollm2",
                base_url=f"{url}/v1",
                concurrency=1,
                retries=0,
                timeout_seconds=SILENCE_SECONDS,
                options={"max_tokens": 400},
            )
            async with open_summariser(settings, store, clock) as summariser:
                assert summariser is not None
                yield summariser

    return opened


@asynccontextmanager
async def serving(context: int) -> AsyncGenerator[str]:
    """The server's address, as long as the context lasts."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    quiet = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(
        PYTHON, Path(__file__).with_name("serve.py"), str(port), str(context), stdout=quiet, stderr=quiet
    )
    try:
        await _until_ready(f"http://127.0.0.1:{port}", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def _until_ready(url: str, process: asyncio.subprocess.Process) -> None:
    async with asyncio.timeout(STARTS_WITHIN_SECONDS), aiohttp.ClientSession() as session:
        while process.returncode is None:
            try:
                async with session.get(f"{url}/health") as answer:
                    if answer.status == 200:
                        return
            except aiohttp.ClientConnectionError:
                pass
            await asyncio.sleep(0.2)
    raise AssertionError(f"the model's server ended with {process.returncode}")
