"""What arXiv says of papers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from sqlalchemy import RowMapping, select

from bot.models import ArxivRecord, Paper
from bot.store import edits
from bot.store.database import Reading, Transaction
from bot.store.editions import paper, save_papers
from bot.store.rows import model_of, readable
from bot.store.schema import arxiv_records
from bot.store.upsert import upsert

DAY = timedelta(days=1)
MARKED_DAYS = 90  # after a post, in which it is marked that a paper in it was withdrawn


async def save_record(tx: Transaction, record: ArxivRecord, now: datetime) -> None:
    """Keep a record; its paper only if it is not stored, since arXiv knows no votes and no code links.

    Posts of the last 90 days that show a paper which is withdrawn are looked at again.
    """
    stored = await paper(tx, record.paper.id)
    if stored is None:
        await save_papers(tx, [record.paper], now)
    elif not stored.abstract:  # from an archive
        filled = record.paper.model_dump(include={"abstract", "authors", "published_at"})
        await save_papers(tx, [stored.model_copy(update=filled)], now)
    row = {"paper_id": record.paper.id, "fetched_at": now}
    row |= record.model_dump(include={"primary_class", "withdrawn", "version", "updated_at"})
    await upsert(tx, arxiv_records, [row])
    if record.withdrawn:
        await edits.look_soon(tx, record.paper.id, now - MARKED_DAYS * DAY, now)


async def withdrawn(view: Reading, paper_ids: Collection[str]) -> set[str]:
    """Those of the papers of which arXiv told that their authors withdrew them."""
    is_one = arxiv_records.c.paper_id.in_(paper_ids) & arxiv_records.c.withdrawn
    return set((await view.connection.execute(select(arxiv_records.c.paper_id).where(is_one))).scalars())


async def with_records(view: Reading, paper_ids: Collection[str]) -> set[str]:
    """Those of the papers of which arXiv told."""
    query = select(arxiv_records.c.paper_id).where(arxiv_records.c.paper_id.in_(paper_ids))
    return set((await view.connection.execute(query)).scalars())


async def stored_record(view: Reading, paper_id: str) -> ArxivRecord | None:
    """A kept record, with the paper as last fetched from anywhere."""
    query = select(arxiv_records).where(arxiv_records.c.paper_id == paper_id)
    row = (await view.connection.execute(query)).mappings().first()
    stored = await paper(view, paper_id) if row else None
    return None if row is None or stored is None else model_of(ArxivRecord, row, paper=stored)


async def stored_records(view: Reading, papers: Mapping[str, Paper]) -> dict[str, ArxivRecord]:
    """The kept records of these stored papers, by id."""
    query = select(arxiv_records).where(arxiv_records.c.paper_id.in_(papers))
    rows = (await view.connection.execute(query)).mappings()

    def record(row: RowMapping) -> ArxivRecord:
        return model_of(ArxivRecord, row, paper=papers[row["paper_id"]])

    return {each.paper.id: each for each in readable(rows, record, "record of", "paper_id")}
