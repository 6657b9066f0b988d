"""Who was frozen for longer than its lease sends nothing that it had begun: the real discord.py, over
sockets, stopped right before a request is written.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, cast

import discord
import pytest
from discord.http import Route

from bot.delivery.lease import Lease
from bot.delivery.outcomes import LapsedError, Later, judge
from bot.delivery.pacer import Pacer
from bot.delivery.sender import DiscordSender, Sender
from bot.delivery.traffic import pacing_trace
from bot.delivery.worker import Deliverer
from bot.models import DeliveryState
from bot.settings import DeliverySettings, Settings
from tests.delivery.conftest import Morning
from tests.support.local_discord import LocalDiscord
from tests.support.sending_lease import held_lease, seize

POSTED, PLANNED, SENDING = DeliveryState.POSTED, DeliveryState.PLANNED, DeliveryState.SENDING


async def nothing() -> None:
    """Goes on at once."""


@dataclass
class Frozen:
    """A morning at a local Discord; `meanwhile` happens once, while the process stands still."""

    morning: Morning
    local: LocalDiscord
    channel_id: int
    elsewhere: DiscordSender = field(init=False)  # of the next holder
    meanwhile: list[Callable[[], Awaitable[object]]] = field(
        default_factory=list[Callable[[], Awaitable[object]]]
    )

    async def deliver(self, lease: Lease, sender: Sender | None = None) -> None:
        dispatcher = self.morning.dispatcher_under(lease)
        await Deliverer(dispatcher, sender or self.morning.sender).deliver_ready()

    async def states(self) -> list[DeliveryState]:
        return await self.morning.states(self.channel_id)

    def posted(self) -> int:
        return len(self.local.record.messages(self.channel_id))


class Seconds:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@asynccontextmanager
async def logged_in(
    local: LocalDiscord, before_writing: Callable[[], Awaitable[object]]
) -> AsyncGenerator[DiscordSender]:
    """A sender with a connection of its own, which is taken or made before `before_writing`."""

    async def connected(*_: object) -> None:
        await before_writing()

    trace = pacing_trace(Pacer(500))
    trace.on_connection_reuseconn.append(connected)
    trace.on_connection_create_end.append(connected)
    async with discord.Client(intents=discord.Intents.none(), http_trace=trace) as client:
        await client.login(local.token)
        yield DiscordSender(client)


@pytest.fixture
async def frozen(morning: Morning, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Frozen]:
    async with LocalDiscord() as local:
        monkeypatch.setattr(Route, "BASE", local.api_url)
        place = Frozen(morning, local, local.guilds.add().channel_ids[0])

        async def freeze() -> None:
            if place.meanwhile:
                await place.meanwhile.pop()()

        async with logged_in(local, freeze) as sender, logged_in(local, nothing) as elsewhere:
            cast("Any", morning).sender = sender
            place.elsewhere = elsewhere
            await morning.planned(place.channel_id)
            yield place


async def test_what_was_claimed_is_not_written_once_the_lease_ran_out(frozen: Frozen) -> None:
    steady, morning = Seconds(), frozen.morning
    lease = Lease(morning.store, morning.clock, 30, holder="here", steady=steady)
    await lease.take()

    async def sleep() -> None:
        steady.now += 31

    frozen.meanwhile.append(sleep)
    await frozen.deliver(lease)
    assert frozen.posted() == 0
    assert await frozen.states() == [PLANNED] * 3  # nobody took over, and nothing was written
    morning.clock.forward(minutes=1)
    await morning.run()
    assert (await frozen.states(), frozen.posted()) == ([POSTED] * 3, 3)


@pytest.mark.parametrize("posts", [False, True], ids=["the next one died", "the next one posted"])
async def test_who_has_the_lease_again_looks_for_what_it_began_before(frozen: Frozen, posts: bool) -> None:
    morning = frozen.morning
    lease = await held_lease(morning.store, morning.clock)

    async def lose_it_and_get_it_back() -> None:
        there = await held_lease(morning.store, morning.clock, "there")
        if posts:
            await frozen.deliver(there, frozen.elsewhere)
        await seize(lease, morning.store, morning.clock)
        frozen.local.trouble.forget_nonces()

    frozen.meanwhile.append(lose_it_and_get_it_back)
    await frozen.deliver(lease)
    assert (await frozen.states(), frozen.posted()) == ([POSTED] * 3, 3)
    looked_for = len(frozen.local.record.requests("history"))
    assert looked_for > 0  # by the next one, or by itself in its new term


async def test_what_only_its_nonce_guards_is_not_repeated_once_that_may_be_forgotten(frozen: Frozen) -> None:
    """A pause of everything between the look and the request can be as long as a frozen process."""
    morning, trouble = frozen.morning, frozen.local.trouble
    lease = Lease(morning.store, morning.clock, 30, holder="here", steady=Seconds())
    await lease.take()
    trouble.refuse_history(frozen.channel_id, 50013)
    trouble.add_fault("answer", "after", kinds=["message_create"], status=503, times=1)
    await frozen.deliver(lease)
    assert (await frozen.states(), frozen.posted()) == ([SENDING, PLANNED, PLANNED], 1)

    async def wait() -> None:
        morning.clock.forward(minutes=10)
        trouble.forget_nonces()

    morning.clock.forward(seconds=10)
    frozen.meanwhile += [wait, nothing]  # the look comes first
    await frozen.deliver(lease)
    assert frozen.posted() == 1
    morning.clock.forward(minutes=10)
    await frozen.deliver(lease)
    assert (await frozen.states())[0] == DeliveryState.UNCONFIRMED
    assert frozen.posted() == 3


async def test_what_discord_py_repeats_is_not_written_once_its_nonce_may_be_forgotten(frozen: Frozen) -> None:
    """It repeats what was answered with 500 by itself, and may wait for a channel's limit in between."""
    morning, trouble = frozen.morning, frozen.local.trouble
    # discord.py waits for a second.
    morning.settings = Settings(delivery=DeliverySettings(nonce_seconds=0.5))
    lease = await held_lease(morning.store, morning.clock)
    trouble.add_fault("status", "after", kinds=["message_create"], status=500, times=1)

    async def forget() -> None:
        trouble.forget_nonces()

    frozen.meanwhile += [forget, nothing]  # at the second request
    await frozen.deliver(lease)
    assert (await frozen.states(), frozen.posted()) == ([SENDING, PLANNED, PLANNED], 1)
    morning.clock.forward(minutes=1)
    await frozen.deliver(lease)
    assert (await frozen.states(), frozen.posted()) == ([POSTED] * 3, 3)


@pytest.mark.parametrize("was_written", [False, True])
def test_what_was_not_written_is_unknown_only_if_something_before_it_was(was_written: bool) -> None:
    outcome = judge(LapsedError(was_written=was_written))
    assert isinstance(outcome, Later)
    assert outcome.unknown is was_written
