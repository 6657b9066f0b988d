"""The full-text index of papers, written in the transaction that writes them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Row, select

from bot.store import paper_terms
from bot.store.database import Reading, Transaction
from bot.store.dialect import TEXTS, dialect_of
from bot.store.index_text import index_text
from bot.store.rows import readable
from bot.store.schema import paper_texts, papers, summaries
from bot.store.upsert import upsert

_PAPERS_PER_STATEMENT = 500  # papers of one statement; SQLite takes 32,766 values


async def index_papers(tx: Transaction, paper_ids: Iterable[str]) -> None:
    """Bring the index in step with stored papers and their bullets; what has not changed is not written, and
    the terms of what has are to be counted anew.

    Whoever writes papers or summaries calls it in the same transaction.
    """
    ids = list(dict.fromkeys(paper_ids))
    for first in range(0, len(ids), _PAPERS_PER_STATEMENT):
        await _index_batch(tx, ids[first : first + _PAPERS_PER_STATEMENT])


async def _index_batch(tx: Transaction, paper_ids: Collection[str]) -> None:
    indexed = await _indexed_texts(tx, paper_ids)
    changed = [row for row in await _texts(tx, paper_ids) if indexed.get(row["paper_id"]) != row]
    ids = [row["paper_id"] for row in changed]
    dialect = dialect_of(tx.connection)
    await tx.connection.run_sync(dialect.forget, ids)
    await paper_terms.forget(tx, ids)
    await upsert(tx, paper_texts, changed, key="paper_id")
    await tx.connection.run_sync(dialect.index, ids)


async def _indexed_texts(view: Reading, paper_ids: Collection[str]) -> dict[str, dict[str, str]]:
    columns = [paper_texts.c[name] for name in ("paper_id", *TEXTS)]
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
