"""How far a process is on its way to Discord."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.errors import DiscordError, PaperboyError, StoreError
from bot.models import Language, Shards
from bot.texts import say


@dataclass
class Presence:
    """Filled in by the starter: whom the process waits for, and how to ask whether the gateway is up."""

    waits_for: str | None = None  # the other process that delivers
    is_connected: Callable[[], bool] | None = None  # None until the bot is logged in
    is_leading: Callable[[], bool] = lambda: False
    shards: Shards | None = None  # of this process, if others have the rest

    def role(self, language: Language) -> str | None:
        """What this process does, of several that share the shards; None if it is alone."""
        if self.shards is None:
            return None
        return say(language, "ready-leads" if self.is_leading() else "ready-follows", shards=self.shards)

    def problem(self) -> PaperboyError | None:
        """Why people cannot use the bot; None if they can."""
        if self.waits_for is not None:
            return StoreError("ready-waits", holder=self.waits_for)
        if self.is_connected is None:
            return DiscordError("ready-not-logged-in")
        return None if self.is_connected() else DiscordError("ready-no-gateway")
