"""How often each stored paper uses each term: counted once by whoever knows what a term is."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import delete, select

from bot.store import likeness
from bot.store.database import Reading, Transaction
from bot.store.rows import readable, whole
from bot.store.schema import paper_terms, papers
from bot.store.upsert import upsert


async def counts_of(
    view: Reading, paper_ids: Collection[str], version: int | None
) -> dict[str, Mapping[str, int]]:
    """The counts by this version's rules, or by any, of those papers that have them, by paper id."""
    query = select(paper_terms.c.paper_id, paper_terms.c.counts)
    query = query.where(paper_terms.c.paper_id.in_(paper_ids))
    if version is not None:
        query = query.where(paper_terms.c.version == version)
    rows = await view.connection.execute(query)
    return {row.paper_id: row.counts for row in readable(rows, whole, "terms of", "paper_id")}


async def uncounted(view: Reading, version: int, *, after: str, most: int) -> list[str]:
    """The first `most` papers, by id, behind the id `after` that have no counts by this version's rules."""
    terms_by_rules = (paper_terms.c.paper_id == papers.c.id) & (paper_terms.c.version == version)
    query = select(papers.c.id).outerjoin(paper_terms, terms_by_rules).where(paper_terms.c.paper_id.is_(None))
    query = query.where(papers.c.id > after).order_by(papers.c.id).limit(most)
    return list((await view.connection.execute(query)).scalars())


async def keep(tx: Transaction, version: int, term_counts: Mapping[str, Mapping[str, int]]) -> None:
    """Keep the counts of stored papers, by paper id."""
    await forget(tx, term_counts)
    rows = [{"paper_id": key, "version": version, "counts": value} for key, value in term_counts.items()]
    await upsert(tx, paper_terms, rows)


async def forget(tx: Transaction, paper_ids: Collection[str]) -> None:
    """Forget what these papers speak of: it is to be counted anew."""
    for paper_id, counts in (await counts_of(tx, paper_ids, None)).items():
        await likeness.forget(tx, paper_id, counts)
    await tx.connection.execute(delete(paper_terms).where(paper_terms.c.paper_id.in_(paper_ids)))
