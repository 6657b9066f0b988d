"""Bringing the commands to Discord, whatever it says."""

from __future__ import annotations

import logging
import re
from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest
from discord import app_commands
from discord.http import Route

from bot.app import commands_sync
from bot.app.command_mentions import CommandMentions
from bot.app.commands_sync import CommandsSync
from bot.store import Store
from tests.support.bot_process import until
from tests.support.local_discord import LocalDiscord

PAGE = "<html><body>" + "Please wait. " * 500 + "</body></html>"


@pytest.fixture
async def local(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[LocalDiscord]:
    async with LocalDiscord() as server:
        monkeypatch.setattr(Route, "BASE", server.api_url)
        monkeypatch.setattr(commands_sync, "FIRST_PAUSE_SECONDS", 0.1)
        yield server


@pytest.fixture
async def tree(local: LocalDiscord) -> AsyncIterator[app_commands.CommandTree[Any]]:
    """One command, at a Discord that does not know it yet."""
    async with discord.Client(intents=discord.Intents.none()) as client:
        await client.login(local.token)
        tree = app_commands.CommandTree(client)

        async def paper(interaction: discord.Interaction) -> None: ...

        tree.add_command(app_commands.Command(name="paper", description="A paper", callback=paper))
        yield tree


async def test_what_discord_was_told_is_not_told_again(
    store: Store, tree: app_commands.CommandTree[Any], local: LocalDiscord
) -> None:
    linked: list[str] = []
    for _ in range(2):
        mentions = CommandMentions()
        sync = CommandsSync(store, tree, mentions)
        sync.start(tree.client.application_id)
        await sync.done()
        linked.append(mentions.linked("Use `/paper`, not `/other` and not /paper."))
    assert re.fullmatch(r"Use </paper:\d+>, not `/other` and not /paper\.", linked[0])
    assert linked[0] == linked[1]
    assert [request.method for request in local.record.requests("commands")] == ["PUT"]


@pytest.mark.parametrize(
    ("status", "body"),
    [(400, {"code": 50035, "message": "Invalid Form Body"}), (403, PAGE), (200, PAGE), (200, {}), (200, [7])],
)
async def test_a_refusal_is_told_once_in_one_line_and_tried_again(
    store: Store,
    tree: app_commands.CommandTree[Any],
    local: LocalDiscord,
    caplog: pytest.LogCaptureFixture,
    status: int,
    body: Any,
) -> None:
    caplog.set_level(logging.INFO, "bot")
    local.trouble.add_fault("answer", status=status, kinds=["commands"], body=body, times=3)
    sync = CommandsSync(store, tree, CommandMentions())
    sync.start(tree.client.application_id)
    await sync.done()
    told, through = (
        record.getMessage() for record in caplog.records if record.name == "bot.app.commands_sync"
    )
    assert told.startswith("Discord did not take the bot's commands")
    assert len(told) < 600
    assert "\n" not in told
    assert through == "Discord has taken the bot's commands"
    assert len(local.record.requests("commands")) == 4


async def test_stopping_ends_the_waiting(
    store: Store, tree: app_commands.CommandTree[Any], local: LocalDiscord
) -> None:
    local.trouble.add_fault("hang", kinds=["commands"])
    sync = CommandsSync(store, tree, CommandMentions())
    sync.start(tree.client.application_id)
    await until(lambda: bool(local.record.requests("commands")))
    await sync.stop()
    assert local.record.commands() == []


async def test_what_is_for_the_home_guild_stands_there_alone_and_leaves_the_one_before(
    store: Store, tree: app_commands.CommandTree[Any], local: LocalDiscord
) -> None:
    first, second = (local.guilds.add().id for _ in range(2))

    async def health(interaction: discord.Interaction) -> None: ...

    for home in (first, second, None):
        for guild_id in (first, second):
            tree.clear_commands(guild=discord.Object(guild_id))
        if home:
            command: app_commands.Command[Any, ..., Any] = app_commands.Command(
                name="health", description="Health", callback=health
            )
            tree.add_command(command, guild=discord.Object(home))
        await synced(store, tree, home)
        there = {
            guild_id: [each["name"] for each in local.record.commands(guild_id)]
            for guild_id in (first, second)
        }
        assert there == {guild_id: ["health"] if guild_id == home else [] for guild_id in (first, second)}
    local.guilds.throw_out(second)
    await synced(store, tree, None)


async def synced(store: Store, tree: app_commands.CommandTree[Any], home: int | None) -> None:
    sync = CommandsSync(store, tree, CommandMentions(), home)
    sync.start(tree.client.application_id)
    await sync.done()


async def test_an_owner_can_have_them_brought_again(
    store: Store, tree: app_commands.CommandTree[Any], local: LocalDiscord
) -> None:
    sync = CommandsSync(store, tree, CommandMentions())
    sync.start(tree.client.application_id)
    await sync.done()
    assert await sync.renew() is None
    local.trouble.add_fault(
        "answer", status=403, kinds=["commands"], body={"code": 0, "message": "no"}, times=1
    )
    assert "403" in (await sync.renew() or "")
    assert [request.method for request in local.record.requests("commands")] == ["PUT"] * 3
