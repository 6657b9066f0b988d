"""What people ask for, once per distinct meaning, and which of it a paper can fit."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from sqlalchemy import delete, exists, func, select

from bot.store.database import Reading, Transaction
from bot.store.dialect import insert
from bot.store.parameters import as_parameter, rows_of
from bot.store.schema import alerts, keyword_hits, keywords

_IDS_PER_STATEMENT = 3_000  # ids of one statement
_KEYS = rows_of("keys")
_CANDIDATES = select(keywords.c.id, keywords.c.form).join(_KEYS, keywords.c.key == _KEYS.c.value)


class Candidate(NamedTuple):
    """A keyword that a paper may fit."""

    id: int
    form: str


async def id_of(tx: Transaction, form: str, key: str) -> int:
    """The keyword with this canonical form, added if it is new; its key is `key` from now on."""
    added = insert(tx.connection, keywords).values(form=form, key=key)
    upserted = added.on_conflict_do_update(index_elements=["form"], set_={"key": key})
    return (await tx.connection.execute(upserted.returning(keywords.c.id))).scalar_one()


async def ids_of(tx: Transaction, keys: Mapping[str, str]) -> dict[str, int]:
    """The keywords with these canonical forms as `id_of` gives them, by form: one statement for all."""
    if not keys:
        return {}
    added = insert(tx.connection, keywords).values([{"form": form, "key": key} for form, key in keys.items()])
    stored = added.on_conflict_do_update(index_elements=["form"], set_={"key": added.excluded.key})
    rows = await tx.connection.execute(stored.returning(keywords.c.form, keywords.c.id))
    return {row.form: row.id for row in rows}


async def with_keys(view: Reading, keys: Collection[str]) -> list[Candidate]:
    """The keywords that are stored under one of these keys."""
    sorted_keys = as_parameter(sorted(keys))  # neighbours in the index are read together
    candidates = await view.connection.execute(_CANDIDATES, {"keys": sorted_keys})
    return [Candidate._make(row) for row in candidates.all()]


async def forget_unused(tx: Transaction, among: Collection[int] | None = None) -> int:
    """Delete the keywords (`among` these) that nobody has, and what they hit: so many at most that others
    need not wait. Returns how many.
    """
    unused = ~exists().where(alerts.c.keyword_id == keywords.c.id)
    unused_ids = select(keywords.c.id).where(unused).limit(_IDS_PER_STATEMENT)
    if among is not None:
        unused_ids = unused_ids.where(keywords.c.id.in_(among))
    ids = list((await tx.connection.execute(unused_ids)).scalars())
    if ids:
        tx.erase_traces()
        await tx.connection.execute(delete(keyword_hits).where(keyword_hits.c.keyword_id.in_(ids)))
        await tx.connection.execute(delete(keywords).where(keywords.c.id.in_(ids)))
    return len(ids)


async def highest_id(view: Reading) -> int:
    """The id of the keyword that was stored last; 0 if there is none."""
    return (await view.connection.execute(select(func.max(keywords.c.id)))).scalar() or 0
