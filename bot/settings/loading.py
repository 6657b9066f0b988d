"""The one frozen configuration, built at the start and handed down as values.

`config.toml` overridden by the environment: `PAPERBOY_DISCORD__TOKEN` is `token` of `[discord]`.
"""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path
from typing import Any, cast

from pydantic import ValidationError
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
)

from bot.errors import ConfigError
from bot.errors.files import file_problem
from bot.models.shards import Shards, read_shards, shards_of_process
from bot.settings.problems import problems_of
from bot.settings.secret_files import secret_variables, with_secrets_read
from bot.settings.sections import (
    DeliverySettings,
    DiscordSettings,
    HttpSettings,
    LogSettings,
    ScheduleSettings,
    Section,
    SourceSettings,
    StoreSettings,
    SummarySettings,
)
from bot.settings.service_links import is_link

PREFIX = "PAPERBOY_"
_LIST = "discord.owners"  # the one setting that is a list
DEFAULT_FILE = Path("config.toml")

_TOKEN = re.compile(r"[!-~]+")


class Settings(BaseSettings):
    """All sections. Built by `load_settings`, which turns every mistake into a ConfigError."""

    model_config = SettingsConfigDict(
        frozen=True, extra="forbid", env_prefix=PREFIX, env_nested_delimiter="__", env_ignore_empty=True
    )

    discord: DiscordSettings = DiscordSettings()
    store: StoreSettings = StoreSettings()
    source: SourceSettings = SourceSettings()
    summary: SummarySettings = SummarySettings()
    schedule: ScheduleSettings = ScheduleSettings()
    delivery: DeliverySettings = DeliverySettings()
    http: HttpSettings = HttpSettings()
    log: LogSettings = LogSettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Environment first, then the values handed in, which are those of the file."""
        return _stripped(cast("EnvSettingsSource", env_settings)), init_settings

    def token(self) -> str:
        """The bot's token in clear text, for Discord alone. ConfigError if it is none, or cannot be one."""
        if not (token := self.discord.token.get_secret_value().strip()):
            raise ConfigError("config-no-token")
        if not _TOKEN.fullmatch(token):  # it goes into a header, where the HTTP client refuses it
            raise ConfigError("config-bad-token")
        return token

    def shards(self) -> Shards | None:
        """Those of this process; None if it has all, however many Discord wants. ConfigError if it can have
        none, or may not share the database.
        """
        chosen, process = self.discord.shards, self.discord.process
        if process and not chosen.isdecimal():
            raise ConfigError("config-process-alone")
        if not chosen:
            return None
        if not self.store.is_server:
            raise ConfigError("config-shards-need-server")
        return _dealt_out(int(chosen), process or "0/1") if chosen.isdecimal() else read_shards(chosen)


def load_settings(path: Path | None = None) -> Settings:
    """Read `path`, else $PAPERBOY_CONFIG, else config.toml where there is one.

    A file that was named must exist. ConfigError names every unknown key and every bad value.
    """
    try:
        _refuse_unknown_variables()
        return Settings(**_file_values(path))
    except ValidationError as error:
        raise ConfigError("config-invalid", problems=problems_of(error)) from None
    except SettingsError as error:
        raise ConfigError("config-invalid", problems=(_unread_json(error),)) from None


def _dealt_out(count: int, process: str) -> Shards:
    number, _, processes = process.partition("/")
    try:
        return shards_of_process(count, int(number), int(processes))
    except ValueError:
        raise ConfigError("config-too-few-shards", count=str(count), processes=processes) from None


def _unread_json(error: SettingsError) -> ConfigError:
    """Of the two variables that are JSON the error names the section alone."""
    is_list = '"discord"' in str(error)
    wish = ConfigError("config-wants-ids" if is_list else "config-wants-options")
    return ConfigError("config-problem", where=_LIST if is_list else "summary.options", problem=wish)


def _stripped(source: EnvSettingsSource) -> EnvSettingsSource:
    """Without the blanks that files of variables leave around values; blanks alone are no value. A list needs
    no brackets, and a secret may stand in a file that is named instead.
    """
    values = ((name, (value or "").strip()) for name, value in source.env_vars.items())
    named = {name: _bracketed(name, value) for name, value in values if value}
    source.env_vars = with_secrets_read(named, secret_variables(_sections(), PREFIX))
    return source


def _bracketed(name: str, value: str) -> str:
    is_list = name.casefold() == f"{PREFIX}{_LIST.replace('.', '__')}".casefold()
    return f"[{value}]" if is_list and not value.startswith("[") else value


def _sections() -> dict[str, type[Section]]:
    """The tables of the configuration, by name."""
    return {name: type(cast("Section", field.default)) for name, field in Settings.model_fields.items()}


def _file_values(path: Path | None) -> dict[str, Any]:
    variable = os.environ.get(PREFIX + "CONFIG", "").strip()
    named = path or (Path(variable) if variable else None)
    file = named or DEFAULT_FILE
    try:
        if file.is_file():
            return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (ValueError, OSError, RecursionError) as error:
        raise ConfigError("config-unreadable", path=file, problem=file_problem(error)) from None
    if named:
        raise ConfigError("config-no-file", path=file)
    return {}


def _refuse_unknown_variables() -> None:
    """pydantic-settings passes over a variable of an unknown section without a word."""
    ours = [n for n in os.environ if n.upper().startswith(PREFIX) and n != PREFIX + "CONFIG"]
    for name in ours:
        if not is_link(name, os.environ[name]):
            _refuse_unknown(name)


def _refuse_unknown(name: str) -> None:
    section, _, key = name.upper().removeprefix(PREFIX).partition("__")
    field = Settings.model_fields.get(section.lower())
    if field is None:
        raise ConfigError("config-unknown-variable", name=name)
    if not key and os.environ[name].strip():
        example_key = next(iter(_sections()[section.lower()].model_fields))
        raise ConfigError("config-no-key", name=name, example=f"{PREFIX}{section}__{example_key.upper()}")
