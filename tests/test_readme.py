import re
from collections.abc import Iterator
from datetime import time
from importlib import import_module
from pathlib import Path
from typing import cast

import click
import pytest
from discord import Permissions
from pydantic import BaseModel, SecretStr

from bot.cli.root import module, root
from bot.models.places import INVITED
from bot.settings import Settings
from cogs.permissions import named

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    return README.split(f"\n## {title}\n")[1].split("\n## ")[0]


def settings_rows() -> Iterator[str]:
    for name, table in Settings.model_fields.items():
        for key, field in cast("type[BaseModel]", table.annotation).model_fields.items():
            yield f"| `{name}.{key}` | {shown(field.default)} | {field.description} |"


def shown(default: object) -> str:
    match default:
        case SecretStr() | "":
            return ""
        case time():
            return f"`{default:%H:%M}`"
        case _:
            return f"`{default}`"


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


def test_the_settings_table_is_that_of_the_code() -> None:
    rows = [line for line in section("Settings").splitlines() if line.startswith("| `")]
    assert rows == list(settings_rows())


def test_the_invitation_asks_for_the_permissions_of_the_table() -> None:
    wanted = Permissions(**dict.fromkeys(INVITED, True))
    rows = re.findall(r"^\| ([A-Z][A-Za-z ]+) \| (\d+) \|", README, flags=re.MULTILINE)
    assert f"permissions={wanted.value}\n" in README
    assert [int(value) for _, value in rows] == [Permissions(**{name: True}).value for name in INVITED]
    names = named(INVITED, "en").replace("“View Channel”", "“View Channels”")
    assert names == ", ".join(f"“{name}”" for name, _ in rows)


def described_commands() -> dict[str, set[str]]:
    """The options of each command in the table: `demo [--port N]` is {"demo": {"--port"}}."""
    rows = [line for line in section("On the command line").splitlines() if line.startswith("| `")]
    usages = [usage for row in rows for usage in re.findall(r"`([^`]+)`", row.split(" | ")[0])]
    names = [re.findall(r"^[a-z]+(?: [a-z]+)?", usage)[0] for usage in usages]
    return {name: set(re.findall(r"--[\w-]+", usage)) for name, usage in zip(names, usages, strict=True)}


def test_the_command_line_is_that_of_the_code() -> None:
    assert described_commands() == {name: options(command) for name, command in commands()}


@pytest.mark.parametrize("path", re.findall(r"\]\((?!https:)([^)]+)\)", README))
def test_what_is_linked_exists(path: str) -> None:
    assert (ROOT / path).is_file()


@pytest.mark.parametrize("path", re.findall(r"`([\w./]+)`", section("Where do I change…?")))
def test_where_to_change_something_exists(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize("target", sorted(set(re.findall(r"(?:^|`)make (\w+)", README, flags=re.MULTILINE))))
def test_make_knows_the_targets_that_are_named(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)
