"""What exists, as the JSON that Discord would send: only the keys that clients read or require."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from .errors import Json, objects
from .world import ADMIN_ID, BOT_ID, FORUM, GROUP, Channel, Guild, Message, World, seconds_of

REQUIRES_TAG = 1 << 4
VIEW, SEND, HISTORY = 1 << 10, 1 << 11, 1 << 16
# View, send, embed links, attach files, read history, application commands, threads and sending in them.
BOT_RIGHTS = VIEW | SEND | 1 << 14 | 1 << 15 | HISTORY | 1 << 31 | 1 << 35 | 1 << 38
ALL_RIGHTS = (1 << 50) - 1
_JOINED_AT = "2024-01-01T00:00:00+00:00"


def user_json(user_id: int) -> Json:
    """The bot, the admin, or anybody else."""
    names = {BOT_ID: "paperboy", ADMIN_ID: "admin"}
    name = names.get(user_id, f"user{user_id}")
    bot = {"bot": True} if user_id == BOT_ID else {}
    return {
        "id": str(user_id), "username": name, "global_name": name, "discriminator": "0000",
        "avatar": None, "public_flags": 0, **bot,
    }  # fmt: skip


def me_json() -> Json:
    """`GET /users/@me`."""
    return user_json(BOT_ID) | {
        "flags": 0,
        "mfa_enabled": False,
        "verified": True,
        "locale": "en-US",
        "email": None,
    }


def application_json() -> Json:
    """`GET /oauth2/applications/@me` and `GET /applications/{id}`."""
    return {
        "id": str(BOT_ID), "name": "paperboy", "icon": None, "description": "", "summary": "",
        "verify_key": "0" * 64, "bot_public": True, "bot_require_code_grant": False, "flags": 0,
        "owner": user_json(ADMIN_ID),
    }  # fmt: skip


def member_json(guild: Guild, user_id: int, *, rights: int | None = None) -> Json:
    """A member; the bot carries its managed role. `rights` only stands in interactions."""
    roles = [str(bot_role_id(guild))] if user_id == BOT_ID else []
    permissions = {} if rights is None else {"permissions": str(rights)}
    return {
        "user": user_json(user_id), "nick": None, "roles": roles, "joined_at": _JOINED_AT,
        "deaf": False, "mute": False, "flags": 0, **permissions,
    }  # fmt: skip


def bot_role_id(guild: Guild) -> int:
    """The role that Discord makes for the bot; @everyone has the guild's own id."""
    return guild.id + 1


def bot_rights(channel: Channel) -> int:
    """What the bot may do in a channel, as far as the channel's errors say."""
    return BOT_RIGHTS & ~_denied(channel)


def channel_json(channel: Channel) -> Json:
    """A text channel or a DM; refusals for want of a right show as overwrites for the bot."""
    if channel.recipient_id is not None:
        # openapi.json's PrivateChannelResponse does not require it.
        last_id: Json = {"last_message_id": str(channel.messages[-1].id)} if channel.messages else {}
        recipients = [user_json(channel.recipient_id)]
        return {"id": str(channel.id), "type": 1, "recipients": recipients, "flags": 0, **last_id}
    if channel.kind == GROUP:
        return {"id": str(channel.id), "type": GROUP, "name": None, "recipients": [user_json(ADMIN_ID)]}
    last = channel.messages[-1].id if channel.messages else None
    if channel.parent_id is not None:
        return thread_json(channel)
    forum: Json = {} if channel.kind != FORUM else _forum(channel)
    return {
        "id": str(channel.id), "type": channel.kind, "guild_id": str(channel.guild_id), "name": channel.name,
        "position": 0, "permission_overwrites": _overwrites(channel), "nsfw": False, "parent_id": None,
        "topic": None, "rate_limit_per_user": 0, "last_message_id": last and str(last), "flags": 0,
        **forum,
    }  # fmt: skip


def thread_json(thread: Channel) -> Json:
    """A thread, as far as openapi.json's ThreadResponse requires it."""
    archived = thread.archived_at is not None
    metadata: Json = {
        "archived": archived, "archive_timestamp": iso(thread.archived_at or seconds_of(thread.id)),
        "auto_archive_duration": 1440, "locked": thread.locked,
    }  # fmt: skip
    last = thread.messages[-1].id if thread.messages else None
    return {
        "id": str(thread.id), "type": thread.kind, "guild_id": str(thread.guild_id), "name": thread.name,
        "parent_id": str(thread.parent_id), "owner_id": str(thread.owner_id), "thread_metadata": metadata,
        "message_count": len(thread.messages), "member_count": 1, "total_message_sent": len(thread.messages),
        "last_message_id": last and str(last), "rate_limit_per_user": 0, "flags": 0,
        "applied_tags": [str(tag_id) for tag_id in thread.applied_tags],
    }  # fmt: skip


