"""People with alerts: when and where they get their notifications."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import exists, func, select, update

from bot.models import Language, Person
from bot.store.database import Reading, Transaction
from bot.store.rows import model_of, readable
from bot.store.schema import installations, people
from bot.store.upsert import insert_missing


async def meet(tx: Transaction, user_id: int, language: Language, next_due_at: datetime) -> None:
    """Know a person; of somebody who is known only the language changes."""
    row = {"user_id": user_id, "language": language, "next_due_at": next_due_at, "closed_told": False}
    if not await insert_missing(tx, people, [row]):
        await change(tx, user_id, language=language)


async def change(tx: Transaction, user_id: int, **values: Any) -> None:
    """Set columns of a person's row."""
    await tx.connection.execute(update(people).where(people.c.user_id == user_id).values(**values))


async def shut(tx: Transaction, user_id: int, column: str, now: datetime) -> None:
    """Remember in `closed_since` or `unreachable_since` that the person cannot be written to, since now."""
    values = {column: func.coalesce(people.c[column], now), "closed_told": False}
    await tx.connection.execute(update(people).where(people.c.user_id == user_id).values(values))


async def reopen(tx: Transaction, user_id: int) -> bool:
    """The person can be written to again, as far as we know; whether that was otherwise."""
    shut = people.c.closed_since.is_not(None) | people.c.unreachable_since.is_not(None)
    opened = {"closed_since": None, "closed_told": False, "unreachable_since": None}
    statement = update(people).where(people.c.user_id == user_id, shut).values(**opened)
    return (await tx.connection.execute(statement)).rowcount > 0


async def person(view: Reading, user_id: int) -> Person | None:
    """The person, if they have or had alerts."""
    return (await by_ids(view, [user_id])).get(user_id)


async def by_ids(view: Reading, user_ids: Collection[int]) -> dict[int, Person]:
    """Those of these people whom we know."""
    query = select(people).where(people.c.user_id.in_(user_ids))
    rows = (await view.connection.execute(query)).mappings()
    people_by_row = readable(rows, lambda row: model_of(Person, row), "person", "user_id")
    return {person.user_id: person for person in people_by_row}


async def due(view: Reading, now: datetime) -> list[int]:
    """The people whose hour has come, longest due first."""
    query = select(people.c.user_id).where(people.c.next_due_at <= now)
    query = query.order_by(people.c.next_due_at, people.c.user_id)
    return list((await view.connection.execute(query)).scalars())


async def unreachable(view: Reading, since: datetime, day: date) -> list[int]:
    """The people with whom no server has been shared since then or longer, and who have no installation of
    their own that was used after that day (UTC).
    """
    installed = (installations.c.user_id == people.c.user_id) & (installations.c.last_used_on > day)
    gone = (people.c.unreachable_since <= since) & ~exists().where(installed)
    query = select(people.c.user_id).where(gone)
    return list((await view.connection.execute(query)).scalars())
