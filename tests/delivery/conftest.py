"""A planned morning: channels, a day of several messages, and a Discord that does what it is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from bot.delivery.discord_time import DiscordTime
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.edits import Editor
from bot.delivery.lease import Lease
from bot.delivery.pacer import Pacer
from bot.delivery.worker import Deliverer
from bot.digests.edits import plan_edits, plan_late_bullets
from bot.digests.planner import plan_due
from bot.models import Delivery, DeliveryState, Subscription
from bot.settings import Settings
from bot.store import Store, deliveries, editions, subscriptions
from tests.conftest import HandClock
from tests.delivery.scripted import ScriptedSender
from tests.factories import WEDNESDAY, at, channel, edition, paper
from tests.support.sending_lease import held_lease
from tests.support.spoiling import spoil
from tests.support.subscribing import subscribe


@dataclass
class Morning:
    """Each `run` is a process of its own: only the store and Discord remember."""

    store: Store
    clock: HandClock
    sender: ScriptedSender
    settings: Settings = field(default_factory=Settings)
    discord_time: DiscordTime = field(default_factory=DiscordTime)

    async def planned(self, *channel_ids: int, **changes: Any) -> None:
        """Plan Wednesday for these channels, as three messages each; `changes` are settings."""
        for channel_id in channel_ids:
            chosen = channel(channel_id, **{"papers": 25} | changes)
            await subscribe(self.store, self.settings.schedule, chosen, at("2024-04-03 12:00"))
        papers = [paper(n) for n in range(1, 26)]
        async with self.store.transaction() as tx:
            await editions.save_edition(tx, edition(WEDNESDAY, papers), finished=True)
        await plan_due(self.store, self.settings, self.clock())

    async def dispatcher(self, holder: str = "here") -> Dispatcher:
        return self.dispatcher_under(await held_lease(self.store, self.clock, holder))

    def dispatcher_under(self, lease: Lease) -> Dispatcher:
        return Dispatcher(
            self.store,
            Pacer(1e6),
            self.settings.delivery,
            lease=lease,
            clock=self.clock,
            discord_time=self.discord_time,
        )

    async def deliverer(self, holder: str = "here") -> Deliverer:
        return Deliverer(await self.dispatcher(holder), self.sender)

    async def run(self) -> None:
        """Start, send what is ready, stop."""
        await (await self.deliverer()).deliver_ready()

    async def edit(self) -> int:
        """Plan the edits that are due, and make them, by a process of its own; how many were planned."""
        count = await plan_edits(self.store, self.settings.delivery, self.clock())
        count += await plan_late_bullets(self.store, self.settings.delivery, self.clock())
        await self.editor_of_a_new_process()
        return count

    async def editor_of_a_new_process(self, holder: str = "here") -> None:
        await Editor(await self.dispatcher(holder), self.sender).deliver_ready()

    async def voted(self, more: int, day: date = WEDNESDAY) -> None:
        """The source tells of so many more votes for each paper of the day."""
        async with self.store.transaction() as tx:
            stored = await editions.edition(tx, day)
            assert stored is not None
            papers = [p.model_copy(update={"votes": p.votes + more}) for p in stored.papers]
            fetched = edition(day, papers).model_copy(update={"fetched_at": self.clock()})
            await editions.save_edition(tx, fetched, finished=True)

    async def edit_states(self) -> list[str]:
        async with self.store.reading() as view:
            rows = await view.connection.exec_driver_sql("SELECT state FROM edits ORDER BY delivery_id")
            return list(rows.scalars())

    async def alter(self, statement: str, **values: object) -> None:
        """Change rows behind everybody's back."""
        await spoil(self.store, statement, **values)

    async def rows(self, channel_id: int = 100) -> list[Delivery]:
        async with self.store.reading() as view:
            subscription = await subscriptions.of_channel(view, channel_id)
            ids = [subscription.id] if subscription else []
            return await deliveries.of_day(view, WEDNESDAY, ids, partial=False)

    async def states(self, channel_id: int = 100) -> list[DeliveryState]:
        return [row.state for row in await self.rows(channel_id)]

    async def subscription(self, channel_id: int = 100) -> Subscription:
        async with self.store.reading() as view:
            subscription = await subscriptions.of_channel(view, channel_id)
        assert subscription is not None
        return subscription


class Seconds:
    """A clock that moves only while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
async def morning(store: Store, clock: HandClock) -> Morning:
    return Morning(store, clock, ScriptedSender())
