"""The table of the topic `command-line`, against the code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from typing import cast

import click
import pytest

from bot.cli.root import module, root
from bot.models import LANGUAGES, Language
from tests.docs.documents import rows, topic


def commands() -> Iterator[tuple[str, click.Command]]:
    """The commands of the command line, with their full names."""
    for name in root.commands:
        command = cast("click.Command", import_module(module(name)).command)
        if isinstance(command, click.Group):
            yield from ((f"{name} {below.name}", below) for below in command.commands.values())
        else:
            yield name, command


def options(command: click.Command) -> set[str]:
    return {name for param in command.params for name in param.opts if name.startswith("--")}


def described(language: Language) -> dict[str, set[str]]:
    """The options of each command in the table: `demo [--port N]` is {"demo": {"--port"}}."""
    page = topic("command-line", language).read_text(encoding="utf-8")
    usages = [usage for row in rows(page) for usage in re.findall(r"`([^`]+)`", row[0])]
    names = [re.findall(r"^[a-z]+(?: [a-z]+)?", usage)[0] for usage in usages]
    return {name: set(re.findall(r"--[\w-]+", usage)) for name, usage in zip(names, usages, strict=True)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_that_of_the_code(language: Language) -> None:
    assert described(language) == {name: options(command) for name, command in commands()}
