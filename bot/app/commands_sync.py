"""Telling Discord the bot's commands, without which it posts all the same."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from random import Random
from typing import Any

from discord import app_commands

from bot.app.command_mentions import CommandMentions
from bot.delivery.backoff import wait_seconds
from bot.errors import DiscordError
from bot.gateway.verdicts import words
from bot.store import Store, key_values

log = logging.getLogger(__name__)

FIRST_PAUSE_SECONDS = 60.0
SYNC_SECONDS = 300.0  # for one try; discord.py waits inside for as long as a rate limit says


class CommandsSync:
    """Brings the tree's commands to Discord if they are others than it was told last, until it takes them.

    `mentions` learns the ids that Discord gave them.
    """

    def __init__(self, store: Store, tree: app_commands.CommandTree[Any], mentions: CommandMentions) -> None:
        self._store, self._tree, self._mentions = store, tree, mentions
        self._work: asyncio.Task[None] | None = None

    def start(self, application_id: int | None) -> None:
        """Begin; there must be a running event loop, and the client must be logged in."""
        self._work = asyncio.create_task(self._sync_until_done(f"commands of {application_id}"))

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

    async def _problem(self, note: str) -> str | None:
        """Why a try failed, as one line; Discord's answer may be anything, and it matters to nothing else."""
        try:
            async with asyncio.timeout(SYNC_SECONDS):
                await self._sync(note)
        except Exception as error:
            return words(error)
        return None

    async def _sync(self, note: str) -> None:
        digest = await self._digest()
        async with self._store.reading() as view:
            stored_digest = await key_values.note(view, note)
            stored_ids = await key_values.note(view, f"ids of {note}")
        if stored_digest == digest and stored_ids is not None:
            self._mentions.learn(json.loads(stored_ids))
            return
        ids = await self._ids_of_synced_commands()
        async with self._store.transaction() as tx:
            await key_values.set_note(tx, note, digest)
            await key_values.set_note(tx, f"ids of {note}", json.dumps(ids))

    async def _ids_of_synced_commands(self) -> dict[str, int]:
        commands = await self._tree.sync()
        if len(commands) != len(self._tree.get_commands()):
            raise ValueError("the answer names other commands")
        ids = {command.name: command.id for command in commands}
        self._mentions.learn(ids)
        return ids

    async def _digest(self) -> str:
        commands = sorted(self._tree.get_commands(), key=lambda command: command.name)
        payloads = [
            await command.get_translated_payload(self._tree, self._tree.translator)
            if self._tree.translator
            else command.to_dict(self._tree)
            for command in commands
        ]
        return hashlib.sha256(json.dumps(payloads, sort_keys=True).encode()).hexdigest()
