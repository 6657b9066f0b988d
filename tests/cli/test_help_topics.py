"""`help TOPIC`, and how the command line calls itself."""

from __future__ import annotations

import tomllib
from importlib.metadata import EntryPoint
from importlib.resources import files
from pathlib import Path

import pytest

from bot.cli.root import root
from tests.cli.conftest import Terminal

DOCS = files("bot") / "docs"


async def test_without_a_topic_their_names_are_printed(terminal: Terminal) -> None:
    ended = await terminal.run("help")
    assert ended.code == 0
    assert "  operation         Running Paperboy for real\n" in ended.out
    assert "  alerts.yml\n" in ended.out


@pytest.mark.parametrize(
    ("locale", "name"), [("en_US.UTF-8", "operation.md"), ("ko_KR.UTF-8", "operation.ko.md")]
)
async def test_a_text_comes_in_the_language_of_the_terminal(
    terminal: Terminal, locale: str, name: str
) -> None:
    terminal.environment["LANG"] = locale
    ended = await terminal.run("help", "operation")
    assert ended.out == (DOCS / name).read_text(encoding="utf-8")


async def test_a_file_is_printed_as_it_is(terminal: Terminal) -> None:
    terminal.environment["LANG"] = "ko_KR.UTF-8"
    ended = await terminal.run("help", "alerts.yml")
    assert ended.out == (DOCS / "alerts.yml").read_text(encoding="utf-8")


async def test_an_unknown_topic_names_those_that_are_there(terminal: Terminal) -> None:
    ended = await terminal.run("help", "../texts/en/cli.ftl")
    assert ended.code == 2
    assert ended.err.startswith(
        "There is no topic “../texts/en/cli.ftl”. Name one of command-line, commands, "
    )


async def test_a_mistyped_topic_is_guessed(terminal: Terminal) -> None:
    ended = await terminal.run("help", "operatoin")
    assert ended.err.startswith("There is no topic “operatoin”. Did you mean “operation”? Else name one of ")


def test_the_installed_command_is_the_same_one() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    entry = EntryPoint("paperboy", project["project"]["scripts"]["paperboy"], "console_scripts")
    assert entry.load() is root
