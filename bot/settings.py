"""The one frozen configuration, built at the start and handed down as values.

`config.toml` overridden by the environment: `PAPERBOY_DISCORD__TOKEN` is `token` of `[discord]`.
`config.example.toml` holds every key in the order of this file.
"""

from __future__ import annotations

import os
import re
from datetime import time
from pathlib import Path
from tomllib import TOMLDecodeError
from typing import Annotated, Any, Literal, cast

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    HttpUrl,
    SecretStr,
    TypeAdapter,
    ValidationError,
)
from pydantic_core import ErrorDetails, PydanticCustomError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from bot.errors import ConfigError, file_problem

PREFIX = "PAPERBOY_"
DEFAULT_FILE = Path("config.toml")
DISCORD_API = "https://discord.com/api/v10"

# A database in memory would be gone after the command.
_FILE_URL = re.compile(r"sqlite\+aiosqlite:///(?!:memory:|file:|\?)[^\0]+")
_TOKEN = re.compile(r"[!-~]+")
# The problems that have words of ours, by pydantic's names for them.
_OUR_WORDS = {"extra_forbidden": "config-unknown-key", "no_database_file": "config-no-database-file"}


def _base_url(text: str) -> str:
    return str(TypeAdapter(HttpUrl).validate_python(text)).rstrip("/")


def _database_url(text: str) -> str:
    if not _FILE_URL.fullmatch(text):
        raise PydanticCustomError("no_database_file", "not a file's URL")
    return text


# How formally Korean bullets address their reader: 합니다체 or 한다체.
Politeness = Literal["hapsyo", "hanta"]
BaseUrl = Annotated[str, AfterValidator(_base_url)]
DatabaseUrl = Annotated[str, AfterValidator(_database_url)]


class Section(BaseModel):
    """A table of config.toml: unknown keys are refused by name."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class DiscordSettings(Section):
    """As whom the bot speaks, and where."""

    token: SecretStr = Field(default=SecretStr(""), description="the bot's token, from the developer portal")
    api_url: BaseUrl = Field(default=DISCORD_API, description="Discord's API, a REST proxy or a test server")


class StoreSettings(Section):
    """Where everything is remembered."""

    url: DatabaseUrl = Field(
        default="sqlite+aiosqlite:///data/paperboy.db", description="the database, as an SQLAlchemy URL"
    )


class SourceSettings(Section):
    """Where papers come from."""

    huggingface_url: BaseUrl = Field(
        default="https://huggingface.co", description="the site that lists the daily papers"
    )
    arxiv_url: BaseUrl = Field(
        default="https://export.arxiv.org", description="the site that knows every other paper"
    )


class SummarySettings(Section):
    """How papers are summed up, and by which language model, if any."""

    model: str = Field(default="", description="the language model that writes the bullets; empty: none")
    base_url: BaseUrl = Field(
        default="https://api.openai.com/v1",
        description="the OpenAI-compatible endpoint, such as http://localhost:11434/v1",
    )
    api_key: SecretStr = Field(default=SecretStr(""), description="the endpoint's key, if it wants one")
    politeness: Politeness = Field(
        default="hapsyo", description="of Korean bullets: hapsyo (합니다) or hanta (한다)"
    )
    begins: time = Field(
        default=time(18, 0), description="UTC time from which the running day's papers are summed up"
    )
    daily_tokens: int = Field(
        default=500_000, ge=0, description="tokens per UTC day; half of them is kept for digests"
    )
    temperature: float = Field(default=0.2, ge=0, le=2, description="how freely the model writes")
    timeout_seconds: float = Field(default=60, gt=0, description="seconds for one answer")
    retries: int = Field(default=2, ge=0, le=10, description="more attempts when the endpoint fails")
    concurrency: int = Field(default=4, ge=1, description="questions asked at the same time")
    input_price: float = Field(default=0, ge=0, description="price of a million tokens asked, for estimates")
    output_price: float = Field(default=0, ge=0, description="price of a million tokens answered")

    sentences: int = Field(
        default=3, ge=1, le=6, description="sentences of the abstract shown when there are no bullets"
    )


class ScheduleSettings(Section):
    """When things happen."""

    day_ends: time = Field(default=time(23, 0), description="UTC time at which a day's list is finished")
    catch_up_posts: int = Field(default=3, ge=1, le=14, description="days posted at most after an absence")
    repeat_after_days: int = Field(
        default=30, ge=0, description="days until a channel may be shown a paper again"
    )
    look_back_days: int = Field(default=14, ge=1, le=60, description="how far back missing days are fetched")
    collect_minutes: int = Field(default=30, ge=1, description="minutes between two looks at the source")
    check_seconds: int = Field(default=10, ge=1, description="seconds between two looks at what is due")


class DeliverySettings(Section):
    """How posts reach Discord."""

    requests_per_second: float = Field(
        default=49, gt=0, le=50, description="for the whole bot; Discord refuses more than 50"
    )
    workers: int = Field(default=64, ge=1, description="channels served at the same time")
    first_retry_seconds: float = Field(
        default=5, gt=0, le=900, description="seconds before a failed post is tried again; doubled each time"
    )
    retry_hours: float = Field(
        default=24, gt=0, description="hours after which a post that Discord did not take is given up"
    )
    nonce_seconds: float = Field(
        default=120, ge=0, description="seconds in which Discord surely recognises a repeated post"
    )
    lease_seconds: float = Field(
        default=30, ge=1, description="seconds of silence after which another bot may take over the store"
    )
    paused_days: int = Field(default=14, ge=1, description="days for which a paused channel is still tried")
    dms_per_minute: float = Field(
        default=60,
        gt=0,
        le=3000,
        description="alerts sent as DMs; Discord dislikes bots that open many at once",
    )


class HttpSettings(Section):
    """How the sources are asked."""

    timeout_seconds: float = Field(default=20, gt=0, description="seconds for one attempt")
    attempts: int = Field(default=4, ge=1, le=10, description="attempts before a source counts as down")
    user_agent: str = Field(
        default="Paperboy (a Discord bot for the daily papers)",
        min_length=1,
        description="who asks: put a way to reach you in it",
    )


class LogSettings(Section):
    """What the log tells."""

    level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="the least level shown: DEBUG, INFO, WARNING or ERROR"
    )


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
        raise ConfigError("config-invalid", problems=_problems(error)) from None


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


def _problems(error: ValidationError) -> tuple[ConfigError, ...]:
    # Without the input: it may be the token.
    return tuple(map(_problem, error.errors(include_input=False, include_url=False, include_context=False)))


def _problem(found: ErrorDetails) -> ConfigError:
    ours = _OUR_WORDS.get(found["type"])
    problem = ConfigError(ours) if ours else found["msg"].removeprefix("Value error, ")
    return ConfigError("config-problem", where=".".join(map(str, found["loc"])), problem=problem)
