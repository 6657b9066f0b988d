"""Events as Discord never sent them: each costs itself, and the bot lives on."""

from __future__ import annotations

import asyncio
import copy
import logging
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import suppress
from datetime import timedelta
from typing import Any, cast

import pytest
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.app.client import Paperboy
from bot.app.service import Resources, Service
from bot.delivery.lease import Lease
from bot.settings import Settings
from bot.store import Store
from tests.conftest import HandClock
from tests.support.bot_process import until
from tests.support.known_papers import KnownPapers
from tests.support.known_records import KnownRecords
from tests.support.local_discord import BOT_ID, GuildIds, LocalDiscord
from tests.support.local_discord.errors import Json
from tests.support.local_discord.payloads import user_json

SECRET = "secret-sauce"
GUILD, CHANNEL = "1000", "2000"
WRONG: tuple[Any, ...] = ("no", 7, -1, [], [None], {}, {"id": None}, True, 1.5, "9" * 40)


@pytest.fixture
async def local(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[LocalDiscord]:
    async with LocalDiscord() as server:
        monkeypatch.setattr(Route, "BASE", server.api_url)
        monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(server.gateway_url))
        yield server


@pytest.fixture
async def bot(local: LocalDiscord, store: Store, store_url: str, clock: HandClock) -> AsyncIterator[Paperboy]:
    """In a Discord with a guild, and ready."""
    settings = Settings.model_validate({"store": {"url": store_url}, "schedule": {"check_seconds": 3600}})
    source = KnownPapers(days={})
    service = Service(Resources(settings, store, source, source, KnownRecords(), clock))
    bot = Paperboy(service, Lease(store, clock, 30))
    await bot.login(local.token)
    connecting = asyncio.create_task(bot.connect())
    await until(bot.is_ready)
    yield bot
    await until(is_idle)
    assert not connecting.done(), "the bot has ended"
    await bot.close()
    await connecting


def is_idle() -> bool:
    """Whether all that discord.py began for an event has ended."""
    begun = ("discord.py:", "discord-ui-", "CommandTree-")
    return not [task for task in asyncio.all_tasks() if task.get_name().startswith(begun)]


@pytest.fixture
async def guild(local: LocalDiscord) -> GuildIds:
    return local.guilds.add(2)


async def answered(local: LocalDiscord, guild: GuildIds) -> Json:
    """What the bot says to a command, once it has worked off what was sent before."""
    for _ in range(20):
        asked = local.users.slash("channel list", channel_id=guild.channel_ids[0])
        with suppress(TimeoutError):
            return await local.users.answer(asked, within=3)
    raise TimeoutError


def mutated(data: Json) -> Iterator[Json]:
    """The data with each key at any depth left out, null, or of a wrong kind; and something else entirely."""
    for path in paths(data):
        for change in (None, *WRONG):
            spoiled = copy.deepcopy(data)
            parent = at(spoiled, path[:-1])
            parent[path[-1]] = change
            yield spoiled
        spoiled = copy.deepcopy(data)
        del at(spoiled, path[:-1])[path[-1]]
        yield spoiled


