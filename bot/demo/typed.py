"""Commands that a visitor types, or pastes, as a whole line: simcord's page wants them picked from its list,
and takes such a line for a message.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import discord
from discord import app_commands
from discord.ext import commands


class TypedCommand(NamedTuple):
    """What a line asks for: `channel list` has no options, `paper` has its first one."""

    command: str
    options: dict[str, str]


def read_line(text: str, firsts: Mapping[str, str | None]) -> TypedCommand | None:
    """The command that the line begins with, the rest of it being the first option; None if it is none.

    `firsts` tells of each command, by its full name, what its first option is called, None if it takes none.
    """
    words = " ".join(text.split())
    for command, option in firsts.items():
        name, rest = words[: len(command) + 1], words[len(command) + 1 :]
        if name == f"/{command}" and rest[:1] in {"", " "}:
            return TypedCommand(command, {option: rest.strip()} if option and rest else {})
    return None


def first_options(bot: commands.Bot | commands.AutoShardedBot) -> dict[str, str | None]:
    """Of each command of the bot, by its full name, what its first option is called if that is a text."""
    return {command.qualified_name: _first_text(command) for command in _slash_commands(bot.tree)}


def _slash_commands(tree: app_commands.CommandTree[Any]) -> Iterator[app_commands.Command[Any, ..., Any]]:
    for command in tree.walk_commands(type=discord.AppCommandType.chat_input):
        if isinstance(command, app_commands.Command):
            yield command


def _first_text(command: app_commands.Command[Any, ..., Any]) -> str | None:
    texts = [p for p in command.parameters[:1] if p.type is discord.AppCommandOptionType.string]
    return str(texts[0].display_name) if texts else None
