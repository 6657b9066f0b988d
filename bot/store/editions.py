"""Edition days and the papers that they list."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, Text, and_, cast, delete, func, select

from bot.models import Edition, EditionState, Paper, Summary
from bot.store.database import Reading, Transaction
from bot.store.dialect import joined
from bot.store.fulltext_index import index_papers
from bot.store.rows import is_day, model_of, readable, readable_or_none, whole
from bot.store.schema import UNREADABLE, editions, listings, papers, summaries
from bot.store.upsert import upsert

Fingerprint = tuple[object, ...]
_LASTING = ("abstract", "authors", "published_at")


async def save_edition(tx: Transaction, edition: Edition, *, finished: bool) -> None:
    """Keep what the source listed. A paper that it no longer lists leaves the day, not the store."""
    await save_papers(tx, edition.papers, edition.fetched_at)
    gone = and_(listings.c.day == edition.day, listings.c.paper_id.not_in([p.id for p in edition.papers]))
    await tx.connection.execute(delete(listings).where(gone))
    await upsert(tx, listings, listing_rows(edition), keep=frozenset({"first_seen_at"}))
    await upsert(
        tx,
        editions,
        [
            {
                "day": edition.day,
                "fetched_at": edition.fetched_at,
                "finished": finished,
                "papers": len(edition.papers),
                "problem": None,
                "problem_since": None,
            }
        ],
    )


def listing_rows(edition: Edition) -> list[dict[str, Any]]:
    """The rows of the papers that the edition lists."""
    return [
        {
            "day": edition.day,
            "paper_id": paper.id,
            "rank": rank,
            "votes": paper.votes,
            "comments": paper.comments,
            "first_seen_at": edition.fetched_at,
            "seen_at": edition.fetched_at,
        }
        for rank, paper in enumerate(edition.papers, start=1)
    ]


async def save_problem(tx: Transaction, day: date, problem: str, now: datetime) -> None:
    """Remember that the source could not be asked for the day; what was fetched before stays."""
    row = {"day": day, "finished": False, "papers": 0, "problem": problem, "problem_since": now}
    states = await edition_states(tx, [day])
    keep = {"finished", "papers"} | ({"problem_since"} if states and states[0].problem_since else set[str]())
    await upsert(tx, editions, [row], keep=frozenset(keep))


async def save_papers(tx: Transaction, fetched: Sequence[Paper], now: datetime) -> None:
    """Keep papers as fetched now (UTC), replacing what was known of them; the full-text index follows.

    An abstract, authors or a date that the source does not tell any more stay.
    """
    filled = await _filled(tx, fetched)
    await upsert(tx, papers, [{**paper.model_dump(), "fetched_at": now} for paper in filled])
    await index_papers(tx, [paper.id for paper in fetched])


async def _filled(view: Reading, fetched: Sequence[Paper]) -> list[Paper]:
    lacking = [p.id for p in fetched if not (p.abstract and p.authors and p.published_at)]
    stored = await papers_by_id(view, lacking) if lacking else {}
    return [_with_rest(paper, stored.get(paper.id)) for paper in fetched]


def _with_rest(paper: Paper, stored: Paper | None) -> Paper:
    if stored is None:
        return paper
    rest = {name: getattr(paper, name) or getattr(stored, name) for name in _LASTING}
    return paper.model_copy(update=rest)


async def save_summaries(tx: Transaction, new_summaries: Sequence[Summary]) -> None:
    """Keep bullets of stored papers, replacing those in the same language."""
    await upsert(tx, summaries, [summary.model_dump(exclude={"doubtful"}) for summary in new_summaries])
    await index_papers(tx, [summary.paper_id for summary in new_summaries])


async def edition_states(view: Reading, days: Iterable[date]) -> list[EditionState]:
    """What is known of those of these days that were asked for, oldest first."""
    query = select(editions).where(editions.c.day.in_(list(days))).order_by(editions.c.day)
    rows = (await view.connection.execute(query)).mappings()
    return readable(rows, lambda row: model_of(EditionState, row), "day", "day")


async def states_since(view: Reading, first: date) -> dict[date, EditionState]:
    """What is known of each day that was asked for, from `first` on."""
    query = select(editions).where(editions.c.day >= first).order_by(editions.c.day)
    rows = (await view.connection.execute(query)).mappings()
    states = readable(rows, lambda row: model_of(EditionState, row), "day", "day")
    return {state.day: state for state in states}


async def latest_finished(view: Reading) -> date | None:
    """The last finished day that lists papers."""
    query = select(func.max(editions.c.day)).where(
        editions.c.finished, editions.c.papers > 0, is_day(editions.c.day)
    )
    return readable_or_none((await view.connection.execute(query)).scalar())


async def edition(view: Reading, day: date) -> Edition | None:
    """The day's papers in order, with the votes and comments of its listing; None if nothing is known of it.

    Of a day known from an archive alone, `fetched_at` is when it was imported.
    """
    states = await edition_states(view, [day])
    if not states or not (states[0].fetched_at or states[0].archived):
        return None
    query = (
        select(
            papers,
            listings.c.votes.label("listed_votes"),
            listings.c.comments.label("listed_comments"),
            listings.c.seen_at,
        )
        .join(listings, listings.c.paper_id == papers.c.id)
        .where(listings.c.day == day)
        .order_by(listings.c.rank)
    )
    rows = (await view.connection.execute(query)).mappings().all()
    listed = readable(rows, _listed_paper, "paper", "id")
    seen_at = next((row["seen_at"] for row in rows if row["seen_at"] is not UNREADABLE), None)
    fetched_at = states[0].fetched_at or seen_at
    return Edition(day=day, papers=tuple(listed), fetched_at=fetched_at) if fetched_at else None


async def fingerprints(view: Reading, days: Sequence[date]) -> dict[date, Fingerprint]:
    """For each finished one of these days something that changes with its papers and their bullets."""
    texts = (papers.c.title, papers.c.abstract, papers.c.authors, papers.c.ai_keywords, papers.c.organization)
    lengths = [func.sum(func.length(cast(text, Text))) for text in texts]
    of_papers = (
        select(editions.c.day, func.count(papers.c.id), func.sum(listings.c.votes), *lengths)
        .add_columns(joined(papers.c.id), func.max(papers.c.fetched_at))
        .outerjoin(listings, listings.c.day == editions.c.day)
        .outerjoin(papers, papers.c.id == listings.c.paper_id)
        .where(editions.c.day.in_(days), editions.c.finished)
        .group_by(editions.c.day)
    )
    of_bullets = (
        select(listings.c.day, func.count(), func.sum(func.length(cast(summaries.c.bullets, Text))))
        .add_columns(func.max(summaries.c.created_at))
        .join(summaries, summaries.c.paper_id == listings.c.paper_id)
        .where(listings.c.day.in_(days))
        .group_by(listings.c.day)
    )
    bullets = {row[0]: tuple(row) for row in await view.connection.execute(of_bullets)}
    return {row[0]: (*row, *bullets.get(row[0], ())) for row in await view.connection.execute(of_papers)}


async def paper(view: Reading, paper_id: str) -> Paper | None:
    """A stored paper as last fetched."""
    row = (await view.connection.execute(select(papers).where(papers.c.id == paper_id))).mappings().first()
    return None if row is None else _stored_paper(row)


async def papers_of(view: Reading, paper_query: Select[*tuple[Any, ...]]) -> list[Paper]:
    """The papers that a query for all their columns gives, in its order; those that can be read."""
    return readable((await view.connection.execute(paper_query)).mappings(), _stored_paper, "paper", "id")


async def papers_listed(view: Reading, first: date, last: date) -> list[Paper]:
    """The papers that a day from `first` to `last` lists, each once, with votes as last fetched."""
    here = select(listings.c.paper_id).where(listings.c.day.between(first, last))
    return await papers_of(view, select(papers).where(papers.c.id.in_(here)))


async def listed_ids(view: Reading, day: date) -> list[str]:
    """The ids of the papers that the day lists, in its order."""
    query = select(listings.c.paper_id).where(listings.c.day == day).order_by(listings.c.rank)
    return list((await view.connection.execute(query)).scalars())


async def papers_by_id(view: Reading, paper_ids: Collection[str]) -> dict[str, Paper]:
    """Those of the papers that are stored, as last fetched, by id."""
    return await _papers(view, papers.c.id.in_(paper_ids))


async def papers_with_abstracts(view: Reading, paper_ids: Sequence[str]) -> dict[str, Paper]:
    """Those of the papers whose abstract is known, by id."""
    return await _papers(view, papers.c.id.in_(paper_ids) & (papers.c.abstract != ""))


async def listing_days(view: Reading, paper_id: str) -> list[tuple[date, int]]:
    """The days that list the paper with their votes, oldest first."""
    query = (
        select(listings.c.day, listings.c.votes)
        .where(listings.c.paper_id == paper_id)
        .order_by(listings.c.day)
    )
    rows = readable(await view.connection.execute(query), whole, "listing of", "day")
    return [(row.day, row.votes) for row in rows]


async def first_votes(view: Reading, paper_ids: Collection[str]) -> dict[str, int]:
    """The votes that each of these papers had at the last look on the first day that listed it, by its id."""
    first = select(listings.c.paper_id, func.min(listings.c.day).label("day")).group_by(listings.c.paper_id)
    firsts = first.where(listings.c.paper_id.in_(paper_ids)).subquery()
    is_first = (listings.c.paper_id == firsts.c.paper_id) & (listings.c.day == firsts.c.day)
    rows = await view.connection.execute(select(listings.c.paper_id, listings.c.votes).join(firsts, is_first))
    return {row.paper_id: row.votes for row in readable(rows, whole, "listing of", "paper_id")}


async def relisted(view: Reading, day: date, within_days: int) -> set[str]:
    """The day's papers that another day within `within_days` before or after lists too."""
    near_listings = listings.alias()
    span = timedelta(days=within_days)
    query = select(listings.c.paper_id).join(near_listings, near_listings.c.paper_id == listings.c.paper_id)
    query = query.where(
        listings.c.day == day, near_listings.c.day != day, near_listings.c.day.between(day - span, day + span)
    )
    return set((await view.connection.execute(query)).scalars())


async def stored_summaries(view: Reading, paper_ids: Sequence[str], language: str) -> dict[str, Summary]:
    """The kept bullets in a language, by paper id."""
    query = select(summaries).where(summaries.c.paper_id.in_(paper_ids), summaries.c.language == language)
    rows = (await view.connection.execute(query)).mappings()
    summaries_of_papers = readable(rows, lambda row: model_of(Summary, row), "summary of", "paper_id")
    return {summary.paper_id: summary for summary in summaries_of_papers}


async def _papers(view: Reading, which: ColumnElement[bool]) -> dict[str, Paper]:
    rows = (await view.connection.execute(select(papers).where(which))).mappings()
    return {paper.id: paper for paper in readable(rows, _stored_paper, "paper", "id")}


def _stored_paper(row: RowMapping) -> Paper:
    return model_of(Paper, row)


def _listed_paper(row: RowMapping) -> Paper:
    """With the votes and comments of its listing."""
    return model_of(Paper, row, votes=row["listed_votes"], comments=row["listed_comments"])
