"""Events are read in short stretches, however many there are."""

from __future__ import annotations

import asyncio
from typing import Any

import discord.shard
from discord.gateway import DiscordWebSocket

READ_SECONDS = 0.005  # at a stretch


class FairWebSocket(DiscordWebSocket):
    """discord.py 2.7.1 (shard.py:156) reads on as long as aiohttp has something for it, without a pause: by a
    thousand commands a second all that is at work would stand still.
    """

    _turn_ends_at = 0.0

    async def poll_event(self) -> None:
        """Called by discord.py again and again: reads one event."""
        await super().poll_event()
        now = self.loop.time()
        if now >= self._turn_ends_at:
            await asyncio.sleep(0)
            self._turn_ends_at = self.loop.time() + READ_SECONDS


def use_fair_sockets() -> None:
    """Let discord.py open its connections by this class, which `shard.py` names."""
    shard: Any = discord.shard
    shard.DiscordWebSocket = FairWebSocket
