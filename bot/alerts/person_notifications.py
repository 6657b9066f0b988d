"""A person's notifications: when they come, what waits, and what is done when a DM cannot be sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from bot import due
from bot.alerts.times import hour
from bot.errors import UserError
from bot.models import Person
from bot.models.clock import Clock
from bot.models.notifications import Notification
from bot.settings import ScheduleSettings
from bot.store import Store, notifications, people


@dataclass(frozen=True)
class Notifications:
    """Each person's notifications, seen by that person alone."""

    store: Store
    schedule: ScheduleSettings
    clock: Clock

    async def person(self, user_id: int) -> Person | None:
        """The person, if they have or had alerts."""
        async with self.store.reading() as view:
            return await people.person(view, user_id)

    async def of_id(self, user_id: int, notification_id: int) -> Notification | None:
        """The person's notification with this id; None of somebody else's, or one of long ago."""
        async with self.store.reading() as view:
            return await notifications.of_user(view, user_id, notification_id)

    async def waiting(self, user_id: int) -> Sequence[Notification]:
        """What the person has not got yet, oldest first."""
        async with self.store.reading() as view:
            return await notifications.waiting(view, user_id)

    async def set_hour(self, user_id: int, due_time: time | None, zone: str | None) -> Person:
        """Send the person's notifications at this time in this zone; without them when the day is finished.

        UserError if they have no alerts.
        """
        async with self.store.transaction() as tx:
            if (person := await people.person(tx, user_id)) is None:
                raise UserError("alerts-none")
            person = person.model_copy(update={"due_time": due_time, "zone": zone})
            due_at = self.next_hour(person)
            await people.change(tx, user_id, due_time=due_time, zone=zone, next_due_at=due_at)
        return person.model_copy(update={"next_due_at": due_at})

    def next_hour(self, person: Person) -> datetime:
        """When the person's hour comes next (UTC)."""
        return due.next_due(self.clock(), *hour(person, self.schedule))

    async def retry(self, user_id: int) -> bool:
        """Try the person's DMs again; whether a notification waited."""
        now = self.clock()
        async with self.store.transaction() as tx:
            await people.reopen(tx, user_id)
            return await notifications.outbox.hasten(tx, [user_id], now) > 0

    async def seen_again(self, user_id: int) -> None:
        """The person used a command: a server is shared, or there is a DM, so nothing is deleted."""
        now = self.clock()
        async with self.store.transaction() as tx:
            person = await people.person(tx, user_id)
            if person and person.unreachable_since:
                await people.change(tx, user_id, unreachable_since=None)
                await notifications.outbox.hasten(tx, [user_id], now)

    async def acknowledge_closed_dms(self, user_id: int) -> None:
        """The person has read that their DMs are closed, and what waits; it is not said again."""
        async with self.store.transaction() as tx:
            await people.change(tx, user_id, closed_told=True)
