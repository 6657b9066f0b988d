from __future__ import annotations

import asyncio
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.demo.sample_days import OPENING_DAY, sample_days, sample_papers
from bot.demo.server import Demo, open_demo, open_page
from bot.errors import UserError
from bot.models import Language
from bot.rendering.escape import escape
from bot.texts import say, say_day
from tests.cogs.conftest import shown
from tests.demo.visitor import visiting
from tests.support.bot_process import bare_environment

DEADLINE = 60.0


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
        async with visiting(url) as visitor:
            assert (await visitor.state())["room"] == "papers"
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
async def demo() -> AsyncIterator[Demo]:
    async with open_demo("ko") as opened:
        yield opened


async def test_the_opening_day_was_posted_on_the_morning_after(demo: Demo) -> None:
    first, *_ = posted = demo.stage.channels["papers"].history()
    assert first.content.startswith(f"**{say_day('ko', OPENING_DAY)}**")
    assert sum(len(message.embeds) for message in posted) == 10
    assert first.created_at.replace(second=0, microsecond=0) == datetime(2026, 2, 4, tzinfo=UTC)


async def test_everybody_is_answered_in_their_own_language(demo: Demo) -> None:
    for person in demo.stage.people.values():
        reply = shown(await person.user.slash("help"))
        _command, words = (
            say(person.language, "help-tries").splitlines()[0].split("–")
        )  # a mention, once synced
        assert words in str(reply.embeds[0].description)


async def test_a_paper_beyond_the_samples_is_not_called_unknown(demo: Demo) -> None:
    reply = shown(await demo.stage.people["admin"].user.slash("paper", query="1706.03763"))
    assert reply.content == escape(say("ko", "demo-knows", papers=len(sample_papers())))


async def test_of_a_day_beyond_the_samples_those_that_there_are_are_named(demo: Demo) -> None:
    reply = shown(await demo.stage.people["admin"].user.slash("digest", day="2025-05-06"))
    assert all(str(day) in reply.content for day in sample_days())


async def test_several_papers_are_exported_as_bibtex(demo: Demo) -> None:
    user = demo.stage.people["admin"].user
    reading_list = await user.slash("saved")
    exported = shown(await user.click(shown(reading_list), label="BibTeX"))
    assert [file.filename for file in exported.message.attachments] == ["papers.bib"]


async def test_nothing_goes_wrong_behind_the_curtain(demo: Demo) -> None:
    assert demo.stage.env.errors == []


async def test_a_port_that_is_taken_is_refused(demo: Demo) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(UserError):
        port = int(taken.getsockname()[1])
        async with open_page(demo, port):
            pass
