"""The examples of the topic `commands`, run in the demo.

An example is a block that begins with the line that is typed, such as `/trends keywords: agents`, or with the
way through a message's menu, such as `Apps > More like this`; the answer follows. Those of `/channel`,
`/status` and `/admin` are typed by the admin, who owns the bot. All of a page are run in their order, in one
demo.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from simcord import InteractionResult

from bot.demo.catalog import leaves, spelled
from bot.demo.server import open_demo
from bot.demo.stage import Stage
from bot.models import Language
from bot.texts import say
from tests.docs.shown_text import Reader, shown_text

_BLOCK = re.compile(r"^```discord\n(.+?)\n```$", re.MULTILINE | re.DOTALL)
_OPTION = re.compile(r" (\w+): ")
_APPS: Mapping[Language, str] = {"en": "Apps", "ko": "앱"}  # what Discord calls the menu
_FOR_ADMINS = ("channel", "status", "admin")
MENUS = ("commands-more-like", "commands-papers-in-message", "commands-save-message-papers")


class Example(NamedTuple):
    """What is typed, and what is answered."""

    line: str
    answer: str

    @property
    def command(self) -> str:
        """What is typed without its options."""
        return _OPTION.split(self.line)[0]


def examples(page: str) -> list[Example]:
    """All of a page."""
    return [
        Example(line, answer) for line, _, answer in (each.partition("\n") for each in _BLOCK.findall(page))
    ]


def rewritten(page: str, answers: Sequence[str]) -> str:
    """The page with these answers."""
    coming = iter(answers)
    return _BLOCK.sub(lambda block: f"```discord\n{block[1].splitlines()[0]}\n{next(coming)}\n```", page)


class Played(NamedTuple):
    """What the demo's people were answered, as text, and all commands that they have, as in examples."""

    answers: list[str]
    commands: set[str]


async def play(lines: Sequence[str], language: Language) -> Played:
    """Type the lines in a new demo."""
    async with open_demo(language) as demo:
        results = [await _run(demo.stage, line, language) for line in lines]
        reader = Reader(language, demo.mornings.clock(), _names(demo.stage))
        return Played([_answer(result, reader) for result in results], _commands(demo.stage, language))


def _commands(stage: Stage, language: Language) -> set[str]:
    menus = {say("en", key): f"{_APPS[language]} > {say(language, key)}" for key in MENUS}
    commands = [command for scope in stage.env.backend.commands.values() for command in scope.values()]
    names = [spelled(nodes) for command in commands for nodes in leaves(command)]
    return {menus.get(name, f"/{name}") for name in names}


async def _run(stage: Stage, line: str, language: Language) -> InteractionResult:
    channel = stage.channels["papers"]
    reader = stage.people["korean" if language == "ko" else "english"].member
    if not line.startswith("/"):
        chosen = line.rpartition(" > ")[2]
        menu = next(say("en", key) for key in MENUS if say(language, key) == chosen)
        newest_post = [message for message in channel.history() if message.embeds][-1]
        return await reader.context_menu(channel, menu, newest_post)
    name, *parts = _OPTION.split(line.removeprefix("/"))
    values = [int(value) if value.isdecimal() else value for value in parts[1::2]]
    options = dict(zip(parts[::2], values, strict=True))
    person = stage.people["admin"].member if name.startswith(_FOR_ADMINS) else reader
    return await person.slash(channel, name, **options)


def _answer(result: InteractionResult, reader: Reader) -> str:
    messages = [result.response, *result.followups]
    return "\n".join(shown_text(message, reader) for message in messages if message is not None)


def _names(stage: Stage) -> Mapping[int, str]:
    channels = {channel.id: f"#{channel.name}" for channel in stage.channels.values()}
    return channels | {each.user.id: f"@{each.user.global_name}" for each in stage.people.values()}
