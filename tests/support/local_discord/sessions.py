"""Gateway sessions: what each shard of each connected process was sent, kept for a resume."""

from __future__ import annotations

import asyncio
import json
import math
from collections import deque
from dataclasses import dataclass, field
from typing import Any, Protocol

from .errors import Json
from .world import Clock

DISPATCH = 0
_KEPT_EVENTS = 2_000
_KEPT_SECONDS = 120.0

# Gateway intents by event; other events come with GUILDS, which every bot has.
_GUILD_MESSAGES, _DIRECT_MESSAGES = 1 << 9, 1 << 12


class Connection(Protocol):
    """A websocket that takes whole gateway payloads."""

    outbox: asyncio.Queue[str | None]


@dataclass(slots=True)
class Session:
    """One identified shard. Events pile up while it has no connection."""

    id: str
    shard: int
    shards: int
    intents: int
    connection: Connection | None = None
    sequence: int = 0
    lost_at: float = -math.inf
    events: deque[tuple[int, str]] = field(
        default_factory=lambda: deque[tuple[int, str]](maxlen=_KEPT_EVENTS)
    )

    def owns(self, guild_id: int | None) -> bool:
        """Discord's deal: by guild id, and direct messages to shard 0."""
        return self.shard == (0 if guild_id is None else (guild_id >> 22) % self.shards)

    def wants(self, event: str, guild_id: int | None) -> bool:
        """Whether its intents cover the event."""
        if not event.startswith("MESSAGE_"):
            return True
        return bool(self.intents & (_DIRECT_MESSAGES if guild_id is None else _GUILD_MESSAGES))

    def send(self, event: str, data: Any) -> None:
        """Numbers, keeps and, if connected, sends an event."""
        self.sequence += 1
        text = json.dumps({"op": DISPATCH, "t": event, "s": self.sequence, "d": data}, separators=(",", ":"))
        self.events.append((self.sequence, text))
        if self.connection is not None:
            self.connection.outbox.put_nowait(text)

    def missed_since(self, sequence: int) -> list[str] | None:
        """The events after a number, or None if they are no longer kept."""
        first_kept = self.events[0][0] if self.events else self.sequence + 1
        if not first_kept - 1 <= sequence <= self.sequence:
            return None
        return [text for number, text in self.events if number > sequence]


@dataclass(frozen=True, slots=True)
class Identify:
    """A wish to begin a session, at Unix seconds; it is not accepted if it comes too early."""

    at: float
    shard: int
    is_accepted: bool


@dataclass(slots=True)
class Sessions:
    """All sessions by id, and the pace at which they may begin.

    With `identify_interval` > 0, shards of one bucket (shard % `max_concurrency`) may identify only that
    many seconds apart (Discord: 5); 0 lets a restarted process in at once.
    """

    clock: Clock
    max_concurrency: int = 1
    identify_interval: float = 0.0
    by_id: dict[str, Session] = field(default_factory=dict[str, Session])
    identifies: list[Identify] = field(default_factory=list[Identify])
    _identified: dict[int, float] = field(default_factory=dict[int, float])
    _count: int = 0

    def begin(self, shard: int, shards: int, intents: int) -> Session | None:
        """A new session, or None if this bucket identified too recently."""
        now, bucket = self.clock(), shard % self.max_concurrency
        is_accepted = now - self._identified.get(bucket, -math.inf) >= self.identify_interval
        self.identifies.append(Identify(now, shard, is_accepted))
        if not is_accepted:
            return None
        self._identified[bucket] = now
        self._drop_stale(now)
        self._count += 1
        session = Session(f"session-{self._count}", shard, shards, intents)
        self.by_id[session.id] = session
        return session

    def _drop_stale(self, now: float) -> None:
        self.by_id = {
            session.id: session
            for session in self.by_id.values()
            if session.connection is not None or now - session.lost_at < _KEPT_SECONDS
        }

    def lose(self, session: Session, *, for_good: bool) -> None:
        """Its connection is gone; `for_good` when the client said goodbye (close code 1000 or 1001)."""
        session.connection, session.lost_at = None, self.clock()
        if for_good:
            self.by_id.pop(session.id, None)

    def dispatch(self, event: str, data: Json, guild_id: int | None) -> None:
        """Sends an event to every session whose shard and intents cover it."""
        for session in self.by_id.values():
            if session.owns(guild_id) and session.wants(event, guild_id):
                session.send(event, data)

    def connected(self) -> list[Session]:
        """The sessions with a live connection."""
        return [session for session in self.by_id.values() if session.connection is not None]
