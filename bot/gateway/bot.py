"""A bot that needs the gateway for people's commands alone, and lives on while there is none."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import discord
from discord.ext import commands
from discord.gateway import DiscordWebSocket
from yarl import URL

from bot.errors import DiscordError, StoreError
from bot.gateway.entrance import Entrance, read_entrance
from bot.gateway.events import READY, guard
from bot.gateway.identify_turns import IdentifyTurns
from bot.gateway.outage import Outage
from bot.gateway.reading import use_fair_sockets
from bot.gateway.shards import use_patient_shards
from bot.gateway.verdicts import absence, fatal, odd, pause_seconds
from bot.models import Shards

log = logging.getLogger(__name__)

ASK_SECONDS = 60.0
FIRST_PAUSE_SECONDS = 5.0
LONGEST_LIMIT_SECONDS = 3600.0  # until the session starts are asked for again
CLOSE_SECONDS = 3.0  # for the gateway to say goodbye; discord.py would wait 30 s for each shard

use_patient_shards()
use_fair_sockets()


class _GatewayRefusedError(Exception):
    """discord.py calls `launch_shard` again out of the handling of the error, which is the context."""


class GatewayBot(commands.AutoShardedBot):
    """`connect` raises DiscordError where it is no use to go on; all else is waited for.

    It has `own_shards`, or all that Discord wants.
    """

    def __init__(self, identify_turns: IdentifyTurns, own_shards: Shards | None, **options: Any) -> None:
        super().__init__(**options)
        self.identify_turns, self.own_shards = identify_turns, own_shards
        self.has_been_ready = False
        self._outage = Outage(log, "Discord's gateway is reached again")
        self._is_launching = False
        parsers: dict[str, Any] = self._connection.parsers
        guard(parsers)
        self._parse_ready = parsers[READY]
        parsers[READY] = self._note_ready

    def is_connected(self) -> bool:
        """Whether every shard has a session that is open now."""
        return self.is_ready() and not any(shard.is_closed() for shard in self.shards.values())

    def _note_ready(self, data: Any) -> None:
        self._parse_ready(data)
        self.has_been_ready = True

    def dispatch(self, event_name: str, /, *args: Any, **kwargs: Any) -> None:
        """Called by discord.py with each event, and before with its kind, for which a task would cost as much
        as leaving a command unread. Its own line would tell all of the event.
        """
        if event_name == "socket_event_type":
            log.debug("event %s", *args)
        else:
            super().dispatch(event_name, *args, **kwargs)

    async def on_shard_ready(self, shard_id: int) -> None:
        """Called by discord.py when a shard has begun a session."""
        self._outage.ends(shard_id)

    async def on_shard_resumed(self, shard_id: int) -> None:
        """Called by discord.py when a shard has gone on with its session."""
        self._outage.ends(shard_id)

    async def on_shard_absent(self, shard_id: int, problem: BaseException) -> None:
        """Called by our shards that cannot come back."""
        self._tell_absence(shard_id, problem)

    def _tell_absence(self, shard_id: int, problem: BaseException) -> None:
        self._outage.begins(DiscordError("discord-gateway-unreachable", problem=absence(problem)), shard_id)

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """Called by discord.py, whose own line would tell the words of the error."""
        log.exception("%s failed", event_method)

    async def launch_shards(self) -> None:
        """Called by discord.py's `connect`.

        discord.py asks for the gateway once, and raises what comes of it; after a failed resume it goes to
        Discord's own, also where the API is another one.
        """
        if not self.shard_count:
            entrance = await self._find_entrance()
            DiscordWebSocket.DEFAULT_GATEWAY, self.shard_count = entrance.url, entrance.shards
            if self.own_shards:
                self._take_shards(self.own_shards, entrance)
            self.take_in(entrance)
        await super().launch_shards()

    def _take_shards(self, shards: Shards, entrance: Entrance) -> None:
        self.shard_ids, self.shard_count = list(shards.ids), shards.total
        if shards.total < entrance.shards:
            log.warning("Discord recommends %d shards in place of %d", entrance.shards, shards.total)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Called by discord.py right before it begins a session."""
        await self.identify_turns.begin(shard_id or 0)

    def take_in(self, entrance: Entrance) -> None:
        """What Discord says of this bot, before the first connection."""

    async def launch_shard(self, gateway: URL, shard_id: int, *, initial: bool = False) -> None:
        """Called by discord.py for each shard in turn.

        Its own (2.7.1, shard.py:487) calls itself at each failure, and logs and keeps all earlier ones.
        """
        if self._is_launching:
            raise _GatewayRefusedError
        failures = 0
        while not self.is_closed():
            await self.identify_turns.take(shard_id)
            self._is_launching = True
            try:
                await super().launch_shard(gateway, shard_id, initial=initial and not failures)
            except _GatewayRefusedError as refused:
                problem = refused.__context__ or refused
            else:
                return
            finally:
                self._is_launching = False
            await self.identify_turns.give_back(shard_id)
            failures += 1
            await self._bear(problem, shard_id, failures)

    async def close(self) -> None:
        """Leave Discord, also if the gateway does not answer any more."""
        await self.identify_turns.close()
        closing = asyncio.create_task(super().close())
        await asyncio.wait([closing], timeout=CLOSE_SECONDS)
        if closing.done():
            closing.result()
            return
        closing.cancel()
        await asyncio.gather(closing, return_exceptions=True)
        await self.http.close()

    async def _find_entrance(self) -> Entrance:
        failures = 0
        while True:
            try:
                async with asyncio.timeout(ASK_SECONDS):
                    entrance = read_entrance(*await self.http.get_bot_gateway())
            except (TypeError, KeyError, ValueError) as error:
                raise odd(error) from error
            except Exception as error:
                failures += 1
                cause = error.__cause__ if isinstance(error, discord.GatewayNotFound) else None
                await self._bear(cause or error, 0, failures)
                continue
            await self._count_starts(entrance)
            if entrance.remaining >= (len(self.own_shards.ids) if self.own_shards else entrance.shards):
                return entrance
            await self._wait_for_starts(entrance)

    async def _count_starts(self, entrance: Entrance) -> None:
        try:
            await self.identify_turns.take_in(entrance)
        except StoreError as error:
            log.warning("the sessions that are left could not be noted: %s", error)

    async def _wait_for_starts(self, entrance: Entrance) -> None:
        """Discord resets the token of a bot that begins more sessions than it may."""
        minutes = max(int(entrance.reset_seconds / 60), 1)
        self._outage.begins(DiscordError("discord-gateway-starts", minutes=minutes))
        await asyncio.sleep(min(max(entrance.reset_seconds, 60.0), LONGEST_LIMIT_SECONDS))

    async def _bear(self, problem: BaseException, shard_id: int, failures: int) -> None:
        """Wait before the next try, longer each time; raises where there is to be none."""
        if (sentence := fatal(problem, is_first=not self.has_been_ready)) is not None:
            raise sentence from problem
        self._tell_absence(shard_id, problem)
        await asyncio.sleep(pause_seconds(problem, failures, FIRST_PAUSE_SECONDS))
