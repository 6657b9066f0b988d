"""A service with a day in its store, channels at a local Discord, and `post` between them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from discord.http import Route
from pydantic import SecretStr

from bot.app.service import Resources, Service
from bot.manual_post import post
from bot.manual_post.post import prepare
from bot.manual_post.results import Fate, Result
from bot.models import Edition, Subscription
from bot.settings import DiscordSettings, Settings
from bot.store import Store, subscriptions
from tests.conftest import HandClock
from tests.factories import WEDNESDAY, channel, paper
from tests.support.known_papers import KnownPapers
from tests.support.known_records import KnownRecords
from tests.support.local_discord import LocalDiscord


@dataclass
class Office:
    service: Service
    local: LocalDiscord
    source: KnownPapers
    clock: HandClock
    holders: list[str] = field(default_factory=list[str])

    async def subscribe(self, **settings: Any) -> int:
        """A new channel at Discord, configured; its id."""
        guild = self.local.guilds.add()
        await self.service.channels.subscribe(channel(guild.channel_ids[0], guild_id=guild.id, **settings))
        return guild.channel_ids[0]

    async def post(self, day: date = WEDNESDAY, **options: Any) -> list[Result]:
        return await (await prepare(self.service, day, **options)).send(self.holders.append)

    async def fates(self, day: date = WEDNESDAY, **options: Any) -> list[Fate]:
        return [result.fate for result in await self.post(day, **options)]

    async def subscription(self, channel_id: int) -> Subscription:
        async with self.service.store.reading() as view:
            subscription = await subscriptions.of_channel(view, channel_id)
        assert subscription is not None
        return subscription

    def posted(self, channel_id: int) -> int:
        return len(self.local.record.messages(channel_id))

    async def stored(self, day: date) -> Edition:
        return await self.service.collector.collected_day(day)


class TickingClock(HandClock):
    """Moves on by itself, a little each time that it is asked."""

    def __call__(self) -> Any:
        return self.forward(seconds=1)


@pytest.fixture
async def office(store: Store, clock: HandClock, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Office]:
    monkeypatch.setattr(post, "POLL_SECONDS", 0.01)
    monkeypatch.setattr(Route, "BASE", Route.BASE)  # use_api sets it, for the whole process
    async with LocalDiscord() as local:
        discord = DiscordSettings(token=SecretStr(local.token), api_url=local.api_url)
        source = KnownPapers({WEDNESDAY: tuple(paper(n) for n in range(1, 13))})
        ticking = TickingClock(clock.now + timedelta(hours=3))
        settings = Settings(discord=discord)
        resources = Resources(settings, store, source, source, KnownRecords(), ticking)
        yield Office(Service(resources), local, source, ticking)
