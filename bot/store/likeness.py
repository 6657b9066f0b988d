"""Stored papers that may be like another: those that speak most of the same, by an index of what papers speak
of most.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Integer, Row, cast, delete, func, select, update

from bot.models import NearPaper
from bot.store.database import Reading, Transaction
from bot.store.dialect import dialect_of
from bot.store.rows import readable, whole
from bot.store.schema import (
    editions,
    listings,
    nearest_papers,
    paper_terms,
    paper_texts,
    telling_terms,
)
from bot.store.upsert import upsert

_TERMS_PER_STATEMENT = 500  # terms of one statement; SQLite takes 32,766 values


async def speaking_of(view: Reading, weights: Mapping[str, int], most: int) -> list[str]:
    """The ids of the `most` papers that speak most of these terms, each with its weight, nearest first."""
    if not weights:
        return []
    asked = dialect_of(view.connection).pairs(weights)
    nearness = func.sum(telling_terms.c.weight * cast(asked.c.value, Integer))
    query = select(telling_terms.c.text_id).join(asked, asked.c.key == telling_terms.c.term)
    query = query.group_by(telling_terms.c.text_id).order_by(nearness.desc(), telling_terms.c.text_id.desc())
    text_ids = (await view.connection.execute(query.limit(most))).scalars().all()
    ids = select(paper_texts.c.id, paper_texts.c.paper_id).where(paper_texts.c.id.in_(text_ids))
    paper_ids = {row.id: row.paper_id for row in await view.connection.execute(ids)}
    return [paper_ids[text_id] for text_id in text_ids]


async def nearest_to(view: Reading, paper_ids: Collection[str]) -> dict[str, list[NearPaper]]:
    """The papers nearest to each of these, nearest first, by paper id; those not compared are left out."""
    rows = await view.connection.execute(
        select(nearest_papers).where(nearest_papers.c.paper_id.in_(paper_ids))
    )
    return dict(readable(rows, _near_papers, "nearest papers of", "paper_id"))


async def newest_unweighed(view: Reading, *, most: int) -> list[str]:
    """The ids of up to `most` papers of the two newest days that have no telling terms yet."""
    newest_days = select(editions.c.day).order_by(editions.c.day.desc()).limit(2)
    query = select(listings.c.paper_id).outerjoin(paper_terms, paper_terms.c.paper_id == listings.c.paper_id)
    query = query.where(listings.c.day.in_(newest_days), paper_terms.c.weighed_among.is_(None))
    return list((await view.connection.execute(query.distinct().limit(most))).scalars())


async def stored_papers(view: Reading) -> int:
    """How many papers are stored, about: it is asked for each time, and to count takes long."""
    return (await view.connection.execute(select(func.max(paper_texts.c.id)))).scalar() or 0


async def unweighed(view: Reading, version: int, *, most: int) -> list[str]:
    """The ids of up to `most` papers that have counts by this version's rules, but no telling terms."""
    counted = select(paper_terms.c.paper_id).where(paper_terms.c.version == version)
    query = counted.where(paper_terms.c.weighed_among.is_(None)).limit(most)
    return list((await view.connection.execute(query)).scalars())


async def keep_telling(tx: Transaction, among: int, telling: Mapping[str, Mapping[str, int]]) -> None:
    """Keep the telling terms, weighed `among` so many papers, of papers that had none, by paper id."""
    texts = select(paper_texts.c.id, paper_texts.c.paper_id).where(paper_texts.c.paper_id.in_(telling))
    # One whose text has changed meanwhile has no counts any more, and is weighed when it has.
    texts = texts.join(paper_terms, paper_terms.c.paper_id == paper_texts.c.paper_id)
    rows = [
        {"term": term, "text_id": text_id, "weight": weight}
        for text_id, paper_id in await tx.connection.execute(texts)
        for term, weight in telling[paper_id].items()
    ]
    await upsert(tx, telling_terms, rows)
    weighed = update(paper_terms).where(paper_terms.c.paper_id.in_(telling))
    await tx.connection.execute(weighed.values(weighed_among=among))


async def keep_nearest(tx: Transaction, nearest: Mapping[str, Sequence[NearPaper]]) -> None:
    """Keep the papers nearest to each of these, by paper id; not of one whose text has changed meanwhile."""
    counted = select(paper_terms.c.paper_id).where(paper_terms.c.paper_id.in_(nearest))
    rows = [
        {"paper_id": paper_id, "nearest": [each.model_dump() for each in nearest[paper_id]]}
        for paper_id in (await tx.connection.execute(counted)).scalars()
    ]
    await upsert(tx, nearest_papers, rows)


async def forget(tx: Transaction, paper_id: str, terms: Collection[str]) -> None:
    """Forget what the paper speaks of, which are some of these terms, and what is near to it."""
    await tx.connection.execute(delete(nearest_papers).where(nearest_papers.c.paper_id == paper_id))
    ordered = sorted(terms)
    text_id = select(paper_texts.c.id).where(paper_texts.c.paper_id == paper_id).scalar_subquery()
    for first in range(0, len(ordered), _TERMS_PER_STATEMENT):
        here = telling_terms.c.term.in_(ordered[first : first + _TERMS_PER_STATEMENT])
        await tx.connection.execute(delete(telling_terms).where(here, telling_terms.c.text_id == text_id))


async def forget_outgrown(tx: Transaction, least: int) -> None:
    """Forget all telling terms if some were weighed among fewer papers than these."""
    outgrown = select(paper_terms.c.paper_id).where(paper_terms.c.weighed_among < least).limit(1)
    if (await tx.connection.execute(outgrown)).first():
        await tx.connection.execute(delete(telling_terms))
        await tx.connection.execute(update(paper_terms).values(weighed_among=None))


def _near_papers(row: Row[Any]) -> tuple[str, list[NearPaper]]:
    return whole(row).paper_id, [NearPaper.model_validate(each) for each in row.nearest]
