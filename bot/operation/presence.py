"""How far a process is on its way to Discord."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.errors import DiscordError, PaperboyError, StoreError


@dataclass
class Presence:
    """Filled in by the starter: whom the process waits for, and how to ask whether the gateway is up."""

    waits_for: str | None = None  # the other process that delivers
    is_connected: Callable[[], bool] | None = None  # None until the bot is logged in

    def problem(self) -> PaperboyError | None:
        """Why people cannot use the bot; None if they can."""
        if self.waits_for is not None:
            return StoreError("ready-waits", holder=self.waits_for)
        if self.is_connected is None:
            return DiscordError("ready-not-logged-in")
        return None if self.is_connected() else DiscordError("ready-no-gateway")
