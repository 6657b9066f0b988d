"""The outbox: the one ledger of what is to be said to whom, on which “exactly once” rests.

A message is a row before it is sent, it is claimed before Discord gets it, and its outcome is recorded after.
A kind of message is a table with `schema.base.outbox_columns()`, a column that says whose queue it stands in,
and the order of that queue; what becomes of a message is decided in bot.delivery.retry. What is asked for
each message is put together once: that takes longer than to run it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    RowMapping,
    Select,
    Table,
    Update,
    bindparam,
    func,
    select,
    update,
)

from bot.models import PENDING_STATES, DeliveryState, NextState, OutboxMessage
from bot.store.database import Reading, Transaction
from bot.store.leases import is_current
from bot.store.rows import readable_or_none

M = TypeVar("M", bound=OutboxMessage)


class Backlog(NamedTuple):
    """Messages `waiting` for their turn, the first until `next_attempt_at`, and those `on_hold`."""

    waiting: int
    next_attempt_at: datetime | None
    on_hold: int


def planned(now: datetime, *, on_hold: bool = False) -> dict[str, Any]:
    """The columns of a message that is to be sent from now on, or `on_hold` until it is hastened."""
    turn = None if on_hold else now
    return {"state": DeliveryState.PLANNED, "attempts": 0, "planned_at": now, "next_attempt_at": turn}


@dataclass(frozen=True)
class Outbox(Generic[M]):
    """The messages of one kind. `owner` is the column, and the field, of whose queue a message stands in;
    `read` makes a message of a row, ValueError or TypeError if it cannot. Only who `is_open` is served.
    """

    table: Table
    owner: Column[int]
    order: tuple[ColumnElement[Any], ...]
    read: Callable[[RowMapping], M]
    is_open: ColumnElement[bool]

    @property
    def is_pending(self) -> ColumnElement[bool]:
        """Which rows are still to be sent, or to be looked for."""
        return self.table.c.state.in_(PENDING_STATES)

    async def ready(
        self,
        view: Reading,
        now: datetime,
        limit: int,
        *,
        busy: Collection[int] = (),
        only: Collection[int] | None = None,
    ) -> list[int]:
        """Up to `limit` owners who have something to be sent now, longest waiting first.

        None of `busy`; and none but `only`, where that is given.
        """
        turn = self.table.c.next_attempt_at
        # Not by the index of the states, which has no order: all that wait would be sorted for the first few.
        is_pending = self.table.c.state.concat("").in_(PENDING_STATES)
        query = select(turn, self.owner).where(is_pending, turn <= now, self.is_open)
        query = query.where(self.owner.not_in(busy))
        if only is not None:
            query = query.where(self.owner.in_(only))
        query = query.distinct().order_by(turn, self.owner).limit(limit)
        return list(dict.fromkeys(owner for _, owner in await view.connection.execute(query)))

    async def queue(self, view: Reading, owner_id: int) -> list[M]:
        """The owner's pending messages, in the order in which they are to be sent."""
        rows = await view.connection.execute(self._queue, {"queue_owner": owner_id})
        return [self.read(row) for row in rows.mappings()]

    async def first_id(self, view: Reading, owner_id: int) -> int | None:
        """The id of what stands first in the owner's queue, even if it cannot be read."""
        query = select(self.table.c.id).where(self._is_queued(owner_id))
        return (await view.connection.execute(query.order_by(*self.order).limit(1))).scalar()

    async def message(self, view: Reading, message_id: int) -> M | None:
        """The message with this id, unless it was erased."""
        query = select(self.table).where(self.table.c.id == message_id)
        row = (await view.connection.execute(query)).mappings().first()
        return None if row is None else self.read(row)

    async def backlog(self, view: Reading) -> Backlog:
        """How many messages are pending, whoever's they are."""
        turn = self.table.c.next_attempt_at
        counts = func.count(turn), func.min(turn), func.count() - func.count(turn)
        waiting, first, on_hold = (
            await view.connection.execute(select(*counts).where(self.is_pending))
        ).one()
        return Backlog(waiting, readable_or_none(first), on_hold)

    async def claim(self, tx: Transaction, message: M, fence: int, now: datetime) -> bool:
        """Claim a message for one attempt; False if it is not pending any more, carries more by now (and so
        reaches up to a later day), or another process has the lease since `fence`.
        """
        if not await is_current(tx, fence):
            return False
        values = {"claimed_id": message.id, "claimed_day": message.day, "claimed_at": now}
        return (await tx.connection.execute(self._claim, values)).rowcount > 0

    async def record(self, tx: Transaction, message: M, next_state: NextState) -> None:
        """Write down what an attempt came to; if it is to be repeated, all of the queue waits with it.

        `message` is the row before it: an attempt that only looked for an earlier one counts, too.
        """
        values = {name: value for name, value in next_state._asdict().items() if value is not None}
        values |= {"attempts": message.attempts + 1, "next_attempt_at": next_state.next_attempt_at}
        if next_state.state is not DeliveryState.SENDING:
            values["unknown_since"] = None
        await self.change_one(tx, message.id, **values)
        if next_state.is_pending:
            await self.postpone(tx, getattr(message, self.owner.name), next_state.next_attempt_at)

    async def give_up(self, tx: Transaction, message_id: int, state: DeliveryState, reason: str) -> None:
        """End a message with which nobody can work: FAILED, or UNCONFIRMED if Discord may have it."""
        ended = {"next_attempt_at": None, "unknown_since": None}
        await self.change_one(tx, message_id, state=state, reason=reason, **ended)

    async def hasten(self, tx: Transaction, owner_ids: Collection[int], now: datetime) -> int:
        """Try what these owners wait for now, as if it had just been planned; how many messages that are."""
        waiting = self.is_pending & self.owner.in_(owner_ids)
        return await self.change(tx, waiting, next_attempt_at=now, planned_at=now, attempts=0)

    async def postpone(self, tx: Transaction, owner_id: int, until: datetime | None) -> None:
        """Try nothing of the owner's queue before `until` (None: before it is hastened)."""
        await self.change(tx, self._is_queued(owner_id), next_attempt_at=until)

    @cached_property
    def _queue(self) -> Select[Any]:
        return select(self.table).where(self._is_queued(bindparam("queue_owner"))).order_by(*self.order)

    @cached_property
    def _claim(self) -> Update:
        columns = self.table.c
        since = func.coalesce(
            columns.unknown_since, bindparam("claimed_at", type_=columns.unknown_since.type)
        )
        is_same = (columns.id == bindparam("claimed_id")) & (columns.day == bindparam("claimed_day"))
        claim = update(self.table).where(is_same & self.is_pending)
        return claim.values(state=DeliveryState.SENDING, attempts=columns.attempts + 1, unknown_since=since)

    @cached_property
    def _change_one(self) -> Update:
        return update(self.table).where(self.table.c.id == bindparam("changed_id"))

    def _is_queued(self, owner_id: int | BindParameter[int]) -> ColumnElement[bool]:
        """By the index of queues: by that of days, which has an order, all that ever was sent is read."""
        queued_ids = select(self.table.c.id).where(self.is_pending, self.owner == owner_id)
        return self.table.c.id.in_(queued_ids)

    async def change_one(self, tx: Transaction, row_id: int, **values: object) -> None:
        """Set columns of one message."""
        await tx.connection.execute(self._change_one, {"changed_id": row_id, **values})

    async def change(self, tx: Transaction, where: ColumnElement[bool], **values: object) -> int:
        """Set columns of some rows; how many those were."""
        return (await tx.connection.execute(update(self.table).where(where).values(**values))).rowcount
