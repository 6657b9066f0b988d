from __future__ import annotations

import gc
import sys
from importlib import import_module

import pytest
from click.testing import CliRunner, Result

from bot import __version__
from bot.cli.root import SHORT_HELPS, module, root
from tests.cli.conftest import Terminal


def run(*arguments: str) -> Result:
    return CliRunner().invoke(root, arguments)


def test_help_lists_every_command_without_importing_one(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("bot.cli.") and name != "bot.cli.root"]:
        monkeypatch.delitem(sys.modules, name)
    result = run("--help")
    assert all(f"  {name}  " in result.output for name in SHORT_HELPS)
    assert [name for name in sys.modules if name.startswith("bot.cli.")] == ["bot.cli.root"]


@pytest.mark.parametrize("name", SHORT_HELPS)
def test_every_command_has_a_help_of_its_own(name: str) -> None:
    result = run(name, "--help")
    assert (result.exit_code, import_module(module(name)).command.name) == (0, name)


def test_what_a_command_imports_is_never_searched_for_garbage() -> None:
    run("show", "--help")
    assert gc.get_freeze_count() > 0
    assert gc.isenabled()


def test_the_version_is_the_package_s() -> None:
    assert run("--version").output == f"paperboy, version {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--verbose"], "No such option '--verbose'."),
        (["shwo"], "No such command 'shwo'. Did you mean 'show'?"),
        (["show"], "Missing argument 'DAY'."),
        (["show", "--format", "pdf", "today"], "Invalid value for '--format'"),
        (["post", "today", "--force"], "No such option '--force'."),
        (["demo", "--port", "99999"], "Invalid value for '--port'"),
    ],
)
def test_a_wrong_command_line_is_one_sentence_and_exit_code_2(arguments: list[str], sentence: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(sentence)
    assert result.stderr.count("\n") == 1


async def test_help_imports_nothing_heavy(terminal: Terminal) -> None:
    terminal.environment["PYTHONPROFILEIMPORTTIME"] = "1"
    ended = await terminal.run("--help")
    imported = {line.rsplit("|", 1)[-1].strip() for line in ended.err.splitlines()}
    assert "click" in imported
    assert imported & {"discord", "aiohttp", "sqlalchemy", "pydantic", "babel", "asyncio", "json"} == set()


async def test_a_mistake_in_the_process_is_one_sentence_too(terminal: Terminal) -> None:
    ended = await terminal.run("show", "--colour", "today")
    assert (ended.code, ended.out, ended.err) == (2, "", "No such option '--colour'.\n")
