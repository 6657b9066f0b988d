"""Secrets by file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import cast

import pytest
from pydantic import BaseModel, SecretStr

from bot.errors import ConfigError
from bot.settings import PREFIX, load_settings
from bot.settings.loading import Settings
from bot.settings.secret_files import secret_variables

TOKEN_FILE, KEY_FILE = "PAPERBOY_DISCORD__TOKEN_FILE", "PAPERBOY_SUMMARY__API_KEY_FILE"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, and nothing of ours in the environment."""
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def problem() -> str:
    with pytest.raises(ConfigError) as caught:
        load_settings()
    return str(caught.value)


def test_every_secret_may_come_from_a_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = {
        name: cast("type[BaseModel]", field.annotation) for name, field in Settings.model_fields.items()
    }
    secrets = {"paperboy_discord__token", "paperboy_summary__api_key", "paperboy_store__url"}
    assert secret_variables(tables, PREFIX) == secrets
    for name, secret in ((TOKEN_FILE, "abc.def"), (KEY_FILE, "sk-1")):
        (folder / secret).write_text(f"\n {secret}\r\n")
        monkeypatch.setenv(name, str(folder / secret))
    settings = load_settings()
    assert settings.token() == "abc.def"
    assert settings.summary.api_key.get_secret_value() == "sk-1"


def test_a_file_wins_over_the_configuration_as_a_variable_does(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "config.toml").write_text('[discord]\ntoken = "old"\n')
    (folder / "token").write_text("new")
    monkeypatch.setenv(TOKEN_FILE, str(folder / "token"))
    assert load_settings().token() == "new"


def test_a_variable_that_is_empty_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TOKEN_FILE, " ")
    assert load_settings().discord.token.get_secret_value() == ""


def test_a_secret_that_is_there_twice_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "token").write_text("abc")
    monkeypatch.setenv(TOKEN_FILE, str(folder / "token"))
    monkeypatch.setenv("PAPERBOY_DISCORD__TOKEN", "abc")
    assert problem().startswith("PAPERBOY_DISCORD__TOKEN and PAPERBOY_DISCORD__TOKEN_FILE are both set")


def test_a_file_that_cannot_be_read_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TOKEN_FILE, str(folder / "nowhere"))
    assert "there is no such file or folder" in problem()
    (folder / "binary").write_bytes(b"\xff\xfe")
    monkeypatch.setenv(TOKEN_FILE, str(folder / "binary"))
    assert "it is not UTF-8 text" in problem()


def test_what_is_no_secret_has_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAPERBOY_LOG__LEVEL_FILE", "/dev/null")
    assert "log.level_file" in problem()


def test_a_secret_is_a_field_whose_type_says_so() -> None:
    class Table(BaseModel):
        word: SecretStr
        name: str

    assert secret_variables({"door": Table}, PREFIX) == {"paperboy_door__word"}
