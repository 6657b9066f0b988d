"""The one frozen configuration, built at the start and handed down as values.

`config.toml` overridden by the environment: `PAPERBOY_DISCORD__TOKEN` is `token` of `[discord]`.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from tomllib import TOMLDecodeError
from typing import Any, cast

from pydantic import ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from bot.errors import ConfigError, file_problem
from bot.settings.problems import problems_of
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

PREFIX = "PAPERBOY_"
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
        return env_settings, init_settings

    def token(self) -> str:
        """The bot's token in clear text, for Discord alone. ConfigError if it is none, or cannot be one."""
        if not (token := self.discord.token.get_secret_value().strip()):
            raise ConfigError("config-no-token")
        if not _TOKEN.fullmatch(token):  # it goes into a header, where the HTTP client refuses it
            raise ConfigError("config-bad-token")
        return token


def load_settings(path: Path | None = None) -> Settings:
    """Read `path`, else $PAPERBOY_CONFIG, else config.toml where there is one.

    A file that was named must exist. ConfigError names every unknown key and every bad value.
    """
    try:
        _refuse_unknown_variables()
        return Settings(**_file_values(path))
    except ValidationError as error:
        raise ConfigError("config-invalid", problems=problems_of(error)) from None
    except SettingsError:  # of a variable that must be JSON, of which there is one
        wish = ConfigError("config-wants-options")
        problem = ConfigError("config-problem", where="summary.options", problem=wish)
        raise ConfigError("config-invalid", problems=(problem,)) from None


def _file_values(path: Path | None) -> dict[str, Any]:
    named = path or (Path(value) if (value := os.environ.get(PREFIX + "CONFIG")) else None)
    file = named or DEFAULT_FILE
    if not file.is_file():
        if named:
            raise ConfigError("config-no-file", path=file)
        return {}
    try:
        return TomlConfigSettingsSource(Settings, toml_file=file)()
    except (TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise ConfigError("config-unreadable", path=file, problem=file_problem(error)) from None


def _refuse_unknown_variables() -> None:
    """pydantic-settings passes over a variable of an unknown section without a word."""
    for name in os.environ:
        if name.upper().startswith(PREFIX) and name != PREFIX + "CONFIG":
            _refuse_unknown(name)


def _refuse_unknown(name: str) -> None:
    section, _, key = name.upper().removeprefix(PREFIX).partition("__")
    field = Settings.model_fields.get(section.lower())
    if field is None:
        raise ConfigError("config-unknown-variable", name=name)
    if not key and os.environ[name]:
        known = next(iter(type(cast("Section", field.default)).model_fields))
        raise ConfigError("config-no-key", name=name, example=f"{PREFIX}{section}__{known.upper()}")
