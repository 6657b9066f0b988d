"""Full-text search over the stored papers, by SQLite's FTS5.

All that knows FTS5 is here, in `index_filling` and in the migrations 0004 and 0007: another database would
index `paper_texts` its own way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    Subquery,
    Text,
    column,
    func,
    insert,
    literal,
    select,
    table,
)

from bot.models import IndexQuery, Results, SearchQuery
from bot.store.browse import day_of_paper, entries
from bot.store.database import Reading, Transaction
from bot.store.index_text import Alternatives, Phrase, index_text, query
from bot.store.rows import readable
from bot.store.schema import paper_texts, papers, summaries
from bot.store.upsert import upsert

COUNTED = 1000  # results are counted up to here: counting tens of thousands takes as long as finding them

_BATCH = 500  # papers of one statement; SQLite takes 32,766 values
_TEXTS = ("title", "bullets", "abstract", "authors")
# Weights of these columns: a word of the title says most of what a paper is about, one of the abstract
# least; who types a name means the person.
_RANK = "bm25(8.0, 4.0, 1.0, 4.0)"

_index = table(
    "paper_index",
    *(column(name, Text) for name in ("paper_index", "rowid", "rank", *_TEXTS)),
)


async def index_papers(tx: Transaction, paper_ids: Iterable[str]) -> None:
    """Bring the index in step with stored papers and their bullets; what has not changed is not written.

    Whoever writes papers or summaries calls it in the same transaction.
    """
    ids = list(dict.fromkeys(paper_ids))
    for first in range(0, len(ids), _BATCH):
        await _index_batch(tx, ids[first : first + _BATCH])


async def _index_batch(tx: Transaction, paper_ids: Collection[str]) -> None:
    indexed = await _indexed_texts(tx, paper_ids)
    changed = [row for row in await _texts(tx, paper_ids) if indexed.get(row["paper_id"]) != row]
    ids = [row["paper_id"] for row in changed]
    # Not by triggers: FTS5 gathers what it writes, but within their savepoints it goes to disk at every row.
    await _copy(tx, ids, forget=True)
    await upsert(tx, paper_texts, changed, key="paper_id")
    await _copy(tx, ids)


async def _copy(tx: Transaction, paper_ids: Collection[str], *, forget: bool = False) -> None:
    """Add texts to the index; or take them out, for which it wants to be shown what it is to forget.

    See https://sqlite.org/fts5.html#external_content_tables.
    """
    texts = [paper_texts.c[name] for name in _TEXTS]
    source = select(*([literal("delete")] if forget else []), paper_texts.c.id, *texts)
    command = ["paper_index"] if forget else []
    into = insert(_index).from_select(
        [*command, "rowid", *_TEXTS],
        source.where(paper_texts.c.paper_id.in_(paper_ids)),
        include_defaults=False,
    )
    await tx.connection.execute(into)


async def _indexed_texts(view: Reading, paper_ids: Collection[str]) -> dict[str, dict[str, str]]:
    columns = [paper_texts.c[name] for name in ("paper_id", *_TEXTS)]
    rows = await view.connection.execute(select(*columns).where(paper_texts.c.paper_id.in_(paper_ids)))
    return {row["paper_id"]: dict(row) for row in rows.mappings()}


async def _texts(view: Reading, paper_ids: Collection[str]) -> list[dict[str, str]]:
    bullets = await _bullets(view, paper_ids)
    columns = select(papers.c.id, papers.c.title, papers.c.abstract, papers.c.authors)
    rows = await view.connection.execute(columns.where(papers.c.id.in_(paper_ids)))

    def texts(row: Row[*tuple[Any, ...]]) -> dict[str, str]:
        return {
            "paper_id": row.id,
            "title": index_text(row.title),
            "bullets": index_text("\n".join(bullets[row.id])),
            "abstract": index_text(row.abstract),
            "authors": index_text("\n".join(row.authors)),
        }

    return readable(rows, texts, "paper", "id")


async def _bullets(view: Reading, paper_ids: Collection[str]) -> Mapping[str, list[str]]:
    """Those of all languages by paper id, each language's as one text."""
    query = select(summaries.c.paper_id, summaries.c.bullets).where(summaries.c.paper_id.in_(paper_ids))
    rows = await view.connection.execute(query.order_by(summaries.c.language))
    bullets = defaultdict[str, list[str]](list)
    for paper_id, text in readable(rows, _joined_bullets, "summary of", "paper_id"):
        bullets[paper_id].append(text)
    return bullets


def _joined_bullets(row: Row[*tuple[Any, ...]]) -> tuple[str, str]:
    return row.paper_id, "\n".join(row.bullets)


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
    page = await entries(view, ranked.limit(most).offset(start)) if total > min(start, COUNTED) else ()
    return Results(entries=page, total=min(total, COUNTED), uncounted=total > COUNTED)


def saying_any(wordings: Iterable[str], most: int) -> Subquery | None:
    """The `rowid` of the `most` papers that say most of these words or phrases; None if there is nothing to
    search for.
    """
    phrases = [phrase for wording in wordings for phrase in query(f'"{wording}"')]
    if not phrases:
        return None
    expression = " OR ".join(_either(phrase) for phrase in phrases)
    matching: ColumnElement[bool] = _index.c.paper_index.op("MATCH")(f"{{title abstract}} : ({expression})")
    ranked = select(_index.c.rowid).where(matching, _index.c.rank.op("MATCH")(_RANK))
    return ranked.order_by(_index.c.rank).limit(most).subquery()


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
        return _Which(_index.c.paper_index.op("MATCH")(" AND ".join(parts)))
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
    return (_index.c.rank,)


async def _count(view: Reading, which: _Which, asked: IndexQuery) -> int:
    """How many fit, up to one more than are counted. Without filters the index alone can say it."""
    is_filtered = asked.since is not None or asked.min_votes > 0 or bool(asked.organizations)
    if which.matching is not None and not is_filtered:
        source = select(_index.c.rowid).where(which.matching)
    else:
        source = _entries(which, asked).with_only_columns(papers.c.id)
    counted = source.limit(COUNTED + 1).subquery()
    return (await view.connection.execute(select(func.count()).select_from(counted))).scalar_one()


def _entries(which: _Which, asked: IndexQuery) -> Select[*tuple[Any, ...]]:
    """The papers that pass the filters."""
    query = select(papers.c.id, papers.c.title, papers.c.votes, day_of_paper.label("day"))
    if which.matching is not None:
        indexed = _index.join(paper_texts, paper_texts.c.id == _index.c.rowid)
        query = query.select_from(indexed.join(papers, papers.c.id == paper_texts.c.paper_id))
        query = query.where(which.matching)
        if asked.order == "relevance":
            query = query.where(_index.c.rank.op("MATCH")(_RANK))
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
