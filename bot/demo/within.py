"""The bot's own side of the simulated Discord: what begins there lives in the simulated time.

simcord gives the bot's tasks a clock of their own, and knows them by their context. What the demo has the
bot do by itself must begin in such a context: the bot's pacer would else compare one time with the other,
and wait for weeks.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from contextvars import Context, copy_context
from typing import Any, TypeVar

from discord.ext import commands

T = TypeVar("T")


class Within:
    """Where the bot's tasks begin, known once it is ready."""

    def __init__(self, bot: commands.AutoShardedBot) -> None:
        self._context: asyncio.Future[Context] = asyncio.get_running_loop().create_future()
        bot.add_listener(self._notice, "on_ready")

    async def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Do it as one of the bot's own tasks."""
        context = await self._context
        return await context.run(asyncio.create_task, work)

    async def _notice(self) -> None:
        if not self._context.done():
            self._context.set_result(copy_context())
