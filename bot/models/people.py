"""What single people asked for."""

from __future__ import annotations

from datetime import date, datetime, time

from bot.models.base import Language, Model


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


class AlertDraft(Model):
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
