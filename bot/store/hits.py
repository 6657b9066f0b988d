"""Which papers fit which keyword, day by day, and what a person has still to hear of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Integer, Text, bindparam, cast, delete, exists, func, select, true

from bot.store.database import Reading, Transaction
from bot.store.dialect import insert
from bot.store.parameters import as_parameter, rows_of
from bot.store.rows import readable, whole
from bot.store.schema import Day, alerted_papers, alerts, keyword_hits, keywords, matched_days
from bot.store.upsert import insert_missing, upsert

_FITTING = rows_of("keyword_ids")
_KEYWORD_ID = cast(_FITTING.c.value, Integer)
_ROWS = select(_KEYWORD_ID, bindparam("day", type_=Day), bindparam("paper_id", type_=Text))
_COLUMNS = ("keyword_id", "day", "paper_id")


class PaperHits(NamedTuple):
    """A paper of a day, and the ids of the keywords that it fits."""

    day: date
    paper_id: str
    keyword_ids: Sequence[int]


class PendingHit(NamedTuple):
    """A paper that fits an alert, of which its owner has not been told."""

    user_id: int
    alert_id: int
    keyword: str
    form: str
    day: date
    paper_id: str


async def add(tx: Transaction, paper_hits: Iterable[PaperHits]) -> None:
    """Note which papers fit which keywords; what is noted already stays."""
    rows = [hit._asdict() | {"keyword_ids": as_parameter(hit.keyword_ids)} for hit in paper_hits]
    # Without a condition SQLite takes ON CONFLICT for that of a join.
    added = insert(tx.connection, keyword_hits).from_select(_COLUMNS, _ROWS.where(true()))
    if rows:
        await tx.connection.execute(added.on_conflict_do_nothing(), rows)


async def matched(view: Reading, days: Collection[date]) -> set[date]:
    """Those of these days that all keywords were held against."""
    rows = await view.connection.execute(select(matched_days.c.day).where(matched_days.c.day.in_(days)))
    return {row.day for row in readable(rows, whole, "day of matches", "day")}


async def mark_matched(tx: Transaction, day: date, now: datetime) -> None:
    """All keywords were held against the day."""
    await upsert(tx, matched_days, [{"day": day, "matched_at": now}])


async def counts(view: Reading, keyword_ids: Collection[int], since: date) -> dict[int, int]:
    """How many papers fit each keyword since that day."""
    query = (
        select(keyword_hits.c.keyword_id, func.count(keyword_hits.c.paper_id.distinct()).label("papers"))
        .where(keyword_hits.c.keyword_id.in_(keyword_ids), keyword_hits.c.day >= since)
        .group_by(keyword_hits.c.keyword_id)
    )
    return {row.keyword_id: row.papers for row in await view.connection.execute(query)}


async def pending(view: Reading, user_ids: Collection[int]) -> list[PendingHit]:
    """What these people's alerts look at and have found, without the papers that they were told of."""
    is_notified = exists().where(
        alerted_papers.c.user_id == alerts.c.user_id, alerted_papers.c.paper_id == keyword_hits.c.paper_id
    )
    query = (
        select(
            alerts.c.user_id,
            alerts.c.id,
            alerts.c.keyword,
            keywords.c.form,
            keyword_hits.c.day,
            keyword_hits.c.paper_id,
        )
        .join(keywords, keywords.c.id == alerts.c.keyword_id)
        .join(keyword_hits, keyword_hits.c.keyword_id == alerts.c.keyword_id)
        .where(
            alerts.c.user_id.in_(user_ids),
            alerts.c.paused_at.is_(None),
            keyword_hits.c.day >= alerts.c.looks_from,
            ~is_notified,
        )
        .order_by(alerts.c.user_id, alerts.c.id, keyword_hits.c.day)
    )
    rows = await view.connection.execute(query)
    return readable(rows, lambda row: PendingHit._make(whole(row)), "hit of paper", "paper_id")


async def of_user(view: Reading, user_id: int, first: date, last: date) -> list[tuple[str, str]]:
    """Each paper of the days from `first` to `last` that fits a keyword of the person, with that keyword."""
    query = (
        select(keyword_hits.c.paper_id, alerts.c.keyword)
        .join(alerts, alerts.c.keyword_id == keyword_hits.c.keyword_id)
        .where(alerts.c.user_id == user_id, keyword_hits.c.day.between(first, last))
        .group_by(keyword_hits.c.paper_id, alerts.c.keyword)
        .order_by(keyword_hits.c.paper_id, func.min(alerts.c.id))
    )
    return [(paper_id, keyword) for paper_id, keyword in await view.connection.execute(query)]


async def mark_notified(tx: Transaction, user_id: int, paper_ids: Iterable[str]) -> None:
    """Remember for ever that the person is told of these papers."""
    await insert_missing(tx, alerted_papers, [{"user_id": user_id, "paper_id": p} for p in paper_ids])


async def notified_papers(view: Reading, user_id: int, paper_ids: Collection[str]) -> set[str]:
    """Of which of these papers the person was told."""
    here = (alerted_papers.c.user_id == user_id) & alerted_papers.c.paper_id.in_(paper_ids)
    return set((await view.connection.execute(select(alerted_papers.c.paper_id).where(here))).scalars())


async def forget(tx: Transaction, keyword_ids: range, before: date) -> None:
    """Forget what these keywords hit on days before then."""
    among = keyword_hits.c.keyword_id.between(keyword_ids.start, keyword_ids.stop - 1)
    await tx.connection.execute(delete(keyword_hits).where(among, keyword_hits.c.day < before))
