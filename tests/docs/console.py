"""The examples of the topic `command-line`, run as processes in a folder of their own.

An example is a line `$ paperboy …` in a block `console`, with its output below. Those of a page are run one
after another. Hugging Face is a site on this machine that has the demo's papers of 2024-04-03; there is a
Discord, too, in which GUILD and CHANNEL stand for ids. What differs from day to day stands as `YYYY-MM-DD`.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import AsyncGenerator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from bot.demo.sample_days import sample_days
from bot.models import Language
from tests.cli.conftest import Terminal
from tests.support.forked_command import Ended
from tests.support.hugging_face import loopback_hub
from tests.support.local_discord import LocalDiscord

DAY = date(2024, 4, 3)
MOST_LINES = 12
PROMPT = "$ paperboy "
LOCALES: dict[Language, str] = {"en": "en_US.UTF-8", "ko": "ko_KR.UTF-8"}
_CHANGING = (
    (re.compile(rf"(?!{DAY})\d{{4}}-\d\d-\d\d \d\d:\d\d"), "YYYY-MM-DD HH:MM"),
    (re.compile(rf"(?!{DAY})\d{{4}}-\d\d-\d\d [^\W\d_]+(?=  )"), "YYYY-MM-DD …"),  # with its weekday
    (re.compile(rf"(?!{DAY})\d{{4}}-\d\d-\d\d"), "YYYY-MM-DD"),
    (re.compile(r"\d{8}T\d{6}Z"), "YYYYMMDDTHHMMSSZ"),
    (re.compile(r"\d+\.\d MB"), "… MB"),
)
_BLOCK = re.compile(r"^```console\n(.+?)\n```$", re.MULTILINE | re.DOTALL)


class Example(NamedTuple):
    """What is typed after `paperboy`, and what is printed."""

    line: str
    output: str


def examples(page: str) -> Iterator[Example]:
    """All of a page."""
    for block in _BLOCK.findall(page):
        for example in f"\n{block}".split(f"\n{PROMPT}")[1:]:
            line, _, output = example.partition("\n")
            yield Example(line, output)


def rewritten(page: str, outputs: Sequence[str]) -> str:
    """The page with these outputs."""
    coming = iter(outputs)

    def block_text(block: re.Match[str]) -> str:
        lines = [line for line in block[1].splitlines() if line.startswith(PROMPT)]
        return "\n".join(["```console", *(f"{line}\n{next(coming)}".rstrip() for line in lines), "```"])

    return _BLOCK.sub(block_text, page)


async def outputs(lines: Sequence[str], language: Language) -> list[str]:
    """What is printed: of a long output the beginning, and what is wrong if nothing else is."""
    async with _terminal(language) as (terminal, ids):
        return [_shown(await terminal.run(*_arguments(line, ids)), ids) for line in lines]


@asynccontextmanager
async def _terminal(language: Language) -> AsyncGenerator[tuple[Terminal, Mapping[str, str]]]:
    with TemporaryDirectory() as folder:
        async with loopback_hub({DAY: json.loads(sample_days()[DAY])}) as hub, LocalDiscord() as discord:
            environment = {
                "LANG": LOCALES[language],
                "PAPERBOY_SOURCE__HUGGINGFACE_URL": hub.url,
                "PAPERBOY_SCHEDULE__LOOK_BACK_DAYS": "1",
                "PAPERBOY_DISCORD__API_URL": discord.api_url,
                "PAPERBOY_DISCORD__TOKEN": discord.token,
            }
            guild = discord.guilds.add()
            ids = {"GUILD": str(guild.id), "CHANNEL": str(guild.channel_ids[0])}
            yield Terminal(Path(folder), f"sqlite+aiosqlite:///{folder}/data/paperboy.db", environment), ids


def _arguments(line: str, ids: Mapping[str, str]) -> list[str]:
    return [ids.get(word, word) for word in shlex.split(line)]


def _shown(ended: Ended, ids: Mapping[str, str]) -> str:
    text = (ended.out or ended.err).replace("python -m bot", "paperboy")
    for name, number in ids.items():
        text = text.replace(number, name)
    for pattern, replacement in _CHANGING:
        text = pattern.sub(replacement, text)
    lines = text.splitlines()
    return "\n".join([*lines[:MOST_LINES], *(["…"] if len(lines) > MOST_LINES else [])])
