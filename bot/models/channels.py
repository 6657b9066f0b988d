"""Channels that get digests, and what became of each."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from pydantic import Field, field_serializer

from bot.models.base import (
    THREADED,
    WEEKDAYS,
    Language,
    Layout,
    Model,
    Order,
    Weekday,
    ZoneName,
    zone_names,
    zone_of,
)
from bot.models.outbox import OutboxMessage


class ChannelSettings(Model):
    """What an admin decides for a subscription: the slash commands and the command line change the same.

    Its name is unique in the channel, and the first one has none. `papers` is bounded by what was ever
    allowed; what may be chosen today is for `bot.digests.channel_settings` to say, as are all keywords.
    """

    guild_id: int
    channel_id: int
    name: str = ""
    language: Language = "ko"
    zone: ZoneName = "Asia/Seoul"
    due_time: time = time(9, 0)
    papers: int = Field(default=10, ge=1, le=100)
    min_votes: int = Field(default=0, ge=0)
    edit_late: bool = False  # bullets that come after the post are put into it
    live_votes: bool = True  # a post is brought up to date hours after it, with bullets that came late
    topics: tuple[str, ...] = ()  # keywords: only papers that fit one of them; none: all papers
    excluded_topics: tuple[str, ...] = ()  # keywords: no paper that fits one of them
    weekdays: tuple[Weekday, ...] = Field(default=WEEKDAYS, min_length=1)  # local days of posting
    layout: Layout = "full"
    role_id: int | None = None  # mentioned once a digest
    role_topics: tuple[str, ...] = ()  # keywords: mentioned only for a paper that fits one; none: always
    order: Order = "votes"
    examples: tuple[str, ...] = ()  # ids of papers; none: the order is that of votes
    weekly: Weekday | None = None  # local day of the weekly post; none: there is none
    weekly_time: time = time(18, 0)
    publish: bool = False  # in an announcement channel: for the channels that follow it

    @field_serializer("due_time", "weekly_time")
    def _clock_time(self, value: time) -> str:
        return value.strftime("%H:%M")

    @property
    def address(self) -> str:
        """The channel's id, with the name of a subscription that has one: `123456789012345678/robots`."""
        return f"{self.channel_id}/{self.name}" if self.name else str(self.channel_id)

    @property
    def order_examples(self) -> tuple[str, ...]:
        """The papers by which the order is made; none where votes alone decide."""
        return () if self.order == "votes" else self.examples

    @property
    def tz(self) -> ZoneInfo:
        """The channel's time zone; UnknownZoneError if it was stored on a machine that knows others."""
        return zone_of(self.zone)

    @property
    def has_valid_zone(self) -> bool:
        """Whether it can be said when the channel is due."""
        return self.zone in zone_names()


class Subscription(Model):
    """A channel subscription with its place in the calendar.

    `settled_day` is the last edition day up to which nothing is owed any more; `next_due_at` (UTC) is when
    the channel is looked at next. A paused subscription says since when (UTC) and why: Discord closed its
    channel. One that a person paused is suspended, and stays so until a person resumes it.
    """

    id: int
    settings: ChannelSettings
    configured_by: int | None
    settled_day: date
    next_due_at: datetime
    paused_at: datetime | None = None
    paused_reason: str | None = None
    suspended_at: datetime | None = None
    suspended_by: int | None = None


class Delivery(OutboxMessage):
    """One message of one channel's day.

    `part` counts from 1 to `parts`. Skipped, filtered and merged days are one row without a digest. `layout`
    is the one in which the day was planned, and `thread_id` the thread of the day, once its first message is
    there: a forum post has it from then on, too. `next_edit_at` (UTC) is when what is posted is next compared
    with what is known by then.
    """

    subscription_id: int
    partial: bool
    part: int
    parts: int
    digest_id: int | None
    layout: Layout = "full"
    thread_id: int | None = None
    next_edit_at: datetime | None = None

    @property
    def log_id(self) -> str:
        """Its name in the log."""
        return delivery_log_id(self.subscription_id, self.day, self.part, partial=self.partial)

    @property
    def is_in_thread(self) -> bool:
        """Whether it follows the message that begins the day's thread."""
        return self.layout in THREADED and self.part > 1

    @property
    def begins_thread(self) -> bool:
        """Whether its message has a thread of the same id: it begins the day's, or a post of its own."""
        return self.layout == "posts" or (self.layout in THREADED and self.part == 1)


def delivery_log_id(subscription_id: int, day: date, part: int, *, partial: bool) -> str:
    """The name of a channel's message in the log, from its plan on: `channel-7-2024-04-03-1`."""
    return f"channel-{subscription_id}-{day}-{part}{'-partial' if partial else ''}"


class Publication(OutboxMessage):
    """A message of an announcement channel that is to be published; `message_id` is that message's."""

    subscription_id: int
    delivery_id: int

    @property
    def log_id(self) -> str:
        """Its name in the log."""
        return f"publication-{self.id}"


class Edit(OutboxMessage):
    """What a posted message is to show instead: its part of another digest in the same layout."""

    subscription_id: int
    delivery_id: int
    digest_id: int

    @property
    def log_id(self) -> str:
        """Its name in the log."""
        return f"edit-{self.id}"
