"""What a store is told when it was restored: since when it knows nothing, though messages went out."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import func, select

from bot.store import guilds, key_values, leases
from bot.store.database import Reading, Transaction
from bot.store.schema import deliveries, editions

NOTE = "restored"
NOTHING_BEFORE = datetime(2016, 1, 1, tzinfo=UTC)  # of a copy without any memory
# Days after a restore in which something may come again that a DM told before it: what waits longest to be
# told are the days that the source failed to give, and those are fetched for so long at most.
DOUBT_DAYS = 60
# Of a clock. For a smaller one a history is searched anyway (own_messages.CLOCKS_APART); a post that was
# noted even later was found late.
LEAST_LEAD, MOST_LEAD = timedelta(minutes=10), timedelta(days=1)
# An id of Discord's begins with its time (developer documentation, "Snowflakes").
_DISCORD_BEGAN, _ID_BITS = datetime(2015, 1, 1, tzinfo=UTC), 22


class Restoration(NamedTuple):
    """A backup taken at `taken_at` became the store at `restored_at` (UTC)."""

    taken_at: datetime
    restored_at: datetime

    @property
    def last_day(self) -> date:
        """The last edition day of which something may have been sent that the store does not know of."""
        return self.restored_at.date()


async def latest(view: Reading) -> Restoration | None:
    """The last one; None if the store was never restored."""
    note = await key_values.note(view, NOTE)
    try:
        return Restoration(*map(datetime.fromisoformat, json.loads(note or "")))
    except (TypeError, ValueError):
        return None


async def last_memory(view: Reading) -> datetime:
    """The last moment (UTC) of which the store knows anything; the year 2016 if it knows nothing."""
    moments = (editions.c.fetched_at, deliveries.c.planned_at, deliveries.c.posted_at)
    lasts = [(await view.connection.execute(select(func.max(moment)))).scalar() for moment in moments]
    return max((last for last in lasts if isinstance(last, datetime)), default=NOTHING_BEFORE)


async def _clock_lead(view: Reading) -> timedelta:
    """How far the clock was ahead of Discord's when it last noted a post, by the post's id."""
    query = select(deliveries.c.message_id, deliveries.c.posted_at).where(deliveries.c.posted_at.is_not(None))
    row = (await view.connection.execute(query.order_by(deliveries.c.posted_at.desc()).limit(1))).first()
    match tuple(row or ()):
        case int(message_id), datetime() as posted_at:
            made_at = _DISCORD_BEGAN + timedelta(milliseconds=message_id >> _ID_BITS)
            lead = posted_at - made_at
            return lead if LEAST_LEAD < lead <= MOST_LEAD else timedelta()
        case _:
            return timedelta()


async def begin(tx: Transaction, taken_at: datetime, now: datetime) -> Restoration:
    """Write down that this store is a copy taken then (UTC), in use from `now` on; nobody delivers from it.

    What an earlier restore left in doubt stays so; and a clock that ran ahead of Discord's hides nothing.
    """
    earlier, since = await latest(tx), min(taken_at, now).astimezone(UTC) - await _clock_lead(tx)
    if earlier and since - earlier.restored_at < timedelta(days=DOUBT_DAYS):
        since = min(since, earlier.taken_at)
    await leases.begin_anew(tx, now)
    await guilds.forget_comparison(tx)
    await key_values.forget_commands(tx)  # a newer Paperboy may have told Discord more
    await key_values.set_note(tx, NOTE, json.dumps([since.isoformat(), now.astimezone(UTC).isoformat()]))
    return Restoration(since, now.astimezone(UTC))
