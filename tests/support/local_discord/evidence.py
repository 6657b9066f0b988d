"""What the local Discord saw, independently of what a client believes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from .errors import Json
from .parts import Parts
from .payloads import record_json
from .record import Comparison, Request, Tally, compare_marks
from .sessions import Identify
from .world import Message


@dataclass(frozen=True, slots=True)
class Evidence:
    """Messages, requests and sums."""

    parts: Parts

    def messages(self, channel_id: int) -> list[Json]:
        """All messages ever posted in a channel, in order, as Discord's JSON with `sent_at` (Unix seconds),
        `nonce`, `deleted` and `interaction_id`."""
        return [record_json(message) for message in self.parts.world.channels[channel_id].messages]

    def direct_messages(self, user_id: int) -> list[Json]:
        """The same for the bot's DM with a user."""
        return self.messages(self.parts.world.direct_channel(user_id).id)

    def message_count(self) -> int:
        """How many messages were posted in all."""
        return len(self.parts.world.messages)

    def requests(self, kind: str | None = None) -> list[Request]:
        """The REST requests in order, all or of one kind."""
        return [request for request in self.parts.record.requests if kind in (None, request.kind)]

    def tally(self) -> Tally:
        """Sums over the requests."""
        return self.parts.record.tally()

    def clear(self) -> None:
        """Forgets the requests (not the messages), for instance after a warm-up."""
        self.parts.record.clear()

    def compare_marks(
        self,
        expected: Mapping[Any, Iterable[str]],
        pattern: str | None = None,
        *,
        with_threads: bool = False,
    ) -> Comparison:
        """Doubled, lost and unexpected footer marks; `expected`: channel id → marks due there.

        A mark is a footer's whole text, or what `pattern` finds in it (its first group, if any). What stands
        in a thread counts for its channel, if `with_threads`.
        """
        due = {int(channel_id): list(marks) for channel_id, marks in expected.items()}
        messages: Iterable[Message] = self.parts.world.messages.values()
        if with_threads:
            messages = [replace(message, channel_id=self._parent_id(message)) for message in messages]
        return compare_marks(messages, due, pattern)

    def _parent_id(self, message: Message) -> int:
        channel = self.parts.world.channels[message.channel_id]
        return channel.parent_id or channel.id

    def commands(self, guild_id: int | None = None) -> list[Json]:
        """The commands that the bot registered, globally or for a guild."""
        return self.parts.commands.registered.get(guild_id, [])

    def identifies(self) -> list[Identify]:
        """Each wish to begin a session, in order."""
        return self.parts.sessions.identifies

    def connected_shards(self) -> list[int]:
        """The shards that have a live, identified connection, one entry per process."""
        return sorted(session.shard for session in self.parts.sessions.connected())
