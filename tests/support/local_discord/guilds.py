"""Guilds and channels: adding, deleting, being thrown out and invited again. Connected clients hear of it."""

from __future__ import annotations

from dataclasses import dataclass

from .errors import Json
from .parts import Parts
from .payloads import channel_json, guild_create_json, thread_json
from .world import ADMIN_ID, FORUM, HAS_THREAD, TEXT, Guild, Tag


@dataclass(frozen=True, slots=True)
class GuildIds:
    """A guild and its channels; the first one is its system channel."""

    id: int
    channel_ids: list[int]


@dataclass(frozen=True, slots=True)
class Guilds:
    """What happens to guilds and channels."""

    parts: Parts

    def add(self, channels: int = 1, *, name: str | None = None, locale: str = "en-US") -> GuildIds:
        """A guild that the bot is in; connected clients hear of it at once."""
        guild = self.parts.world.add_guild(name or f"guild{len(self.parts.world.guilds)}", locale)
        for number in range(channels):
            self.parts.world.add_channel(guild, f"channel{number}")
        self._tell(guild, "GUILD_CREATE", guild_create_json(self.parts.world, guild))
        return GuildIds(guild.id, list(guild.channel_ids))

    def add_foreign(self) -> GuildIds:
        """A guild with a channel in which the bot never was, and of which it hears by interactions alone."""
        guild = self.parts.world.add_guild("foreign", "en-US")
        guild.joined = False
        return GuildIds(guild.id, [self.parts.world.add_channel(guild, "general").id])

    def add_group(self) -> int:
        """A direct message of several people; its id."""
        return self.parts.world.add_group().id

    def add_many(self, guilds: int, channels: int = 1, *, locale: str = "en-US") -> list[GuildIds]:
        """Many guilds with `channels` channels each."""
        return [self.add(channels, locale=locale) for _ in range(guilds)]

    def add_channel(self, guild_id: int, name: str = "another", *, kind: int = TEXT) -> int:
        """One more channel; its id."""
        guild = self.parts.world.guilds[guild_id]
        channel = self.parts.world.add_channel(guild, name, kind)
        self._tell(guild, "CHANNEL_CREATE", channel_json(channel))
        return channel.id

    def add_forum(self, guild_id: int, *tags: str, requires_tag: bool = False) -> int:
        """A forum with tags, of which those that begin with “!” are moderated; its id."""
        world, channel_id = self.parts.world, self.add_channel(guild_id, "forum", kind=FORUM)
        forum = world.channels[channel_id]
        forum.tags = [Tag(world.next_id(), name.lstrip("!"), name.startswith("!")) for name in tags]
        forum.requires_tag = requires_tag
        return channel_id

    def kind(self, channel_id: int) -> int:
        """The type of a channel, by Discord's numbers."""
        return self.parts.world.channels[channel_id].kind

    def tag_ids(self, forum_id: int) -> dict[str, str]:
        """The ids of a forum's tags, by name."""
        return {tag.name: str(tag.id) for tag in self.parts.world.channels[forum_id].tags}

    def add_thread(self, channel_id: int, name: str = "thread", *, message_id: int | None = None) -> int:
        """A thread that an admin began, perhaps of a message; its id."""
        world = self.parts.world
        if message_id:
            world.messages[message_id].body["flags"] = HAS_THREAD
        return world.add_thread(world.channels[channel_id], message_id or world.next_id(), name, ADMIN_ID).id

    def archive(self, thread_id: int, *, locked: bool = False) -> None:
        """Puts a thread away."""
        thread = self.parts.world.channels[thread_id]
        thread.archived_at, thread.locked = self.parts.clock(), locked

    def threads(self, channel_id: int) -> list[Json]:
        """The threads in a channel, or the posts of a forum, in order, as Discord's JSON."""
        return [thread_json(each) for each in self.parts.world.threads() if each.parent_id == channel_id]

    def delete_message(self, message_id: int) -> None:
        """A moderator takes a message out of its channel; it stays on record."""
        self.parts.world.messages[message_id].deleted = True

    def change_author(self, message_id: int, author_id: int) -> None:
        """The message is somebody else's, as where two bots had one database."""
        self.parts.world.messages[message_id].author_id = author_id

    def delete_channel(self, channel_id: int) -> None:
        """From now on 404/10003."""
        channel = self.parts.world.remove_channel(channel_id)
        if channel.guild_id is not None:
            self._tell(self.parts.world.guilds[channel.guild_id], "CHANNEL_DELETE", channel_json(channel))

    def throw_out(self, guild_id: int) -> None:
        """The bot is removed from a guild: its channels answer 403/50001, the guild 404/10004."""
        guild = self.parts.world.guilds[guild_id]
        guild.joined = False
        self._tell(guild, "GUILD_DELETE", {"id": str(guild_id)})

    def invite_again(self, guild_id: int) -> None:
        """The bot comes back into a guild that it was thrown out of."""
        guild = self.parts.world.guilds[guild_id]
        guild.joined = True
        self._tell(guild, "GUILD_CREATE", guild_create_json(self.parts.world, guild))

    def begin_outage(self, guild_id: int) -> None:
        """Discord calls the guild unavailable (its REST routes go on working)."""
        guild = self.parts.world.guilds[guild_id]
        guild.outage = True
        self._tell(guild, "GUILD_DELETE", {"id": str(guild_id), "unavailable": True})

    def end_outage(self, guild_id: int) -> None:
        """The guild is available again."""
        guild = self.parts.world.guilds[guild_id]
        guild.outage = False
        self._tell(guild, "GUILD_CREATE", guild_create_json(self.parts.world, guild) | {"unavailable": False})

    def _tell(self, guild: Guild, event: str, data: Json) -> None:
        self.parts.sessions.dispatch(event, data, guild.id)
