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
import pytest_asyncio

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
shared = pytest.mark.asyncio(loop_scope="module")


@asynccontextmanager
async def demo_process(folder: Path, *options: str, lang: str) -> AsyncGenerator[Process]:
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


@pytest.mark.parametrize(
    ("number", "lang", "language"),
    [
        (signal.SIGINT, "ko_KR.UTF-8", "ko"),
        (signal.SIGTERM, "en_US.UTF-8", "en"),
        (signal.SIGTERM, "C", "en"),
    ],
)
async def test_the_demo_shows_a_page_in_the_terminals_language_until_it_is_stopped(
    tmp_path: Path, number: signal.Signals, lang: str, language: Language
) -> None:
    async with demo_process(tmp_path, lang=lang) as process:
        url = await url_of(process)
        assert url.startswith("http://127.0.0.1:")
        async with visiting(url) as visitor:
            assert (await visitor.state())["room"] == "papers"
        process.send_signal(number)
        async with asyncio.timeout(DEADLINE):
            printed, complaints = await process.communicate()
        assert process.returncode == 0
        assert printed.decode().strip() == say(language, "demo-open", url=url).partition("\n")[2].strip()
        assert b"http" not in printed
        assert b"Traceback" not in complaints
    assert left_in(tmp_path) == []


async def test_a_taken_port_is_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        async with demo_process(tmp_path, "--port", port, lang="C") as process, asyncio.timeout(DEADLINE):
            _, complaints = await process.communicate()
    assert process.returncode == 2
    assert f"Port {port} is taken" in complaints.decode()
    assert b"Traceback" not in complaints


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def demo() -> AsyncIterator[Demo]:
    """One for all: what they ask changes nothing that another one asks for."""
    async with open_demo("ko") as opened:
        yield opened


@shared
async def test_the_opening_day_was_posted_on_the_morning_after(demo: Demo) -> None:
    first, *_ = posted = demo.stage.channels["papers"].history()
    assert first.content.startswith(f"**{say_day('ko', OPENING_DAY)}**")
    assert sum(len(message.embeds) for message in posted) == 10
    assert first.created_at.replace(second=0, microsecond=0) == datetime(2026, 2, 4, tzinfo=UTC)


@shared
async def test_everybody_is_answered_in_their_own_language(demo: Demo) -> None:
    for person in demo.stage.people.values():
        reply = shown(await person.user.slash("help"))
        _command, words = (
            say(person.language, "help-tries").splitlines()[0].split("–")
        )  # a mention, once synced
        assert words in str(reply.embeds[0].description)


@shared
async def test_a_paper_beyond_the_samples_is_not_called_unknown(demo: Demo) -> None:
    reply = shown(await demo.stage.people["admin"].user.slash("paper", query="1706.03763"))
    assert reply.content == escape(say("ko", "demo-knows", papers=len(sample_papers())))


@shared
async def test_of_a_day_beyond_the_samples_those_that_there_are_are_named(demo: Demo) -> None:
    reply = shown(await demo.stage.people["admin"].user.slash("digest", day="2025-05-06"))
    assert all(str(day) in reply.content for day in sample_days())


@shared
async def test_several_papers_are_exported_as_bibtex(demo: Demo) -> None:
    user = demo.stage.people["admin"].user
    reading_list = await user.slash("saved")
    exported = shown(await user.click(shown(reading_list), label="BibTeX"))
    assert [file.filename for file in exported.message.attachments] == ["papers.bib"]


@shared
async def test_nothing_goes_wrong_behind_the_curtain(demo: Demo) -> None:
    assert demo.stage.env.errors == []


@shared
async def test_a_port_that_is_taken_is_refused(demo: Demo) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(UserError):
        port = int(taken.getsockname()[1])
        async with open_page(demo, port):
            pass
