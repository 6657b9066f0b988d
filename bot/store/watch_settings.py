"""Whose saved papers are watched, and who was told how to stop that."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from bot.store.database import Reading, Transaction
from bot.store.schema import watch_settings
from bot.store.upsert import upsert


async def watches_saved(view: Reading, user_id: int) -> bool:
    """Whether what the person saves is watched; so it is until they say otherwise."""
    query = select(watch_settings.c.watches_saved).where(watch_settings.c.user_id == user_id)
    return (await view.connection.execute(query)).scalar() is not False


async def set_watches_saved(tx: Transaction, user_id: int, *, is_on: bool) -> None:
    """Whether what the person saves from now on is watched; who switches it knows the switch."""
    row = {"user_id": user_id, "watches_saved": is_on, "introduced": True}
    await upsert(tx, watch_settings, [row], key="user_id")


async def introduced(view: Reading, user_ids: Collection[int]) -> set[int]:
    """Those of these people who were told of the switch."""
    query = select(watch_settings.c.user_id).where(
        watch_settings.c.user_id.in_(user_ids), watch_settings.c.introduced
    )
    return set((await view.connection.execute(query)).scalars())


async def introduce(tx: Transaction, user_id: int) -> None:
    """The person is told of the switch."""
    row = {"user_id": user_id, "watches_saved": True, "introduced": True}
    await upsert(tx, watch_settings, [row], keep=frozenset({"watches_saved"}), key="user_id")