def paths(data: Any, before: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    entries: Iterable[tuple[Any, Any]] = ()
    if isinstance(data, dict):
        entries = cast("Json", data).items()
    elif isinstance(data, list):
        entries = enumerate(cast("list[Any]", data))
    for key, value in entries:
        yield (*before, key)
        yield from paths(value, (*before, key))


def at(data: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        data = data[key]
    return data


def channel(number: str = CHANNEL, kind: int = 0) -> Json:
    return {
        "id": number, "type": kind, "guild_id": GUILD, "name": SECRET, "position": 0, "topic": SECRET,
        "permission_overwrites": [{"id": GUILD, "type": 0, "allow": "0", "deny": "0"}], "parent_id": None,
    }  # fmt: skip


def thread() -> Json:
    metadata = {
        "archived": False,
        "auto_archive_duration": 60,
        "archive_timestamp": "2024-01-01T00:00:00+00:00",
    }
    return {
        "id": "2001", "type": 11, "guild_id": GUILD, "parent_id": CHANNEL, "owner_id": "5", "name": SECRET,
        "message_count": 0, "member_count": 1, "thread_metadata": metadata,
    }  # fmt: skip


def member(user_id: int = BOT_ID) -> Json:
    joined = {"roles": [GUILD], "joined_at": "2024-01-01T00:00:00+00:00", "flags": 0, "deaf": False}
    return {"user": user_json(user_id), "nick": None, "mute": False, **joined}


def role(number: str = GUILD) -> Json:
    look = {
        "color": 0,
        "colors": {"primary_color": 0},
        "hoist": False,
        "mentionable": False,
        "managed": False,
    }
    return {"id": number, "name": SECRET, "position": 0, "permissions": "0", "flags": 0, **look}


def guild_data() -> Json:
    return {
        "id": GUILD, "name": SECRET, "owner_id": "5", "roles": [role()], "channels": [channel()],
        "threads": [thread()], "members": [member()], "member_count": 2, "features": [], "emojis": [],
        "system_channel_id": CHANNEL, "system_channel_flags": 0, "preferred_locale": "ko",
        "voice_states": [], "presences": [], "joined_at": "2024-01-01T00:00:00+00:00", "large": False,
        "unavailable": False,
    }  # fmt: skip


def interaction(kind: int, data: Json) -> Json:
    message: Json = {
        "id": "7", "channel_id": CHANNEL, "author": user_json(BOT_ID), "content": SECRET, "embeds": [],
        "timestamp": "2024-01-01T00:00:00+00:00", "edited_timestamp": None, "tts": False, "type": 0,
        "mention_everyone": False, "mentions": [], "mention_roles": [], "pinned": False, "attachments": [],
        "components": [],
    }  # fmt: skip
    who = {"guild_id": GUILD, "member": member(5) | {"permissions": "8"}, "guild": {"id": GUILD}}
    return {
        "id": "6", "application_id": str(BOT_ID), "type": kind, "data": data, "token": SECRET, "version": 1,
        "channel_id": CHANNEL, "channel": channel(), "app_permissions": "0", "locale": "ko", "context": 0,
        "entitlements": [], "attachment_size_limit": 1, "authorizing_integration_owners": {"0": GUILD},
        "message": message, **who,
    }  # fmt: skip


OPTIONS = [{"name": "query", "type": 3, "value": SECRET, "focused": True}]
EVENTS: list[tuple[str, Json]] = [
    ("GUILD_CREATE", guild_data()),
    ("GUILD_UPDATE", guild_data()),
    ("GUILD_ROLE_CREATE", {"guild_id": GUILD, "role": role("9")}),
    ("GUILD_ROLE_UPDATE", {"guild_id": GUILD, "role": role()}),
    ("GUILD_ROLE_DELETE", {"guild_id": GUILD, "role_id": "9"}),
    ("GUILD_MEMBER_UPDATE", {"guild_id": GUILD, **member()}),
    ("CHANNEL_CREATE", channel()),
    ("CHANNEL_CREATE", channel("2002", 2)),
    ("CHANNEL_CREATE", channel("2003", 15)),
    ("CHANNEL_UPDATE", channel()),
    ("CHANNEL_DELETE", channel("2003", 15)),
    ("CHANNEL_PINS_UPDATE", {"guild_id": GUILD, "channel_id": CHANNEL, "last_pin_timestamp": None}),
    ("THREAD_CREATE", thread()),
    ("THREAD_UPDATE", thread()),
    ("THREAD_DELETE", thread()),
    ("THREAD_LIST_SYNC", {"guild_id": GUILD, "threads": [thread()], "members": []}),
    ("THREAD_MEMBERS_UPDATE", {"id": "2001", "guild_id": GUILD, "member_count": 1}),
    ("STAGE_INSTANCE_CREATE", {"id": "3", "guild_id": GUILD, "channel_id": CHANNEL, "topic": SECRET}),
    ("INTEGRATION_CREATE", {"id": "3", "guild_id": GUILD, "name": SECRET, "type": "discord"}),
    ("APPLICATION_COMMAND_PERMISSIONS_UPDATE", {"id": "3", "application_id": "4", "guild_id": GUILD}),
    ("ENTITLEMENT_CREATE", {"id": "3", "sku_id": "4", "application_id": "4", "type": 8, "deleted": False}),
    ("USER_UPDATE", user_json(BOT_ID)),
    ("MESSAGE_CREATE", {"id": "3", "channel_id": CHANNEL, "author": user_json(5), "content": SECRET}),
    ("GUILD_DELETE", {"id": GUILD}),
    ("INTERACTION_CREATE", interaction(1, {})),
    ("INTERACTION_CREATE", interaction(2, {"id": "1", "name": "paper", "type": 1, "options": OPTIONS})),
    ("INTERACTION_CREATE", interaction(2, {"id": "1", "name": "gone", "type": 3, "target_id": "7"})),
    ("INTERACTION_CREATE", interaction(3, {"custom_id": f"v1:{SECRET}", "component_type": 2})),
    ("INTERACTION_CREATE", interaction(4, {"id": "1", "name": "paper", "type": 1, "options": OPTIONS})),
    ("INTERACTION_CREATE", interaction(5, {"custom_id": f"v1:{SECRET}", "components": []})),
]


@pytest.mark.parametrize("of_people", [False, True])
async def test_whatever_an_event_lacks_the_next_one_is_read(
    of_people: bool,
    bot: Paperboy,
    local: LocalDiscord,
    guild: GuildIds,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    for event, data in EVENTS:
        if (event == "INTERACTION_CREATE") is of_people:
            local.trouble.send_event("GUILD_CREATE", guild_data())
            for spoiled in (*WRONG, *mutated(data)):
                local.trouble.send_event(event, spoiled)
            (answer,) = (await answered(local, guild))["messages"]
            assert "/channel add" in answer["content"], event
    assert local.record.connected_shards() == [0]
    ours = [record.getMessage() for record in caplog.records if record.name.startswith(("bot", "cogs"))]
    assert SECRET not in "\n".join(ours)


async def test_an_event_that_cannot_be_read_is_told_by_its_kind_and_not_each_time(
    bot: Paperboy, local: LocalDiscord, guild: GuildIds, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(50):
        local.trouble.send_event("CHANNEL_CREATE", {"type": 0, "guild_id": str(guild.id), "name": SECRET})
    await answered(local, guild)
    (line,) = [record.getMessage() for record in caplog.records if "could not be read" in record.getMessage()]
    assert line.startswith(
        "CHANNEL_CREATE from Discord could not be read and is left out: KeyError in discord."
    )


async def test_a_guild_with_one_odd_channel_is_known_without_it(bot: Paperboy, local: LocalDiscord) -> None:
    whole, odd = channel(), {key: value for key, value in channel("2001").items() if key != "position"}
    local.trouble.send_event("GUILD_CREATE", guild_data() | {"channels": [odd, whole], "threads": None})
    await until(lambda: bot.get_guild(int(GUILD)) is not None)
    known = bot.get_guild(int(GUILD))
    assert known is not None
    assert [found.id for found in known.channels] == [int(CHANNEL)]
    assert known.me is not None
    assert known.default_role.id == int(GUILD)


@pytest.fixture
def short_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    """A session begins soon after another one."""
    monkeypatch.setattr("bot.gateway.identify_turns.BUCKET_TIME", timedelta(seconds=0.1))


@pytest.mark.usefixtures("short_turns")
@pytest.mark.parametrize(
    "frame", ["", "{", "[]", "7", '{"op": 10, "d": null}', '{"op": 0, "t": "RESUMED", "d": null}']
)
async def test_a_frame_that_is_no_event_costs_the_connection_and_not_the_bot(
    frame: str, bot: Paperboy, local: LocalDiscord, guild: GuildIds
) -> None:
    (before,) = bot.shards.values()
    socket = bot._connection._get_websocket(shard_id=before.id)  # pyright: ignore[reportPrivateUsage]
    local.trouble.send_frame(frame)
    await until(lambda: bot._connection._get_websocket(shard_id=0) is not socket)  # pyright: ignore[reportPrivateUsage]
    await until(lambda: local.record.connected_shards() == [0])
    assert await answered(local, guild)
