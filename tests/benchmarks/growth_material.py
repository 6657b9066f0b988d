"""A store that has been in use for years: papers, channels and their messages, people and what they keep.

Rows alone, without their meaning: texts are short, and of most channels only the last days' messages are
there. The first channels and people have all that is remembered of one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Table, insert

from bot.digests.history import POST_LIFETIME
from bot.models import DeliveryState, Digest
from bot.models.notifications import NotificationContent
from bot.store import Store, Transaction, schema
from bot.store.dialect import dialect_of

Rows = Iterator[dict[str, Any]]

NOW = datetime.fromisoformat("2026-01-01 00:00+00:00")
TODAY = NOW.date()
OLD_CHANNELS = 300  # with all that is remembered of their messages
CHANNELS_OF_A_GUILD, DAYS_OF_THE_OTHERS, DUE = 3, 2, 100
_ROWS = 5_000  # rows of one statement
_CONTENT = NotificationContent(language="en", groups=()).model_dump_json()


class Size(NamedTuple):
    """So many channel subscriptions, and half as many people; so many papers in so many years."""

    subscriptions: int
    papers: int
    years: int

    @property
    def people(self) -> int:
        return self.subscriptions // 2

    def days(self) -> list[date]:
        return [TODAY - timedelta(days=back) for back in range(1, self.years * 365 + 1)]


def paper_id(number: int) -> str:
    return f"{1601 + number // 90_000:04}.{number % 90_000 + 1:05}"


async def fill(store: Store, size: Size) -> None:
    """Make all of it."""
    for table, rows in (*_papers(size), *_channels(size), *_people(size)):
        while batch := list(islice(rows, _ROWS)):
            async with store.transaction() as tx:
                await tx.connection.execute(insert(table), batch)
    async with store.transaction() as tx:
        await _settle(tx)


async def _settle(tx: Transaction) -> None:
    await tx.connection.run_sync(dialect_of(tx.connection).settle)
    if tx.connection.dialect.name == "postgresql":
        await tx.connection.exec_driver_sql("ANALYZE")


def _papers(size: Size) -> Iterator[tuple[Table, Rows]]:
    days = size.days()
    numbers, a_day = range(size.papers), max(size.papers // len(days), 1)
    plain = {"authors": ["Ada Example"], "comments": 0, "ai_keywords": [], "fetched_at": NOW}
    yield (
        schema.papers,
        (
            plain
            | {"id": paper_id(n), "title": f"Paper {n} of agents", "abstract": f"word{n}", "votes": n % 500}
            for n in numbers
        ),
    )
    texts = {"bullets": "", "authors": "ada example"}
    yield (
        schema.paper_texts,
        (
            texts
            | {"id": n + 1, "paper_id": paper_id(n), "title": f"paper {n} of agents", "abstract": f"word{n}"}
            for n in numbers
        ),
    )
    state = {"fetched_at": NOW, "finished": True, "papers": a_day}
    yield schema.editions, (state | {"day": day} for day in days)
    yield schema.matched_days, ({"day": day, "matched_at": NOW} for day in days)
    seen = {"comments": 0, "votes": 1, "first_seen_at": NOW, "seen_at": NOW}
    yield (
        schema.listings,
        (
            seen
            | {"day": days[min(n // a_day, len(days) - 1)], "paper_id": paper_id(n), "rank": n % a_day + 1}
            for n in numbers
        ),
    )


def _channels(size: Size) -> Iterator[tuple[Table, Rows]]:
    numbers = range(1, size.subscriptions + 1)
    yield schema.guilds, ({"guild_id": n} for n in range(1, size.subscriptions // CHANNELS_OF_A_GUILD + 2))
    chosen = {
        "language": "en",
        "zone": "UTC",
        "due_time": time(9),
        "papers": 5,
        "min_votes": 0,
        "pause_told": False,
        "settled_day": TODAY - timedelta(days=2),
        "order": "votes",
        "layout": "full",
        "next_weekly_at": NOW + timedelta(3),
    }
    yield (
        schema.subscriptions,
        (
            chosen
            | {
                "id": n,
                "channel_id": 10**9 + n,
                "guild_id": n // CHANNELS_OF_A_GUILD + 1,
                "next_due_at": NOW - timedelta(hours=1) if n <= DUE else NOW + timedelta(hours=9),
                "configured_by": n,
            }
            for n in numbers
        ),
    )
    days = size.days()[: POST_LIFETIME.days]
    empty = Digest(day=TODAY, language="en", listed=0, papers=()).model_dump_json()
    yield (
        schema.digests,
        (
            {"id": n, "content_hash": f"{n}", "day": day, "content": empty, "layout": [1]}
            for n, day in enumerate(days, start=1)
        ),
    )
    a_day = max(size.papers // len(size.days()), 1)
    yield (
        schema.digest_papers,
        ({"digest_id": n, "paper_id": paper_id((n - 1) * a_day), "part": 1} for n in range(1, len(days) + 1)),
    )
    posted = {
        "partial": False,
        "part": 1,
        "parts": 1,
        "layout": "full",
        "state": DeliveryState.POSTED,
        "attempts": 1,
        "planned_at": NOW,
        "posted_at": NOW - timedelta(days=1),
    }
    messages = (
        (n, digest_id, day)
        for n in numbers
        for digest_id, day in enumerate(days[: None if n <= OLD_CHANNELS else DAYS_OF_THE_OTHERS], start=1)
    )
    yield (
        schema.deliveries,
        (
            posted | {"id": k, "subscription_id": n, "day": day, "digest_id": d, "message_id": k}
            for k, (n, d, day) in enumerate(messages, start=1)
        ),
    )


def _people(size: Size) -> Iterator[tuple[Table, Rows]]:
    people, keywords = range(1, size.people + 1), max(size.people // 2, 1)
    met = {"language": "en", "next_due_at": NOW + timedelta(hours=9), "closed_told": False}
    yield schema.people, (met | {"user_id": n} for n in people)
    yield (
        schema.keywords,
        ({"id": n, "form": f"+text:word{n}", "key": f"word{n}"} for n in range(1, keywords + 1)),
    )
    since = {"created_at": NOW, "looks_from": TODAY}
    yield (
        schema.alerts,
        (since | {"user_id": n, "keyword": "word", "keyword_id": n % keywords + 1} for n in people),
    )
    yield (
        schema.keyword_hits,
        (
            {"keyword_id": n, "day": TODAY - timedelta(days=1), "paper_id": paper_id(0)}
            for n in range(1, keywords + 1)
        ),
    )
    pairs = [(n, k) for n in people for k in range(30 if n == 1 else 2)]
    yield (
        schema.saved,
        (
            {"user_id": n, "paper_id": paper_id((n + k) % size.papers), "saved_at": NOW, "guild_id": n % 50}
            for n, k in pairs
        ),
    )
    watched = {"since": NOW, "by_saving": False, "baseline_withdrawn": False}
    yield schema.watches, (watched | {"user_id": n, "paper_id": paper_id(n % size.papers)} for n in people)
    letter = {
        "day": TODAY - timedelta(days=1),
        "content": _CONTENT,
        "state": DeliveryState.POSTED,
        "attempts": 1,
        "planned_at": NOW - timedelta(days=1),
    }
    yield schema.letters, (letter | {"user_id": n} for n in people)
