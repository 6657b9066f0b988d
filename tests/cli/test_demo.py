from __future__ import annotations

from importlib.util import find_spec

import pytest
from click.testing import CliRunner

from bot.cli.root import root


def test_without_simcord_the_demo_says_which_command_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def finds_all_but_simcord(name: str) -> object:
        return None if name == "simcord" else find_spec(name)

    monkeypatch.setattr("bot.cli.demo.find_spec", finds_all_but_simcord)
    result = CliRunner(env={"LANG": "C", "LC_ALL": ""}).invoke(root, ["demo"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "run make demo" in result.stderr
