"""What stands before Discord, or speaks in its place: the real discord.py over sockets, and exactly once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import discord
import pytest
from discord.http import Route

from bot.delivery.discord_time import ANSWERS
from bot.delivery.pacer import Pacer
from bot.delivery.sender import DiscordSender
from bot.delivery.traffic import pacing_trace
from bot.models import DeliveryState
from tests.delivery.conftest import Morning
from tests.delivery.errors import PAGE
from tests.support.local_discord import LocalDiscord
from tests.support.local_discord.faults import Moment

POSTED, PLANNED, SENDING = DeliveryState.POSTED, DeliveryState.PLANNED, DeliveryState.SENDING
# Refused by somebody who is not Discord, so nothing is there.
REFUSALS: dict[str, tuple[int, Any]] = {
    "403 page": (403, PAGE),
    "403 without a code": (403, {"message": "Forbidden"}),
    "403/40333": (403, {"code": 40333, "message": "internal network error"}),
    "404 page": (404, PAGE),
    "404 of a route": (404, {"code": 0, "message": "404: Not Found"}),
    "400 page": (400, PAGE),
    "401 page": (401, PAGE),
    "429 with Retry-After alone": (429, ""),
}
# Nobody can tell from these whether it is there.
RIDDLES: dict[str, tuple[int, Any]] = {
    "408": (408, ""),
    "503 page": (503, PAGE),
    "200 page": (200, PAGE),
    "200 and nothing": (200, ""),
    "204": (204, None),
    "200 without an id": (200, {"ok": True}),
    "200 and a list": (200, [1, 2]),
    "200 and a number": (200, 7),
    "errors in another shape": (400, {"code": 50035, "message": "Invalid", "errors": ["no"]}),
    "a message that is none": (403, {"code": 50013, "message": None}),
}
HISTORIES: dict[str, tuple[int, Any]] = REFUSALS | {
    "200 page": (200, PAGE),
    "200 and an object": (200, {"ok": True}),
    "a refused search": (400, {"code": 50035, "message": "Invalid Form Body"}),
}


@dataclass
class Edge:
    """A morning whose one channel is at a local Discord, and somebody in between."""

    morning: Morning
    local: LocalDiscord
    channel_id: int

    def answer(self, answer: tuple[int, Any], moment: Moment = "before", **more: Any) -> None:
        status, body = answer
        self.local.trouble.add_fault("answer", moment, status=status, body=body, **more)

    async def run(self) -> list[DeliveryState]:
        """A look at what is ready, some minutes after the last one."""
        self.morning.clock.forward(minutes=3)
        await self.morning.run()
        return await self.morning.states(self.channel_id)

    def footers(self) -> list[str]:
        messages = self.local.record.messages(self.channel_id)
        return [message["embeds"][-1]["footer"]["text"].split(" · ")[2] for message in messages]

    async def reason(self) -> str:
        return (await self.morning.rows(self.channel_id))[0].reason or ""

    async def is_paused(self) -> bool:
        return (await self.morning.subscription(self.channel_id)).paused_at is not None


@pytest.fixture
async def edge(morning: Morning, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Edge]:
    async with LocalDiscord() as local:
        monkeypatch.setattr(Route, "BASE", local.api_url)
        channel_id = local.guilds.add().channel_ids[0]
        trace = pacing_trace(Pacer(500), morning.discord_time)
        async with discord.Client(intents=discord.Intents.none(), http_trace=trace) as client:
            await client.login(local.token)
            cast("Any", morning).sender = DiscordSender(client)
            await morning.planned(channel_id)
            yield Edge(morning, local, channel_id)


@pytest.mark.parametrize("name", REFUSALS)
async def test_a_refusal_that_is_not_discords_pauses_nothing_and_costs_nothing(edge: Edge, name: str) -> None:
    edge.answer(REFUSALS[name], kinds=["message_create"], times=2)
    assert await edge.run() == [PLANNED] * 3
    assert await edge.run() == [PLANNED] * 3
    assert not await edge.is_paused()
    assert "\n" not in await edge.reason()
    assert await edge.run() == [POSTED] * 3
    assert edge.footers() == ["1/3", "2/3", "3/3"]


@pytest.mark.parametrize("name", RIDDLES)
@pytest.mark.parametrize("moment", ["before", "after"])
async def test_an_answer_that_says_nothing_is_looked_into(edge: Edge, name: str, moment: Moment) -> None:
    edge.answer(RIDDLES[name], moment, kinds=["message_create"], times=1)
    assert await edge.run() == [SENDING, PLANNED, PLANNED]
    edge.local.trouble.forget_nonces()
    assert await edge.run() == [POSTED] * 3
    assert edge.footers() == ["1/3", "2/3", "3/3"]
    assert not await edge.is_paused()


@pytest.mark.parametrize("hours", [-3, 1, 1000])
async def test_what_was_claimed_while_our_clock_ran_wrong_is_found(edge: Edge, hours: int) -> None:
    edge.morning.clock.now = datetime.now(UTC) + timedelta(hours=hours)
    edge.answer((503, PAGE), "after", kinds=["message_create"], times=1)
    assert await edge.run() == [SENDING, PLANNED, PLANNED]
    edge.local.trouble.forget_nonces()
    edge.morning.clock.now += timedelta(hours=1)
    assert await edge.run() == [POSTED] * 3
    assert edge.footers() == ["1/3", "2/3", "3/3"]


@pytest.mark.parametrize("errors", [(3600.0,), (-3600.0,), (None,), (0.0, 3600.0, None, -3600.0)])
async def test_what_was_claimed_while_answers_were_dated_wrong_is_found(
    edge: Edge, errors: tuple[float | None, ...]
) -> None:
    edge.morning.clock.now = datetime.now(UTC) - (ANSWERS + 1) * timedelta(minutes=3)
    edge.local.trouble.set_dates(*errors)
    edge.answer((403, PAGE), kinds=["message_create"], times=ANSWERS)
    for _ in range(ANSWERS):
        assert await edge.run() == [PLANNED] * 3
    edge.answer((503, PAGE), "after", kinds=["message_create"], times=2)
    for _ in range(2):
        await edge.run()
        edge.local.trouble.forget_nonces()
    assert await edge.run() == [POSTED] * 3
    assert edge.footers() == ["1/3", "2/3", "3/3"]


@pytest.mark.parametrize("name", HISTORIES)
async def test_a_history_that_nobody_could_search_is_searched_again(edge: Edge, name: str) -> None:
    edge.answer((503, PAGE), "after", kinds=["message_create"], times=1)
    assert await edge.run() == [SENDING, PLANNED, PLANNED]
    edge.answer(HISTORIES[name], kinds=["history", "channel"], times=1)
    edge.local.trouble.forget_nonces()
    assert await edge.run() == [SENDING, PLANNED, PLANNED]
    assert await edge.run() == [POSTED] * 3
    assert edge.footers() == ["1/3", "2/3", "3/3"]


async def test_somebodys_empty_answers_are_no_empty_channel(edge: Edge) -> None:
    edge.answer((503, PAGE), "after", kinds=["message_create"], times=1)
    await edge.run()
    edge.local.trouble.forget_nonces()
    edge.answer((200, {}), kinds=["history", "channel"], times=3)
    assert await edge.run() == [SENDING, PLANNED, PLANNED]
    assert await edge.run() == [SENDING, PLANNED, PLANNED]  # an empty history, of a channel with a message
    assert await edge.run() == [POSTED] * 3
    assert edge.footers() == ["1/3", "2/3", "3/3"]


@pytest.mark.parametrize("where", ["/api/v10/elsewhere", "/control/record.tally"])
async def test_a_redirect_posts_nothing_twice(edge: Edge, where: str) -> None:
    edge.answer((302, ""), kinds=["message_create"], times=1, headers={"Location": where})
    assert (await edge.run())[1:] == [PLANNED, PLANNED]
    assert await edge.run() == [POSTED] * 3
    assert edge.footers() == ["1/3", "2/3", "3/3"]


async def test_json_that_says_it_is_text_is_looked_into(edge: Edge) -> None:
    headers = {"Content-Type": "text/plain"}
    edge.answer((200, {"id": "1"}), "after", kinds=["message_create"], times=1, headers=headers)
    assert await edge.run() == [SENDING, PLANNED, PLANNED]
    edge.local.trouble.forget_nonces()
    assert await edge.run() == [POSTED] * 3
    assert edge.footers() == ["1/3", "2/3", "3/3"]


@pytest.mark.parametrize(
    ("code", "reason"),
    [(50083, "thread is archived"), (160005, "thread is locked"), (50008, "channel of this kind")],
)
async def test_a_thread_or_a_channel_that_takes_no_messages_is_paused_in_words(
    edge: Edge, code: int, reason: str
) -> None:
    edge.answer((400, {"code": code, "message": ""}), kinds=["message_create"], times=1)
    assert await edge.run() == [PLANNED] * 3
    paused = await edge.morning.subscription(edge.channel_id)
    assert reason in (paused.paused_reason or "")


async def test_a_permission_that_is_missing_is_paused_whatever_the_status(edge: Edge) -> None:
    edge.answer((400, {"code": 50013, "message": "Missing Permissions"}), kinds=["message_create"])
    await edge.run()
    assert await edge.is_paused()
    assert (await edge.morning.subscription(edge.channel_id)).paused_reason == "400/50013 Missing Permissions"
