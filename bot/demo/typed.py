"""Commands that a visitor types, or pastes, as a whole line: simcord's page wants them picked from its list,
and takes such a line for a message.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from bot.demo.catalog import Command, leaves, options_of, spelled

STRING = 3  # Discord's number for an option that is a text


class TypedCommand(NamedTuple):
    """What a line asks for: `channel list` has no options, `paper` has its first one."""

    command: str
    options: dict[str, str]


class Invocation(NamedTuple):
    """A command's full English name, and what its first option is called if that is a text."""

    command: str
    option: str | None


def read_line(text: str, invocations: Mapping[str, Invocation]) -> TypedCommand | None:
    """The command that the line begins with, the rest of it being the first option; None if it is none.

    `invocations` are the commands by their full names in any language.
    """
    words = " ".join(text.split())
    for name, (command, option) in invocations.items():
        typed, rest = words[: len(name) + 1], words[len(name) + 1 :]
        if typed == f"/{name}" and rest[:1] in {"", " "}:
            return TypedCommand(command, {option: rest.strip()} if option and rest else {})
    return None


def invocations_of(commands: Iterable[Command], locales: Iterable[str]) -> dict[str, Invocation]:
    """The commands, as simcord has them, by their English and their localized full names."""
    spellings = ["", *locales]
    return {
        spelled(nodes, locale): Invocation(spelled(nodes), _first_text(nodes[-1]))
        for command in commands
        for nodes in leaves(command)
        for locale in spellings
    }


def _first_text(leaf: Command) -> str | None:
    first = next(iter(options_of(leaf)), None)
    return str(first["name"]) if first and first["type"] == STRING else None
