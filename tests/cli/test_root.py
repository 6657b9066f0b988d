from __future__ import annotations

import gc
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot import __version__
from bot.cli.root import SHORT_HELPS, module, root
from tests.support.bot_process import bare_environment


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
    assert run("--version").output == f"paperboy {__version__}\n"


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


def anew(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A new Python: the commands of other tests are forks of one that has imported them all."""
    command = [sys.executable, "-m", "bot", *arguments]
    environment = bare_environment() | environment
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", SHORT_HELPS)
def test_every_command_imports_what_it_needs(tmp_path: Path, name: str) -> None:
    ended = anew(tmp_path, name, "--help")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith(f"Usage: python -m bot {name} ")


def test_a_command_runs_on_an_empty_folder(tmp_path: Path) -> None:
    ended = anew(tmp_path, "channels", "list", "--json")
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "[]\n", "")


def test_help_imports_nothing_heavy(tmp_path: Path) -> None:
    ended = anew(tmp_path, "--help", PYTHONPROFILEIMPORTTIME="1")
    imported = {line.rsplit("|", 1)[-1].strip() for line in ended.stderr.splitlines()}
    assert "click" in imported
    assert imported & {"discord", "aiohttp", "sqlalchemy", "pydantic", "babel", "asyncio", "json"} == set()


def test_a_mistake_in_the_process_is_one_sentence_too(tmp_path: Path) -> None:
    ended = anew(tmp_path, "show", "--colour", "today")
    assert (ended.returncode, ended.stdout, ended.stderr) == (2, "", "No such option '--colour'.\n")