def _forum(channel: Channel) -> Json:
    tags = [
        {
            "id": str(tag.id),
            "name": tag.name,
            "moderated": tag.moderated,
            "emoji_id": None,
            "emoji_name": None,
        }
        for tag in channel.tags
    ]
    return {
        "available_tags": tags, "flags": REQUIRES_TAG if channel.requires_tag else 0,
        "default_sort_order": None, "default_forum_layout": 0, "default_reaction_emoji": None,
    }  # fmt: skip


def guild_json(world: World, guild: Guild) -> Json:
    """`GET /guilds/{id}`: without channels and members."""
    return {
        "id": str(guild.id), "name": guild.name, "icon": None, "splash": None, "discovery_splash": None,
        "owner_id": str(ADMIN_ID), "afk_channel_id": None, "afk_timeout": 300, "verification_level": 0,
        "default_message_notifications": 1, "explicit_content_filter": 0, "roles": _roles(guild),
        "emojis": [], "features": [], "mfa_level": 0, "application_id": None,
        "system_channel_id": guild.system_channel_id and str(guild.system_channel_id),
        "system_channel_flags": 0, "rules_channel_id": None, "vanity_url_code": None, "description": None,
        "banner": None, "premium_tier": 0, "preferred_locale": guild.locale, "nsfw_level": 0,
        "public_updates_channel_id": None, "stickers": [],
    }  # fmt: skip


def guild_create_json(world: World, guild: Guild) -> Json:
    """The data of GUILD_CREATE as on joining; a guild coming back adds `unavailable: false`."""
    channels = [channel_json(world.channels[channel_id]) for channel_id in guild.channel_ids]
    return guild_json(world, guild) | {
        "joined_at": _JOINED_AT, "large": False, "member_count": 2, "channels": channels, "threads": [],
        "members": [member_json(guild, BOT_ID), member_json(guild, ADMIN_ID)], "voice_states": [],
        "presences": [], "stage_instances": [], "guild_scheduled_events": [], "soundboard_sounds": [],
    }  # fmt: skip


def message_json(message: Message) -> Json:
    """A message without its nonce: histories do not show it."""
    body = message.body
    hook: Json = {} if message.interaction_id is None else _hook(message.interaction_id)
    return {
        "id": str(message.id), "channel_id": str(message.channel_id), "type": 20 if hook else 0,
        "author": user_json(message.author_id), "content": str(body.get("content") or ""),
        "timestamp": iso(message.sent_at), "edited_timestamp": message.edited_at and iso(message.edited_at),
        "tts": False, "mention_everyone": False, "mentions": [], "mention_roles": [], "pinned": False,
        "attachments": body.get("attachments") or [],
        "embeds": [{"type": "rich", **embed} for embed in objects(body.get("embeds"))],
        "components": body.get("components") or [], "flags": int(body.get("flags") or 0), **hook,
    }  # fmt: skip


def record_json(message: Message) -> Json:
    """A message for those who drive the tests: with its nonce, its fate, and the time in Unix seconds."""
    seen: Json = {"sent_at": message.sent_at, "nonce": message.nonce, "deleted": message.deleted}
    return message_json(message) | seen | {"interaction_id": message.interaction_id}


def iso(moment: float) -> str:
    """Unix seconds as Discord writes times."""
    return datetime.fromtimestamp(moment, UTC).isoformat()


def _hook(interaction_id: int) -> Json:
    metadata: Json = {"id": str(interaction_id), "type": 2, "user": user_json(ADMIN_ID)}
    return {
        "webhook_id": str(BOT_ID), "application_id": str(BOT_ID),
        "interaction_metadata": metadata | {"authorizing_integration_owners": {}},
    }  # fmt: skip


def _roles(guild: Guild) -> list[Json]:
    return [
        _role(guild.id, "@everyone", 0, {}),
        _role(bot_role_id(guild), "paperboy", 1, {"bot_id": str(BOT_ID)}),
    ]


def _role(role_id: int, name: str, position: int, tags: Json) -> Json:
    tag_fields: Json = {"tags": tags, "managed": True} if tags else {"managed": False}
    return {
        "id": str(role_id), "name": name, "color": 0, "colors": {"primary_color": 0}, "hoist": False,
        "position": position, "permissions": str(BOT_RIGHTS), "mentionable": False, "flags": 0, **tag_fields,
    }  # fmt: skip


def _denied(channel: Channel) -> int:
    denied = {50001: VIEW, 50013: SEND}.get(channel.send_error or 0, 0)
    return denied | (HISTORY if channel.history_hidden or channel.history_error else 0)


def _overwrites(channel: Channel) -> list[dict[str, Any]]:
    denied = _denied(channel)
    return [{"id": str(BOT_ID), "type": 1, "allow": "0", "deny": str(denied)}] if denied else []
