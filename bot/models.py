"""The things that Paperboy talks about, as frozen values. Every stage takes and returns these."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum
from functools import cache
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_serializer

Language = Literal["ko", "en"]
LANGUAGES: tuple[Language, ...] = ("ko", "en")


_zones = cache(available_timezones)  # it searches the disk each time


def _known_zone(name: str) -> str:
    if name not in _zones():
        raise ValueError(f"“{name}” is not an IANA time zone, such as Asia/Seoul or Europe/Berlin")
    return name


ZoneName = Annotated[str, AfterValidator(_known_zone)]


class Model(BaseModel):
    """A frozen value."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Paper(Model):
    """One paper, as last seen.

    `id` is the arXiv id without version (`2404.02078`). Texts are plain, single-spaced and unescaped.
    Links are http(s) URLs. `votes`, `comments` and `code_stars` are counts as of the fetch.
    """

    id: str
    title: str
    abstract: str
    authors: tuple[str, ...] = ()
    published_at: datetime | None = None
    votes: int = 0
    comments: int = 0
    thumbnail: str | None = None
    code_url: str | None = None
    code_stars: int | None = None
    project_url: str | None = None
    ai_summary: str | None = None
    ai_keywords: tuple[str, ...] = ()
    organization: str | None = None

    @property
    def url(self) -> str:
        """The page of the paper on arXiv."""
        return f"https://arxiv.org/abs/{self.id}"


class Edition(Model):
    """What the source listed for one edition day (UTC), most voted first, as seen at `fetched_at` (UTC)."""

    day: date
    papers: tuple[Paper, ...]
    fetched_at: datetime


class EditionState(Model):
    """What is known of a day that the source was asked for, or that an archive lists.

    `fetched_at` is the last good answer (UTC), None before the first; `finished` says whether it came after
    the day's end, `problem` why the last question failed, and `problem_since` (UTC) since when.
    """

    day: date
    fetched_at: datetime | None
    finished: bool
    papers: int
    problem: str | None
    problem_since: datetime | None

    @property
    def archived(self) -> bool:
        """Whether its papers are known from an archive alone, and the source never answered."""
        return self.fetched_at is None and self.papers > 0


class SummaryOrigin(StrEnum):
    """Who wrote the bullets."""

    MODEL = "model"  # a language model, checked
    HUGGING_FACE = "hugging face"  # Hugging Face's own summary, in English
    SAMPLE = "sample"  # ours, shipped with the demo
    ABSTRACT = "abstract"  # sentences of the abstract itself
    ARCHIVE = "archive"  # imported from a Markdown archive


class Summary(Model):
    """The bullets of one paper in one language; those of Hugging Face and of the abstract stay English
    in every one.

    `doubtful` are the places (from 0) of bullets with a figure that the abstract does not bear out. It is
    found when a summary is chosen for a reader, and not stored.
    """

    paper_id: str
    language: Language
    bullets: tuple[str, ...]
    origin: SummaryOrigin
    doubtful: tuple[int, ...] = ()


class Tokens(Model):
    """What calls of a language model took."""

    input: int = 0
    output: int = 0

    @property
    def total(self) -> int:
        """Both together, which is what a budget counts."""
        return self.input + self.output

    def __add__(self, other: Tokens) -> Tokens:
        return Tokens(input=self.input + other.input, output=self.output + other.output)


class Making(Model):
    """How a language model's bullets came about, stored beside them; `created_at` is UTC."""

    model: str
    prompt_version: str
    tokens: Tokens
    created_at: datetime


class Purpose(StrEnum):
    """For whom a language model is asked: half of the day's tokens is kept for digests."""

    DIGEST = "digest"
    REQUEST = "request"  # one person who asks for one paper


class ModelUse(Model):
    """What language models were used for, summed up: calls and tokens, papers summarised, and what became
    of their answers. `flagged` counts figures, `dropped` bullets, `fallbacks` papers without any bullet,
    `refused` calls that were not made because the day's tokens were spent.
    """

    calls: int = 0
    tokens: Tokens = Tokens()
    papers: int = 0
    flagged: int = 0
    dropped: int = 0
    fallbacks: int = 0
    refused: int = 0


class DigestPaper(Model):
    """A paper as it stands in one digest."""

    paper: Paper
    summary: Summary


class Digest(Model):
    """The frozen content of one day for one kind of reader: rendering adds nothing that is not in here.

    `listed` counts all papers of the day, `papers` are the ones shown, in order. `partial` marks a day
    that was not finished when the digest was made.
    """

    day: date
    language: Language
    listed: int
    papers: tuple[DigestPaper, ...]
    partial: bool = False


class SearchQuery(Model):
    """What somebody searches for: words anywhere in a paper and its bullets, and filters.

    `since` is the first day (UTC) of its newest listing; empty `author` means any.
    """

    words: str
    since: date | None = None
    author: str = ""
    min_votes: int = 0


