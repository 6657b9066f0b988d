"""Days imported from Markdown archives: word for word, and as far as the source has not told of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.sql.dml import Insert

from bot.models import Edition, Language, Model, Summary, SummaryOrigin
from bot.store.database import Reading, Transaction
from bot.store.dialect import insert
from bot.store.editions import edition_states, listing_rows
from bot.store.fulltext_index import index_papers
from bot.store.rows import readable, whole
from bot.store.schema import archived, editions, listings, papers, summaries
from bot.store.upsert import upsert

# What an archive knows of a paper; the other columns stay empty.
_PAPER = ("id", "title", "abstract", "authors", "votes", "comments", "thumbnail", "ai_keywords")
_SUMMARY = ("paper_id", "language", "bullets", "origin")


async def archived_texts(view: Reading, days: Collection[date], language: Language) -> dict[date, str]:
    """Those of the days that were imported in the language, as Markdown in canonical form."""
    query = select(archived).where(archived.c.day.in_(days), archived.c.language == language)
    texts = readable(await view.connection.execute(query), whole, "text of", "day")
    return {row.day: row.text for row in texts}


async def stored_days(view: Reading, first: date | None, last: date | None) -> list[date]:
    """The days from `first` to `last` of which papers are known, from the source or an archive."""
    listed = select(editions.c.day).where(editions.c.papers > 0)
    rows = await view.connection.execute(listed.union(select(archived.c.day)))
    days = [row.day for row in readable(rows, whole, "day", "day")]
    return sorted(day for day in days if (first or date.min) <= day <= (last or date.max))


async def save_texts(tx: Transaction, texts: Mapping[date, str], language: Language) -> None:
    """Keep days as Markdown in canonical form, replacing what was imported for them before."""
    rows = [{"day": day, "language": language, "text": text} for day, text in texts.items()]
    await upsert(tx, archived, rows)


async def add_days(
    tx: Transaction, imported_days: Sequence[Edition], bullets: Sequence[Summary]
) -> frozenset[date]:
    """Add days, papers and bullets that nobody has told of better; returns the days that the source has."""
    answered = await _add_editions(tx, imported_days)
    await _add_summaries(tx, bullets)
    await index_papers(tx, [paper.id for edition in imported_days for paper in edition.papers])
    return answered


async def _add_editions(tx: Transaction, imported_days: Sequence[Edition]) -> frozenset[date]:
    """Add days and papers that the source has not told of; returns the days that it has, whose lists stay.

    A paper that is known stays as it is. A day known from an archive alone gets the new list.
    """
    states = await edition_states(tx, [edition.day for edition in imported_days])
    answered = frozenset(state.day for state in states if state.fetched_at is not None)
    new = [edition for edition in imported_days if edition.day not in answered]
    new_papers = [row for edition in imported_days for row in _papers(edition)]
    await _insert(tx, insert(tx.connection, papers).on_conflict_do_nothing(), new_papers)
    await tx.connection.execute(delete(listings).where(listings.c.day.in_([edition.day for edition in new])))
    await _insert(
        tx, insert(tx.connection, listings), [row for edition in new for row in listing_rows(edition)]
    )
    await _count_papers(tx, new)
    return answered


async def _add_summaries(tx: Transaction, bullets: Sequence[Summary]) -> None:
    """Add bullets of stored papers where there are none, and replace those of an earlier import."""
    statement = insert(tx.connection, summaries)
    changing = statement.on_conflict_do_update(
        index_elements=["paper_id", "language"],
        set_={"bullets": statement.excluded.bullets},
        where=summaries.c.origin == SummaryOrigin.ARCHIVE,
    )
    await _insert(tx, changing, [_columns(summary, _SUMMARY) for summary in bullets])


async def _count_papers(tx: Transaction, new_days: Sequence[Edition]) -> None:
    """Such a day is not finished and was never fetched: what is owed to channels is the source's to say."""
    statement = insert(tx.connection, editions)
    changing = statement.on_conflict_do_update(
        index_elements=["day"], set_={"papers": statement.excluded.papers}
    )
    rows = [{"day": e.day, "finished": False, "papers": len(e.papers)} for e in new_days]
    await _insert(tx, changing, rows)


def _papers(edition: Edition) -> list[dict[str, Any]]:
    return [_columns(paper, _PAPER) | {"fetched_at": edition.fetched_at} for paper in edition.papers]


def _columns(value: Model, names: Iterable[str]) -> dict[str, Any]:
    values = vars(value)
    return {name: values[name] for name in names}


async def _insert(tx: Transaction, statement: Insert, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        await tx.connection.execute(statement, rows)
