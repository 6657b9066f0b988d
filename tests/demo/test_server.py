from __future__ import annotations

import asyncio
import re
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot.alerts.backtest import Backtest
from bot.app.client import Paperboy
from bot.demo.browser_page import open_page
from bot.demo.proxy import SCRIPT
from bot.demo.sample_days import sample_days, sample_ids
from bot.demo.server import open_demo
from bot.demo.stage import Stage
from bot.errors import UserError
from bot.models import LANGUAGES, Language
from bot.rendering.escape import escape
from bot.texts import say, say_day
from tests.cogs.conftest import shown
from tests.support.bot_process import bare_environment

DEADLINE = 60.0
EURUS = "Advancing LLM Reasoning Generalists with Preference Trees"
NEWEST = max(sample_days())


@asynccontextmanager
async def demo_process(folder: Path, *options: str, lang: str = "ko_KR.UTF-8") -> AsyncGenerator[Process]:
    """`python -m bot demo` with its temporary files in `folder`; killed if it is still there in the end."""
    command = [sys.executable, "-m", "bot", "demo", *options]
    process = await asyncio.create_subprocess_exec(
        *command, stdout=PIPE, stderr=PIPE, env=bare_environment() | {"TMPDIR": str(folder), "LANG": lang}
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def url_of(process: Process) -> str:
    assert process.stdout
    async with asyncio.timeout(DEADLINE):
        async for line in process.stdout:
            if line.startswith(b"http://"):
                return line.decode().strip()
    raise AssertionError("the demo ended without an address")


def left_in(folder: Path) -> list[Path]:
    return list(folder.iterdir())


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_the_demo_shows_a_page_until_it_is_stopped(tmp_path: Path, number: signal.Signals) -> None:
    async with demo_process(tmp_path) as process:
        url = await url_of(process)
        assert url.startswith("http://127.0.0.1:")
        async with ClientSession() as session, session.get(url) as response:
            assert response.status == 200
        process.send_signal(number)
        async with asyncio.timeout(DEADLINE):
            printed, complaints = await process.communicate()
        assert process.returncode == 0
        assert b"http" not in printed
        assert b"Traceback" not in complaints
    assert left_in(tmp_path) == []


@pytest.mark.parametrize(("lang", "language"), [("ko_KR.UTF-8", "ko"), ("en_US.UTF-8", "en"), ("C", "en")])
async def test_the_demo_speaks_the_terminals_language(tmp_path: Path, lang: str, language: Language) -> None:
    async with demo_process(tmp_path, lang=lang) as process:
        url = await url_of(process)
        process.send_signal(signal.SIGTERM)
        printed, _ = await process.communicate()
    assert printed.decode().strip() == say(language, "demo-open", url=url).partition("\n")[2].strip()


async def test_a_taken_port_is_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        async with demo_process(tmp_path, "--port", port, lang="C") as process, asyncio.timeout(DEADLINE):
            _, complaints = await process.communicate()
    assert process.returncode == 2
    assert f"Port {port} is taken" in complaints.decode()
    assert b"Traceback" not in complaints


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async with open_demo("ko") as (opened, _):
        yield opened


async def test_the_newest_sample_day_was_posted_on_the_morning_after(stage: Stage) -> None:
    first, *_ = posted = stage.channel.history()
    assert first.content.startswith(f"**{say_day('ko', NEWEST)}**")
    assert sum(len(message.embeds) for message in posted) == 10
    assert first.created_at.replace(second=0, microsecond=0) == datetime(2026, 2, 4, tzinfo=UTC)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_keyword_that_a_visitor_is_told_to_try_finds_papers(
    stage: Stage, language: Language
) -> None:
    told = re.search(r'/subscribe ("[^"]+")', say(language, "demo-open", url=""))
    assert told and isinstance(stage.bot, Paperboy)
    trial = await stage.bot.backtests.run(1, told[1])
    assert isinstance(trial, Backtest)
    assert trial.matches


async def test_a_paper_beyond_the_samples_is_not_called_unknown(stage: Stage) -> None:
    reply = shown(await stage.visitor.slash(stage.channel, "paper", query="1706.03762"))
    assert reply.content == escape(say("ko", "demo-knows", papers=len(sample_ids())))


async def test_several_papers_are_exported_as_bibtex(stage: Stage) -> None:
    for paper_id in sorted(sample_ids())[:3]:
        paper = await stage.visitor.slash(stage.channel, "paper", query=paper_id)
        await stage.visitor.click(shown(paper), label=say("ko", "saved-save"))
    reading_list = await stage.visitor.slash(stage.channel, "saved")
    exported = shown(await stage.visitor.click(shown(reading_list), label="BibTeX"))
    assert [file.filename for file in exported.message.attachments] == ["papers.bib"]


async def test_nothing_goes_wrong_behind_the_curtain(stage: Stage) -> None:
    assert stage.env.errors == []


async def test_a_port_that_is_taken_is_refused(stage: Stage) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(UserError):
        port = int(taken.getsockname()[1])
        async with open_page(stage, [], port):
            pass


@asynccontextmanager
async def browser(url: str) -> AsyncGenerator[Callable[[], Awaitable[str]]]:
    """Yields how to read what an open page shows now, as simcord's JSON."""
    origin, capability = url.split("/#")
    async with ClientSession(headers={"X-Simcord-Capability": capability}) as session:
        async with session.post(f"{origin}/api/pages", json={}) as response:
            context = (await response.json())["context"]["id"]

        async def read() -> str:
            headers = {"X-Simcord-Context": context}
            async with session.get(f"{origin}/api/state", headers=headers) as response:
                return await response.text()

        yield read


async def until(found: str, read: Callable[[], Awaitable[str]]) -> str:
    async with asyncio.timeout(DEADLINE):
        while found not in (shown := await read()):
            await asyncio.sleep(0.05)
    return shown


async def test_what_the_bot_posts_by_itself_appears_on_the_open_page(stage: Stage) -> None:
    async with open_page(stage, [], None) as page, browser(page.url) as read:
        assert "Kimi K2.5" in await read()
        await stage.bot.get_partial_messageable(stage.channel.id).send("a later post")
        await until("a later post", read)


async def test_a_command_typed_as_a_line_is_answered_in_its_place(stage: Stage) -> None:
    async with open_page(stage, [], None) as page, browser(page.url) as read:
        await stage.visitor.send(stage.channel, "/paper 2404.02078")
        assert "/paper 2404.02078" not in await until(EURUS, read)


async def test_a_line_that_lacks_its_option_stays_a_message(stage: Stage) -> None:
    async with open_page(stage, [], None) as page, browser(page.url) as read:
        await stage.visitor.send(stage.channel, "/paper")
        await stage.visitor.send(stage.channel, "/paper 2404.02078")
        shown = await until(EURUS, read)
    assert '"content": "/paper"' in shown


async def test_the_page_keeps_the_newest_message_in_sight(stage: Stage) -> None:
    async with open_page(stage, [], None) as page, ClientSession() as session:
        origin = page.url.split("/#")[0]
        async with session.get(origin) as response:
            html = await response.text()
        async with session.get(origin + SCRIPT) as response:
            script = await response.text()
    assert f'src="{SCRIPT}"' in html
    assert all(
        f'"{name}"' in script and f'id="{name}"' in html
        for name in ("channel-timeline", "channel-message-list")
    )
