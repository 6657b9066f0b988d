"""Full-text search over the stored papers, by the database's own index: `dialect` knows its language."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import (
    Select,
    func,
    select,
)

from bot.models import IndexQuery, Results, SearchQuery
from bot.store.browse import day_of_paper, entries
from bot.store.database import Reading
from bot.store.dialect import TEXTS, Dialect, Expression, dialect_of, paper_index
from bot.store.index_text import Alternatives, Phrase, query
from bot.store.rows import is_day
from bot.store.schema import Day, listings, paper_texts, papers

COUNTED_RESULTS = (
    1000  # results are counted up to here: counting tens of thousands takes as long as finding them
)


async def search(view: Reading, request: SearchQuery, *, start: int, most: int) -> Results:
    """The papers that fit, in the order asked for, from the result number `start` (from 0) on; any text may
    be asked for.

    Without anything that can be searched for, nothing fits.
    """
    asked = request if isinstance(request, IndexQuery) else IndexQuery.model_validate(request.model_dump())
    if (which := _which(_Writer(dialect_of(view.connection)), asked)) is None:
        return Results(entries=(), total=0)
    total = await _count(view, which, asked)
    ranked = _ordered(which, asked)
    page = (
        await entries(view, ranked.limit(most).offset(start)) if total > min(start, COUNTED_RESULTS) else ()
    )
    return Results(entries=page, total=min(total, COUNTED_RESULTS), uncounted=total > COUNTED_RESULTS)


async def listed_since(view: Reading, asked: IndexQuery, since: date) -> list[tuple[str, date]]:
    """The ids of the papers that fit and that no day before `since` (UTC) listed, each with the first day
    that did, in no order.
    """
    if (which := _which(_Writer(dialect_of(view.connection)), asked)) is None:
        return []
    ids = _entries(which, asked).with_only_columns(papers.c.id)
    first = func.min(listings.c.day, type_=Day)
    query = select(listings.c.paper_id, first).where(listings.c.paper_id.in_(ids), is_day(listings.c.day))
    rows = await view.connection.execute(query.group_by(listings.c.paper_id).having(first >= since))
    return [(paper_id, day) for paper_id, day in rows]


class _Which(NamedTuple):
    """The papers that are looked at: those that match in the index, or all without an index's word."""

    dialect: Dialect
    expression: Expression | None


class _Writer(NamedTuple):
    """Writes what texts must have in some columns in the language of the index."""

    dialect: Dialect
    columns: Collection[str] = TEXTS

    def all_of(self, parts: Iterable[Expression]) -> Expression:
        return self._joined(self.dialect.both, parts)

    def any_of(self, parts: Iterable[Expression]) -> Expression:
        return self._joined(self.dialect.either, parts)

    def word(self, alternatives: Alternatives) -> Expression:
        """One thing that a text must have, in one of its alternatives."""
        return self.any_of(self.all_of(map(self._phrase, way)) for way in alternatives)

    def wordings(self, wordings: Iterable[str]) -> Expression | None:
        """One of these texts; None if none can be searched for."""
        ways = [self.all_of(map(self.word, phrases)) for text in wordings if (phrases := query(text))]
        return self.any_of(ways) if ways else None

    def _phrase(self, phrase: Phrase) -> Expression:
        text = self.dialect.phrase(phrase, self.columns)
        return Expression(text, (text,))

    def _joined(self, operator: str, parts: Iterable[Expression]) -> Expression:
        several = list(parts)
        phrases = dict.fromkeys(phrase for part in several for phrase in part.phrases)
        return Expression(f"({operator.join(part.text for part in several)})", tuple(phrases))


def _which(writer: _Writer, asked: IndexQuery) -> _Which | None:
    """None if something that is asked for says nothing that can be searched for."""
    words, author = query(asked.words), query(asked.author)
    groups = [writer.wordings(wordings) for wordings in asked.wordings]
    if bool(words) < bool(asked.words) or bool(author) < bool(asked.author) or None in groups:
        return None
    authors = writer._replace(columns=("authors",))
    parts = [*map(writer.word, words), *filter(None, groups), *map(authors.word, author)]
    if parts:
        return _Which(writer.dialect, writer.all_of(parts))
    return _Which(writer.dialect, None) if asked.organizations else None


def _ordered(which: _Which, asked: IndexQuery) -> Select[*tuple[Any, ...]]:
    query = _entries(which, asked)
    if asked.order == "date":
        return query.order_by(day_of_paper.desc().nulls_last(), papers.c.votes.desc(), papers.c.id)
    if asked.order == "votes" or which.expression is None:
        return query.order_by(papers.c.votes.desc(), day_of_paper.desc().nulls_last(), papers.c.id)
    return which.dialect.best_first(query, which.expression)


async def _count(view: Reading, which: _Which, asked: IndexQuery) -> int:
    """How many fit, up to one more than are counted. Without filters the index alone can say it."""
    is_filtered = asked.since is not None or asked.min_votes > 0 or bool(asked.organizations)
    if which.expression is not None and not is_filtered:
        source = select(paper_index.c.rowid).where(which.dialect.matching(which.expression.text))
    else:
        source = _entries(which, asked).with_only_columns(papers.c.id)
    counted = source.limit(COUNTED_RESULTS + 1).subquery()
    return (await view.connection.execute(select(func.count()).select_from(counted))).scalar_one()


def _entries(which: _Which, asked: IndexQuery) -> Select[*tuple[Any, ...]]:
    """The papers that pass the filters."""
    query = select(papers.c.id, papers.c.title, papers.c.votes, day_of_paper.label("day"))
    if which.expression is not None:
        indexed = paper_index.join(paper_texts, paper_texts.c.id == paper_index.c.rowid)
        query = query.select_from(indexed.join(papers, papers.c.id == paper_texts.c.paper_id))
        query = query.where(which.dialect.matching(which.expression.text))
    for name in asked.organizations:
        query = query.where(papers.c.organization.icontains(name, autoescape=True))
    if asked.min_votes:
        query = query.where(papers.c.votes >= asked.min_votes)
    return query if asked.since is None else query.where(day_of_paper >= asked.since)
