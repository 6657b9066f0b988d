"""How many papers use each term: learned now and then, read by all who rank papers."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete, func, insert, select

from bot.store import key_values
from bot.store.database import Reading, Transaction
from bot.store.schema import listings, terms

_NOTE = "terms learned"
_ROWS_AT_A_TIME = 2_000  # rows read or written at a time, between which others are served


class Learned(NamedTuple):
    """When the terms were learned (UTC), from how many papers, and by which rules."""

    at: datetime
    papers: int
    version: int


async def learned(view: Reading) -> Learned | None:
    """When and from what the terms were last learned; None if they never were."""
    if (note := await key_values.note(view, _NOTE)) is None:
        return None
    at, papers, version = json.loads(note)
    return Learned(datetime.fromisoformat(at), papers, version)


async def counts(view: Reading) -> AsyncIterator[dict[str, int]]:
    """How many papers use each of the learned terms, in batches."""
    last = ""
    query = select(terms.c.term, terms.c.papers).order_by(terms.c.term).limit(_ROWS_AT_A_TIME)
    while batch := (await view.connection.execute(query.where(terms.c.term > last))).all():
        yield {row.term: row.papers for row in batch}
        last = batch[-1].term


async def replace(tx: Transaction, new: Mapping[str, int], learned: Learned) -> None:
    """Put what was learned now in place of what was learned before."""
    await tx.connection.execute(delete(terms))
    rows = [{"term": term, "papers": papers} for term, papers in new.items()]
    for first in range(0, len(rows), _ROWS_AT_A_TIME):
        await tx.connection.execute(insert(terms), rows[first : first + _ROWS_AT_A_TIME])
    note = json.dumps([learned.at.isoformat(), learned.papers, learned.version])
    await key_values.set_note(tx, _NOTE, note)


async def newest_listed(view: Reading, most: int) -> list[str]:
    """The ids of the papers listed last, up to `most`."""
    newest = func.max(listings.c.day)
    query = select(listings.c.paper_id).group_by(listings.c.paper_id)
    query = query.order_by(newest.desc(), listings.c.paper_id).limit(most)
    return list((await view.connection.execute(query)).scalars())
