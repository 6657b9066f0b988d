"""A shard that comes back from whatever ended its connection, more slowly each time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import discord
import discord.shard
from discord.gateway import DiscordWebSocket
from discord.shard import EventItem, EventType, Shard

from bot.gateway.identify_turns import IdentifyTurns
from bot.gateway.verdicts import fatal, pause_seconds

# A connection that lived so long was a good one. Less would let a gateway that ends each after a minute take
# all of the 1,000 session starts that a bot has a day, after which Discord resets its token.
STEADY_SECONDS = 300.0
FIRST_PAUSE_SECONDS = 1.0
REPORTED_FAILURES = 3  # in a row; two are a resume that is refused, which is every day's


class PatientShard(Shard):
    """Puts its own judgement between the end of a connection and discord.py's answer to it.

    discord.py 2.7.1 (shard.py) ends the client for an unexpected error (line 184) and for close codes that
    may be tried again (162); resumes at once without end where the gateway takes the connection and drops it
    (176, 200); and sleeps for up to 17 minutes where all other shards wait for it (167).
    """

    def __init__(
        self, ws: DiscordWebSocket, client: discord.AutoShardedClient, queue_put: Callable[[EventItem], None]
    ) -> None:
        super().__init__(ws, client, self._weigh)
        self._to_client = queue_put
        # Another client in this process has none: discord.py makes the shards of all of them by this class.
        self._turns: IdentifyTurns | None = getattr(client, "identify_turns", None)
        self._failures = 0
        self._up_since: float | None = None

    def launch(self) -> None:
        """Called by discord.py with each new connection."""
        self._up_since = time.monotonic()
        super().launch()

    async def _handle_disconnect(self, e: Exception) -> None:
        self._dispatch("disconnect")
        self._dispatch("shard_disconnect", self.id)
        self._weigh(EventItem(EventType.reconnect, self, e))

    def _weigh(self, item: EventItem) -> None:
        problem = item.error or ConnectionError()
        if self._client.is_closed():
            return
        is_first = not getattr(self._client, "has_been_ready", True)
        if (sentence := fatal(problem, is_first=is_first)) is not None:
            self._to_client(EventItem(EventType.terminate, self, sentence))
            return
        can_resume = item.type in (EventType.identify, EventType.resume)
        again = EventItem(item.type if can_resume else EventType.reconnect, self, problem)
        self._task = self._client.loop.create_task(self._put_later(again, self._pause(problem)))

    def _pause(self, problem: Exception) -> float:
        """None after a good connection, since Discord ends those every few hours."""
        if self._up_since is not None and time.monotonic() - self._up_since >= STEADY_SECONDS:
            self._failures = 0
        self._up_since = None
        self._failures += 1
        if self._failures >= REPORTED_FAILURES:
            self._dispatch("shard_absent", self.id, problem)
        return pause_seconds(problem, self._failures - 1, FIRST_PAUSE_SECONDS) if self._failures > 1 else 0.0

    async def _put_later(self, item: EventItem, seconds: float) -> None:
        await self.ws.close()  # an error leaves it open, with its thread for heartbeats
        if self._turns:
            await self._turns.give_back(self.id)
        await asyncio.sleep(seconds)
        if self._turns and item.type is not EventType.resume:  # not where all other shards would wait for it
            await self._turns.take(self.id)
        self._to_client(item)


def use_patient_shards() -> None:
    """Let discord.py make its shards of this kind: `AutoShardedClient.launch_shard` names the class."""
    discord.shard.Shard = PatientShard
