"""Full-text search over the stored papers, by SQLite's FTS5.

All that knows FTS5 is here, in `fulltext_index`, in `index_filling` and in the migrations 0004 and 0007:
another database would index `paper_texts` its own way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    func,
    select,
)

from bot.models import IndexQuery, Results, SearchQuery
from bot.store.browse import day_of_paper, entries
from bot.store.database import Reading
from bot.store.fulltext_index import paper_index
from bot.store.index_text import Alternatives, Phrase, query
from bot.store.rows import is_day
from bot.store.schema import Day, listings, paper_texts, papers

COUNTED_RESULTS = (
    1000  # results are counted up to here: counting tens of thousands takes as long as finding them
)

# Weights of the index's columns: a word of the title says most of what a paper is about, one of the abstract
# least; who types a name means the person.
_RANK = "bm25(8.0, 4.0, 1.0, 4.0)"


async def search(view: Reading, request: SearchQuery, *, start: int, most: int) -> Results:
    """The papers that fit, in the order asked for, from the result number `start` (from 0) on; any text may
    be asked for.

    Without anything that can be searched for, nothing fits.
    """
    asked = request if isinstance(request, IndexQuery) else IndexQuery.model_validate(request.model_dump())
    if (which := _which(asked)) is None:
        return Results(entries=(), total=0)
    total = await _count(view, which, asked)
    ranked = _entries(which, asked).order_by(*_order(which, asked))
    page = (
        await entries(view, ranked.limit(most).offset(start)) if total > min(start, COUNTED_RESULTS) else ()
    )
    return Results(entries=page, total=min(total, COUNTED_RESULTS), uncounted=total > COUNTED_RESULTS)


async def listed_since(view: Reading, asked: IndexQuery, since: date) -> list[tuple[str, date]]:
    """The ids of the papers that fit and that no day before `since` (UTC) listed, each with the first day
    that did, in no order.
    """
    if (which := _which(asked)) is None:
        return []
    ids = _entries(which, asked.model_copy(update={"order": "votes"})).with_only_columns(papers.c.id)
    first = func.min(listings.c.day, type_=Day)
    query = select(listings.c.paper_id, first).where(listings.c.paper_id.in_(ids), is_day(listings.c.day))
    rows = await view.connection.execute(query.group_by(listings.c.paper_id).having(first >= since))
    return [(paper_id, day) for paper_id, day in rows]


def saying_any(wordings: Iterable[str], most: int) -> Subquery | None:
    """The `rowid` of the `most` papers that say most of these words or phrases; None if there is nothing to
    search for.
    """
    phrases = [phrase for wording in wordings for phrase in query(f'"{wording}"')]
    if not phrases:
        return None
    expression = " OR ".join(_either(phrase) for phrase in phrases)
    matching: ColumnElement[bool] = paper_index.c.paper_index.op("MATCH")(
        f"{{title abstract}} : ({expression})"
    )
    ranked = select(paper_index.c.rowid).where(matching, paper_index.c.rank.op("MATCH")(_RANK))
    return ranked.order_by(paper_index.c.rank).limit(most).subquery()


class _Which(NamedTuple):
    """The papers that are looked at: those that match in the index, or all without an index's word."""

    matching: ColumnElement[bool] | None


def _which(asked: IndexQuery) -> _Which | None:
    """None if something that is asked for says nothing that can be searched for."""
    words, author = query(asked.words), query(asked.author)
    groups = [_any(wordings) for wordings in asked.wordings]
    if bool(words) < bool(asked.words) or bool(author) < bool(asked.author) or "" in groups:
        return None
    parts = [_either(word) for word in words] + groups
    parts += [f"authors : {_either(name)}" for name in author]
    if parts:
        return _Which(paper_index.c.paper_index.op("MATCH")(" AND ".join(parts)))
    return _Which(None) if asked.organizations else None


def _any(wordings: Iterable[str]) -> str:
    """FTS5's own language for a text that has one of them; empty if none can be searched for."""
    ways = [" AND ".join(map(_either, phrases)) for wording in wordings if (phrases := query(wording))]
    return "(" + " OR ".join(f"({way})" for way in ways) + ")" if ways else ""


def _order(which: _Which, asked: IndexQuery) -> Sequence[ColumnElement[Any]]:
    if asked.order == "date":
        return day_of_paper.desc(), papers.c.votes.desc()
    if asked.order == "votes" or which.matching is None:
        return papers.c.votes.desc(), day_of_paper.desc()
    return (paper_index.c.rank,)


async def _count(view: Reading, which: _Which, asked: IndexQuery) -> int:
    """How many fit, up to one more than are counted. Without filters the index alone can say it."""
    is_filtered = asked.since is not None or asked.min_votes > 0 or bool(asked.organizations)
    if which.matching is not None and not is_filtered:
        source = select(paper_index.c.rowid).where(which.matching)
    else:
        source = _entries(which, asked).with_only_columns(papers.c.id)
    counted = source.limit(COUNTED_RESULTS + 1).subquery()
    return (await view.connection.execute(select(func.count()).select_from(counted))).scalar_one()


def _entries(which: _Which, asked: IndexQuery) -> Select[*tuple[Any, ...]]:
    """The papers that pass the filters."""
    query = select(papers.c.id, papers.c.title, papers.c.votes, day_of_paper.label("day"))
    if which.matching is not None:
        indexed = paper_index.join(paper_texts, paper_texts.c.id == paper_index.c.rowid)
        query = query.select_from(indexed.join(papers, papers.c.id == paper_texts.c.paper_id))
        query = query.where(which.matching)
        if asked.order == "relevance":
            query = query.where(paper_index.c.rank.op("MATCH")(_RANK))
    for name in asked.organizations:
        query = query.where(papers.c.organization.icontains(name, autoescape=True))
    if asked.min_votes:
        query = query.where(papers.c.votes >= asked.min_votes)
    return query if asked.since is None else query.where(day_of_paper >= asked.since)


def _either(alternatives: Alternatives) -> str:
    ways = (" AND ".join(_phrase(phrase) for phrase in way) for way in alternatives)
    return "(" + " OR ".join(f"({way})" for way in ways) + ")"


def _phrase(phrase: Phrase) -> str:
    return f'"{" ".join(phrase.words)}"' + (" *" if phrase.open_end else "")