class Entry(Model):
    """One line in a list of papers; `day` is the newest day (UTC) that lists it, if any is known."""

    paper_id: str
    title: str
    votes: int
    day: date | None


class Results(Model):
    """A page of a list of papers; `total` counts the whole list, and `uncounted` says that it has more."""

    entries: tuple[Entry, ...]
    total: int
    uncounted: bool = False


class ArchivedPaper(Model):
    """One paper as it stands in a Markdown archive, word for word; None where the archive has no such line.

    `link` is the address behind the title, `media` the picture or the video block (perhaps several lines),
    `votes` what follows `Vote: ` (a number or `-`), `authors` the joined list, in which `, +,` says that it
    was cut there.
    """

    paper_id: str
    title: str
    link: str
    media: str | None
    votes: str | None
    authors: str | None
    bullets: tuple[str, ...]


class ArchivedDay(Model):
    """One day of a Markdown archive, its papers in the archive's order."""

    day: date
    papers: tuple[ArchivedPaper, ...]


class ChannelSettings(Model):
    """What an admin decides for a channel: the slash commands and the command line change the same."""

    guild_id: int
    channel_id: int
    language: Language = "ko"
    zone: ZoneName = "Asia/Seoul"
    due_time: time = time(9, 0)
    papers: int = Field(default=10, ge=1, le=100)
    min_votes: int = Field(default=0, ge=0)
    edit_late: bool = False  # bullets that come after the post are put into it

    @field_serializer("due_time")
    def _clock_time(self, value: time) -> str:
        return value.strftime("%H:%M")

    @property
    def tz(self) -> ZoneInfo:
        """The channel's time zone."""
        return ZoneInfo(self.zone)


class Subscription(Model):
    """A channel subscription with its place in the calendar.

    `settled_day` is the last edition day up to which nothing is owed any more; `next_due_at` (UTC) is when
    the channel is looked at next. A paused subscription says since when (UTC) and why.
    """

    id: int
    settings: ChannelSettings
    configured_by: int | None
    settled_day: date
    next_due_at: datetime
    paused_at: datetime | None = None
    paused_reason: str | None = None


class DeliveryState(StrEnum):
    """What became of one message of one channel's day."""

    PLANNED = "planned"  # to be sent (again) at `next_attempt_at`
    SENDING = "sending"  # handed to Discord; without an outcome it is looked for before it is sent again
    POSTED = "posted"  # there, as `message_id`
    FAILED = "failed"  # refused for good, with Discord's words in `reason`
    UNCONFIRMED = "unconfirmed"  # perhaps there; the history could not be read, so it was not sent again
    SKIPPED = "skipped"  # older than the channel's catch-up; can be posted by hand
    FILTERED = "filtered"  # nothing left to show: too few votes, or all posted before


class Delivery(Model):
    """One message of one channel's day: a row that exists before it is sent. Times are UTC.

    `part` counts from 1 to `parts`. Skipped and filtered days are one row without a digest.
    `unknown_since` is when the message was first handed to Discord without our learning what became of it.
    """

    id: int
    subscription_id: int
    day: date
    partial: bool
    part: int
    parts: int
    digest_id: int | None
    state: DeliveryState
    attempts: int
    planned_at: datetime
    next_attempt_at: datetime | None
    unknown_since: datetime | None
    posted_at: datetime | None
    message_id: int | None
    reason: str | None


class FrozenDigest(Model):
    """A digest as it was decided, with the number of papers in each of its messages."""

    id: int
    digest: Digest
    layout: tuple[int, ...]


class Alert(Model):
    """A keyword that one person wants to hear about by DM.

    `looks_from` is the first edition day that it looks at; a paused one looks at none. `keyword_id` is None
    for a keyword that today's rules cannot read. Times are UTC.
    """

    id: int
    user_id: int
    keyword: str
    keyword_id: int | None
    created_at: datetime
    looks_from: date
    paused_at: datetime | None
    snoozed_until: datetime | None


class Draft(Model):
    """A keyword that was tried and not saved yet; `hits` are the days and ids of papers that it fits."""

    id: int
    user_id: int
    keyword: str
    hits: tuple[tuple[date, str], ...]
    created_at: datetime


class Person(Model):
    """Somebody with alerts. Without time and zone their DM comes when the day is finished.

    `closed_since` (UTC): Discord says that they take no DMs; `unreachable_since`: that no server is shared.
    """

    user_id: int
    language: Language
    zone: str | None = None
    due_time: time | None = None
    next_due_at: datetime
    channel_id: int | None = None
    closed_since: datetime | None = None
    closed_told: bool = False
    unreachable_since: datetime | None = None


class ArxivRecord(Model):
    """What only arXiv says of a paper. Its votes and links are unknown there.

    `primary_class` is its main category, such as `cs.CL`.
    """

    paper: Paper
    primary_class: str | None = None
    withdrawn: bool = False
