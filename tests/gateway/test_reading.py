"""However much the gateway sends, others have their turn."""

from __future__ import annotations

import asyncio
from typing import Any, cast

from aiohttp import WSMessage, WSMsgType

from bot.gateway.reading import FairWebSocket

UNKNOWN_EVENT = '{"op": 0, "t": "NOTHING_KNOWN", "s": 1, "d": {}}'


class Endless:
    """A connection on which something has always come already."""

    async def receive(self, **_: float) -> WSMessage:
        return WSMessage(WSMsgType.TEXT, UNKNOWN_EVENT, None)


def _ignored(*_: object) -> None:
    """Whoever listens to events."""


async def test_a_flood_of_events_lets_others_work() -> None:
    socket: Any = FairWebSocket(cast("Any", Endless()), loop=asyncio.get_running_loop())
    # As DiscordWebSocket.from_client sets them.
    socket.shard_id, socket._discord_parsers, socket._max_heartbeat_timeout = 0, {}, 60.0
    socket._dispatch = _ignored

    async def work() -> None:
        for _ in range(3):
            await asyncio.sleep(0)

    working = asyncio.create_task(work())
    for _ in range(1_000_000):
        await socket.poll_event()
        if working.done():
            break
    assert working.done()
