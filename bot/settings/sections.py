"""Every key of the configuration: what it means, its default and its bounds.

`config.example.toml` holds every key in the order of this file.
"""

from __future__ import annotations

from datetime import time
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from bot.settings.value_types import (
    BaseUrl,
    DatabaseUrl,
    ModelOptions,
    ProcessNumber,
    RequestRate,
    ShardChoice,
    UtcTime,
)

DISCORD_API = "https://discord.com/api/v10"
LARGEST_ID = 2**63 - 1  # Discord gives no larger ids

DiscordId = Annotated[int, Field(ge=1, le=LARGEST_ID)]

# How formally Korean bullets address their reader: 합니다체 or 한다체.
Politeness = Literal["hapsyo", "hanta"]


# After a post. Beyond a week nobody reads it any more.
Hours = Annotated[float, Field(gt=0, le=168)]


class Section(BaseModel):
    """A table of config.toml: unknown keys are refused by name."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class DiscordSettings(Section):
    """As whom the bot speaks, and where."""

    token: SecretStr = Field(default=SecretStr(""), description="the bot's token, from the developer portal")
    api_url: BaseUrl = Field(default=DISCORD_API, description="Discord's API, a REST proxy or a test server")
    owners: list[DiscordId] = Field(
        default=[],
        max_length=100,
        description="ids of those who run the bot; none: the owners of the application",
    )
    home_guild: int = Field(
        default=0,
        ge=0,
        le=LARGEST_ID,
        description="id of their server, in which alone they have `/admin`; 0: nowhere",
    )
    shards: ShardChoice = Field(
        default="",
        description="this process's, such as 0-3/16, or how many there are; empty: all that Discord wants",
    )
    process: ProcessNumber = Field(
        default="",
        description="which of the processes that share them this is: 0/4 for the first of four",
    )


class StoreSettings(Section):
    """Where everything is remembered."""

    url: DatabaseUrl = Field(
        default=SecretStr("sqlite+aiosqlite:///data/paperboy.db"),
        description="the database: this, or postgresql+asyncpg://user:password@host/database",
    )

    @property
    def address(self) -> str:
        """The URL with its password: for the driver alone."""
        return self.url.get_secret_value()

    @property
    def is_server(self) -> bool:
        """Whether any number of processes may share it."""
        return self.address.startswith("postgresql")


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
    begins: UtcTime = Field(
        default=time(18, 0), description="UTC time from which the running day's papers are summed up"
    )
    daily_tokens: int = Field(
        default=500_000, ge=0, description="tokens per UTC day; half of them is kept for digests"
    )
    temperature: float = Field(default=0.2, ge=0, le=2, description="how freely the model writes")
    timeout_seconds: float = Field(
        default=120, gt=0, le=3600, description="seconds for which the endpoint may say nothing"
    )
    retries: int = Field(default=2, ge=0, le=10, description="more attempts when the endpoint fails")
    concurrency: int = Field(default=4, ge=1, le=1000, description="questions asked at the same time")
    input_price: float = Field(default=0, ge=0, description="price of a million tokens asked, for estimates")
    output_price: float = Field(default=0, ge=0, description="price of a million tokens answered")
    options: ModelOptions = Field(
        default={},
        repr=False,
        description="what the endpoint wants besides, such as { max_tokens = 2000 }",
    )

    sentences: int = Field(
        default=3, ge=1, le=6, description="sentences of the abstract shown when there are no bullets"
    )


class ScheduleSettings(Section):
    """When things happen."""

    day_ends: UtcTime = Field(default=time(23, 0), description="UTC time at which a day's list is finished")
    catch_up_posts: int = Field(default=3, ge=1, le=14, description="days posted at most after an absence")
    repeat_after_days: int = Field(
        default=30, ge=0, le=3650, description="days until a channel may be shown a paper again"
    )
    look_back_days: int = Field(default=14, ge=1, le=60, description="how far back missing days are fetched")
    collect_minutes: float = Field(
        default=30, gt=0, le=1440, description="minutes between two looks at the source"
    )
    check_seconds: int = Field(
        default=10, ge=1, le=3600, description="seconds between two looks at what is due"
    )


class DeliverySettings(Section):
    """How posts reach Discord."""

    requests_per_second: RequestRate = Field(
        default="auto",
        description="for the whole bot; auto: what Discord allows it, 50 or for large ones more",
    )
    workers: int = Field(default=64, ge=1, le=1000, description="channels served at the same time")
    first_retry_seconds: float = Field(
        default=5, gt=0, le=900, description="seconds before a failed post is tried again; doubled each time"
    )
    retry_hours: float = Field(
        default=24, gt=0, le=720, description="hours after which a post that Discord did not take is given up"
    )
    nonce_seconds: float = Field(
        default=120, ge=0, le=3600, description="seconds in which Discord surely recognises a repeated post"
    )
    lease_seconds: float = Field(
        default=30,
        ge=1,
        le=31_536_000,
        description="seconds of silence after which another bot may take over the store",
    )
    edit_hours: list[Hours] = Field(
        default=[6, 24],
        max_length=8,
        description="hours after a post at which it is brought up to date: votes, late bullets; []: never",
    )
    paused_days: int = Field(
        default=14, ge=1, le=365, description="days for which a paused channel is still tried"
    )
    dms_per_minute: float = Field(
        default=60,
        gt=0,
        le=3000,
        description="alerts sent as DMs; Discord dislikes bots that open many at once",
    )


class HttpSettings(Section):
    """How the sources are asked, and where the bot itself can be."""

    timeout_seconds: float = Field(default=20, gt=0, le=3600, description="seconds for one attempt")
    attempts: int = Field(default=4, ge=1, le=10, description="attempts before a source counts as down")
    user_agent: str = Field(
        default="Paperboy (a Discord bot for the daily papers)",
        min_length=1,
        description="who asks: put a way to reach you in it",
    )
    port: int = Field(
        default=0, ge=0, le=65535, description="of /healthz, /readyz and /metrics of the bot; 0: none"
    )
    host: str = Field(
        default="127.0.0.1",
        min_length=1,
        description="the address for that; 0.0.0.0 lets other machines ask, which nothing else hinders",
    )


class LogSettings(Section):
    """What the log tells."""

    level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="the least level shown: DEBUG, INFO, WARNING or ERROR"
    )
    format: Literal["human", "json"] = Field(
        default="human", description="of a line: human, or json for a collector of logs"
    )
