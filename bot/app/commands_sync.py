"""Telling Discord the bot's commands, without which it posts all the same."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from collections.abc import Mapping
from contextlib import suppress
from random import Random
from typing import Any

import discord
from discord import app_commands

from bot.app.command_mentions import CommandMentions
from bot.delivery.backoff import wait_seconds
from bot.errors import DiscordError
from bot.gateway.verdicts import words
from bot.store import Signal, Store, key_values
from bot.store.key_values import COMMANDS_NOTE

log = logging.getLogger(__name__)

FIRST_PAUSE_SECONDS = 60.0
SYNC_SECONDS = 300.0  # for one try; discord.py waits inside for as long as a rate limit says


class CommandsSync:
    """Brings the tree's commands to Discord if they are others than it was told last, until it takes them.

    `mentions` learns the ids that Discord gave them. Those of the `home_guild` stand there alone, and no more
    in the one that was it before.
    """

    def __init__(
        self,
        store: Store,
        tree: app_commands.CommandTree[Any],
        mentions: CommandMentions,
        home_guild: int | None = None,
    ) -> None:
        self._store, self._tree, self._mentions, self._home_guild = store, tree, mentions, home_guild
        self._ids: dict[str, int] = {}
        self._work: asyncio.Task[None] | None = None

    def start(self, application_id: int | None) -> None:
        """Begin; there must be a running event loop, and the client must be logged in."""
        self._work = asyncio.create_task(
            self._sync_until_done(COMMANDS_NOTE.format(application_id=application_id))
        )

    async def learn(self) -> None:
        """Learn the ids that another process was given for them."""
        note = COMMANDS_NOTE.format(application_id=self._tree.client.application_id)
        async with self._store.reading() as view:
            stored = [await key_values.note(view, f"ids of {each}") for each in self._notes(note)]
        for ids in filter(None, stored):
            self._learn(json.loads(ids))

    def _notes(self, note: str) -> list[str]:
        return [note, f"{note} in {self._home_guild}"] if self._home_guild else [note]

    async def renew(self) -> str | None:
        """Bring them once more, whatever Discord was told before; why that failed, as one line."""
        return await self._problem(f"commands of {self._tree.client.application_id}", is_forced=True)

    async def done(self) -> None:
        """Wait until Discord has taken them."""
        if self._work:
            await self._work

    async def stop(self) -> None:
        """Leave it at what it is; the next start goes on."""
        if self._work:
            self._work.cancel()
            await asyncio.gather(self._work, return_exceptions=True)

    async def _sync_until_done(self, note: str) -> None:
        failures, reported = 0, ""
        while (problem := await self._problem(note)) is not None:
            failures += 1
            seconds = wait_seconds(failures, FIRST_PAUSE_SECONDS, Random())
            if problem != reported:
                minutes = max(round(seconds / 60), 1)
                log.warning("%s", DiscordError("discord-commands-refused", problem=problem, minutes=minutes))
            reported = problem
            await asyncio.sleep(seconds)
        if failures:
            log.info("Discord has taken the bot's commands")

    async def _problem(self, note: str, *, is_forced: bool = False) -> str | None:
        """Why a try failed, as one line; Discord's answer may be anything, and it matters to nothing else."""
        try:
            async with asyncio.timeout(SYNC_SECONDS):
                await self._sync(note, None, is_forced)
                await self._sync_home(note, is_forced)
        except Exception as error:
            return words(error)
        return None

    async def _sync_home(self, note: str, is_forced: bool) -> None:
        """The guild that was it before is told first that it has none any more."""
        key = f"home guild of {note}"
        async with self._store.reading() as view:
            earlier = await key_values.note(view, key)
        if earlier and int(earlier) != self._home_guild:
            with suppress(discord.Forbidden):  # the bot has left it
                await self._tree.sync(guild=discord.Object(int(earlier)))
        if earlier != (home := str(self._home_guild or "")):
            async with self._store.transaction() as tx:
                await key_values.set_note(tx, key, home)
        if self._home_guild:
            guild = discord.Object(self._home_guild)
            await self._sync(f"{note} in {guild.id}", guild, is_forced)

    async def _sync(self, note: str, guild: discord.Object | None, is_forced: bool) -> None:
        digest = await self._digest(guild)
        async with self._store.reading() as view:
            stored_digest = await key_values.note(view, note)
            stored_ids = await key_values.note(view, f"ids of {note}")
        if stored_digest == digest and stored_ids is not None and not is_forced:
            self._learn(json.loads(stored_ids))
            return
        ids = await self._ids_of_synced_commands(guild)
        async with self._store.transaction() as tx:
            await key_values.set_note(tx, note, digest)
            await key_values.set_note(tx, f"ids of {note}", json.dumps(ids))
        await self._store.signals.send(Signal.COMMANDS)

    def _learn(self, ids: Mapping[str, int]) -> None:
        self._ids |= ids
        self._mentions.learn(self._ids)

    async def _ids_of_synced_commands(self, guild: discord.Object | None) -> dict[str, int]:
        commands = await self._tree.sync(guild=guild)
        if len(commands) != len(self._tree.get_commands(guild=guild)):
            raise ValueError("the answer names other commands")
        ids = {command.name: command.id for command in commands}
        self._learn(ids)
        return ids

    async def _digest(self, guild: discord.Object | None) -> str:
        commands = sorted(self._tree.get_commands(guild=guild), key=lambda command: command.name)
        payloads = [
            await command.get_translated_payload(self._tree, self._tree.translator)
            if self._tree.translator
            else command.to_dict(self._tree)
            for command in commands
        ]
        return hashlib.sha256(json.dumps(payloads, sort_keys=True).encode()).hexdigest()
