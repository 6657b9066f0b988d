"""One event that cannot be read costs itself."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from typing import Any, cast

from bot.gateway.verdicts import kind

log = logging.getLogger(__name__)

Parse = Callable[[Any], object]
Parsers = dict[str, Parse]
READY, GUILD = "READY", "GUILD_CREATE"
QUIET_SECONDS = 60.0  # of each kind of event after a line about it: a server may send thousands
# The lists of a guild that this bot can do without, or take piece by piece.
_LISTS = (
    "roles",
    "channels",
    "threads",
    "emojis",
    "stickers",
    "voice_states",
    "presences",
    "stage_instances",
    "guild_scheduled_events",
    "soundboard_sounds",
)


def guard(parsers: Parsers) -> None:
    """Put a guard around each of discord.py's parsers (2.7.1: gateway.py:593 calls them unguarded, and
    shard.py:184 ends the client with what they raise).

    READY alone still raises: without it there is no session.
    """
    guards = Guards(parsers.copy())
    parsers.update({event: guards.guarded(event) for event in parsers if event != READY})


class Guards:
    """Reads events with the `parsers`, and leaves out what they cannot read."""

    def __init__(self, parsers: Parsers) -> None:
        self._parsers = parsers
        self._quiet_until: dict[str, float] = {}

    def guarded(self, event: str) -> Parse:
        """The parser of an event that raises nothing."""

        def parse(data: Any) -> None:
            try:
                self._parsers[event](data)
            except Exception as error:
                self._tell(event, error)
                if event == GUILD:
                    self._take_in_pieces(data)

        return parse

    def _tell(self, event: str, error: Exception) -> None:
        now = time.monotonic()
        if now >= self._quiet_until.get(event, now):
            self._quiet_until[event] = now + QUIET_SECONDS
            log.warning("%s from Discord could not be read and is left out: %s", event, kind(error))

    def _take_in_pieces(self, guild: Any) -> None:
        """A guild with one odd channel or role is known without it."""
        for event, data in _pieces(guild):
            try:
                self._parsers[event](data)
            except Exception as error:
                self._tell(event, error)


def _pieces(guild: Any) -> Iterator[tuple[str, Any]]:
    if not isinstance(guild, dict):
        return
    whole = cast("dict[str, Any]", guild)
    yield GUILD, {**whole, **dict.fromkeys(_LISTS, ())}
    where = {"guild_id": whole.get("id")}
    for role in _entries(whole.get("roles")):
        yield "GUILD_ROLE_CREATE", {**where, "role": role}
    for channel in _entries(whole.get("channels")):
        yield "CHANNEL_CREATE", {**channel, **where}


def _entries(listed: Any) -> list[dict[str, Any]]:
    entries = cast("list[Any]", listed) if isinstance(listed, list) else []
    return [entry for entry in entries if isinstance(entry, dict)]
