"""Who and what exists in the local Discord: guilds, channels, users, messages. No network, no waiting."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from .errors import Json, refusal

Clock = Callable[[], float]  # Unix seconds
Action = Literal["send", "history"]

BOT_ID = 100_000_000_000_000_001  # the user and the application, as for most real bots
ADMIN_ID = 200_000_000_000_000_001  # owns every guild
TEXT, GROUP, ANNOUNCEMENT, ANNOUNCEMENT_THREAD, PUBLIC_THREAD, FORUM = 0, 3, 5, 10, 11, 15
CROSSPOSTED, HAS_THREAD = 1 << 1, 1 << 5
EPHEMERAL = 1 << 6
LOADING = 1 << 7

_EPOCH_MS = 1_420_070_400_000  # Discord's snowflakes count from the first second of 2015
# Late 2019 and 2020: before any message that a test can send.
_FIRST_GUILD_MS = 150_000_000_000
_FIRST_CHANNEL_MS = 160_000_000_000


@dataclass(slots=True)
class Message:
    """One message. `body` holds what was posted (content, embeds, components, flags, attachments)."""

    id: int
    channel_id: int
    author_id: int
    sent_at: float
    body: Json
    nonce: str | int | None = None
    edited_at: float | None = None
    deleted: bool = False
    interaction_id: int | None = None

    @property
    def ephemeral(self) -> bool:
        """Seen by one user only and not part of the history."""
        return bool(int(self.body.get("flags") or 0) & EPHEMERAL)


@dataclass(slots=True)
class Tag:
    """One of a forum; a moderated one is for moderators."""

    id: int
    name: str
    moderated: bool = False


@dataclass(slots=True)
class Channel:
    """A channel of a guild, a thread in one (`parent_id`), or the bot's DM with `recipient_id` when
    `guild_id` is None. `archived_at` is in Unix seconds.
    """

    id: int
    guild_id: int | None
    name: str
    kind: int = TEXT
    parent_id: int | None = None
    owner_id: int | None = None
    archived_at: float | None = None
    locked: bool = False
    tags: list[Tag] = field(default_factory=list[Tag])
    requires_tag: bool = False
    applied_tags: list[int] = field(default_factory=list[int])
    recipient_id: int | None = None
    send_error: int | None = None
    history_error: int | None = None
    history_hidden: bool = False
    deleted: bool = False
    messages: list[Message] = field(default_factory=list[Message])

    def error_for(self, action: Action) -> int | None:
        """The JSON error code that an action meets here, if any. 50001 (missing access) closes everything."""
        if action == "send" or self.send_error == 50001:
            return self.send_error
        return self.history_error

    def page(
        self, limit: int, *, before: int | None = None, after: int | None = None, around: int | None = None
    ) -> list[Message]:
        """Up to `limit` visible messages, newest first, at one side of an id or around it."""
        visible = [message for message in self.messages if not (message.deleted or message.ephemeral)]
        ids = [message.id for message in visible]
        if after is not None:
            start = bisect_left(ids, after + 1)
            return visible[start : start + limit][::-1]
        if around is not None:
            start = max(0, bisect_left(ids, around) - limit // 2)
            return visible[start : start + limit][::-1]
        end = bisect_left(ids, before) if before is not None else len(ids)
        return visible[max(0, end - limit) : end][::-1]


@dataclass(slots=True)
class Guild:
    """A server. `joined` is False while the bot is thrown out, `outage` while it is unavailable."""

    id: int
    name: str
    locale: str
    channel_ids: list[int] = field(default_factory=list[int])
    joined: bool = True
    outage: bool = False

    @property
    def system_channel_id(self) -> int | None:
        """Where Discord itself would greet: the first channel."""
        return self.channel_ids[0] if self.channel_ids else None


def seconds_of(snowflake: int) -> float:
    """The moment, in Unix seconds, that an id tells."""
    return ((snowflake >> 22) + _EPOCH_MS) / 1_000


class World:
    """Everything by id. Look-ups raise the refusal that Discord would answer."""

    def __init__(self, clock: Clock) -> None:
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.messages: dict[int, Message] = {}
        self._clock = clock
        self._direct: dict[int, int] = {}
        self._last_id = 0

    def add_guild(self, name: str, locale: str) -> Guild:
        """A guild without channels."""
        # Every guild in a millisecond of its own: shards are dealt out by (id >> 22) % count.
        guild = Guild((_FIRST_GUILD_MS + len(self.guilds)) << 22, name, locale)
        self.guilds[guild.id] = guild
        return guild

    def add_channel(self, guild: Guild, name: str, kind: int = TEXT) -> Channel:
        """A channel in a guild."""
        channel = Channel(self._next_channel_id(), guild.id, name, kind)
        self.channels[channel.id] = channel
        guild.channel_ids.append(channel.id)
        return channel

    def add_thread(self, parent: Channel, thread_id: int, name: str, owner_id: int) -> Channel:
        """A public thread in a channel, or a forum's post."""
        kind = ANNOUNCEMENT_THREAD if parent.kind == ANNOUNCEMENT else PUBLIC_THREAD
        thread = Channel(thread_id, parent.guild_id, name, kind, parent_id=parent.id, owner_id=owner_id)
        thread.history_error, thread.history_hidden = parent.history_error, parent.history_hidden
        self.channels[thread_id] = thread
        return thread

    def threads(self) -> list[Channel]:
        """All that were not deleted, in order of creation."""
        return [each for each in self.channels.values() if each.parent_id and not each.deleted]

    def direct_channel(self, user_id: int) -> Channel:
        """The bot's DM with a user: always the same one."""
        if user_id not in self._direct:
            channel = Channel(self._next_channel_id(), None, "", recipient_id=user_id)
            self.channels[channel.id] = channel
            self._direct[user_id] = channel.id
        return self.channels[self._direct[user_id]]

    def add_group(self) -> Channel:
        """A direct message of several people, in which a bot never is."""
        channel = Channel(self._next_channel_id(), None, "group", GROUP)
        self.channels[channel.id] = channel
        return channel

    def remove_channel(self, channel_id: int) -> Channel:
        """Deletes a channel; its messages stay on record."""
        channel = self.channels[channel_id]
        channel.deleted = True
        if channel.guild_id is not None and channel.parent_id is None:
            self.guilds[channel.guild_id].channel_ids.remove(channel_id)
        return channel

    def post(
        self,
        channel: Channel,
        author_id: int,
        body: Json,
        nonce: str | int | None = None,
        *,
        message_id: int | None = None,
    ) -> Message:
        """Puts a message at the end of a channel, stamped now; a forum's first one has its post's id."""
        message = Message(message_id or self.next_id(), channel.id, author_id, self._clock(), body, nonce)
        self.messages[message.id] = message
        channel.messages.append(message)
        return message

    def channel(self, channel_id: int, action: Action | None = None) -> Channel:
        """A channel that the bot can reach and use for `action`; else 10003, 50001, 50007, 50013, 50278."""
        channel = self.channels.get(channel_id)
        if channel is None or channel.deleted:
            raise refusal(10003)
        error = self._error(channel, action)
        if error is not None:
            raise refusal(error)
        return channel

    def _error(self, channel: Channel, action: Action | None) -> int | None:
        if channel.guild_id is not None and not self.guilds[channel.guild_id].joined:
            return 50001
        if action is None:
            return 50001 if channel.send_error == 50001 else None
        if action == "send" and (error := _closed(channel)):
            return error
        return channel.error_for(action)

    def message(self, channel: Channel, message_id: int) -> Message:
        """A message that is still in its channel, else 10008."""
        message = self.messages.get(message_id)
        if message is None or message.deleted or message.channel_id != channel.id:
            raise refusal(10008)
        return message

    def guild(self, guild_id: int) -> Guild:
        """A guild that the bot is in, else 10004."""
        guild = self.guilds.get(guild_id)
        if guild is None or not guild.joined:
            raise refusal(10004)
        return guild

    def joined_guilds(self) -> Iterator[Guild]:
        """The guilds that the bot is in, in order of creation."""
        return (guild for guild in self.guilds.values() if guild.joined)

    def next_id(self) -> int:
        """An id of this moment, larger than any before it; message times are read off their ids."""
        now = (int(self._clock() * 1_000) - _EPOCH_MS) << 22
        self._last_id = max(now, self._last_id + 1)
        return self._last_id

    def _next_channel_id(self) -> int:
        return (_FIRST_CHANNEL_MS << 22) + len(self.channels)


def _closed(channel: Channel) -> int | None:
    """Why nobody writes here, whatever their rights: a forum has posts, and a thread may be put away."""
    if channel.kind == FORUM:
        return 50008
    if channel.locked:
        return 160005
    return 50083 if channel.archived_at is not None else None
