"""Which shards this process has."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import ConfigError
from bot.settings import load_settings

SERVER = "postgresql+asyncpg://paperboy@localhost/paperboy"


def shards(monkeypatch: pytest.MonkeyPatch, chosen: str, process: str = "", url: str = SERVER) -> str | None:
    monkeypatch.setenv("PAPERBOY_DISCORD__SHARDS", chosen)
    monkeypatch.setenv("PAPERBOY_DISCORD__PROCESS", process)
    monkeypatch.setenv("PAPERBOY_STORE__URL", url)
    process_shards = load_settings().shards()
    return None if process_shards is None else str(process_shards)


@pytest.mark.parametrize(
    ("chosen", "process", "expected"),
    [
        ("0-3/16", "", "0-3/16"),
        ("5/16", "", "5/16"),
        ("16", "", "0-15/16"),
        ("16", "0/4", "0-3/16"),
        ("16", "3/4", "12-15/16"),
        ("", "", None),
    ],
)
def test_they_are_named_or_dealt_out_by_a_number(
    chosen: str, process: str, expected: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shards(monkeypatch, chosen, process) == expected


def test_a_file_is_for_one_process_which_has_them_all(monkeypatch: pytest.MonkeyPatch) -> None:
    file = "sqlite+aiosqlite:///paperboy.db"
    assert shards(monkeypatch, "", url=file) is None
    with pytest.raises(ConfigError, match="with a file as the database leave it empty"):
        shards(monkeypatch, "16", url=file)


@pytest.mark.parametrize(
    ("chosen", "process", "sentence"),
    [
        (
            "0-16/16",
            "",
            "discord.shards: write the shards of this process and how many there are, such",
        ),
        ("0", "", "discord.shards: write the shards"),
        ("many", "", "discord.shards: write the shards"),
        ("16", "4/4", "discord.process: write which process this is, from 0"),
        ("16", "first", "discord.process: write which process this is"),
        ("16", "0/0", "discord.process: write which process this is"),
        ("2", "0/4", "2 shards cannot be dealt out to 4 processes"),
        ("0-3/16", "0/4", "discord.process deals out a number of shards"),
        ("", "0/4", "discord.process deals out a number of shards"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_one_sentence(
    chosen: str, process: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ConfigError, match=sentence):
        shards(monkeypatch, chosen, process)


def test_a_number_needs_no_quotation_marks(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(f"[discord]\nshards = 16\n[store]\nurl = '{SERVER}'\n")
    assert str(load_settings(file).shards()) == "0-15/16"
