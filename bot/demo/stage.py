"""The simulated Discord: one server with one channel, a visitor who may configure it, and their page."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import discord
import simcord
from simcord import Preview

from bot.demo.thumbnails import draw_thumbnail
from bot.errors import UserError
from bot.models import Language, Paper
from bot.texts import say

ZONE = "Asia/Seoul"
RETRY_SECONDS = 0.2


@dataclass(frozen=True)
class Stage:
    """Where the demo plays. The bot is in the server, but not online before `env.start()`."""

    env: simcord.Env
    channel: simcord.ChannelHandle
    visitor: simcord.MemberActor
    language: Language


def build_stage(bot: discord.Client, language: Language, now: datetime) -> Stage:
    """The scenery, in which it is `now`."""
    env = simcord.Env(bot, shard_count=1)
    env.backend.advance_clock((now - env.now()).total_seconds())
    env.backend.edit_bot_profile("Paperboy")
    guild = env.create_guild(say(language, "demo-guild"), preferred_locale=language)
    channel = guild.create_text_channel("daily-papers", topic=say(language, "demo-topic"))
    admin = guild.create_role("Admin", permissions=discord.Permissions(manage_guild=True))
    user = env.create_user("visitor", global_name=say(language, "demo-visitor"))
    return Stage(env, channel, guild.add_member(user, roles=[admin]), language)


@asynccontextmanager
async def open_page(stage: Stage, papers: Iterable[Paper], port: int | None) -> AsyncGenerator[Preview]:
    """The page on 127.0.0.1, at any free port if none is named; UserError if that one is taken.

    The papers are the ones whose thumbnails it can show.
    """
    preview = stage.env.preview(
        stage.channel,
        viewers=[stage.visitor],
        layout="channel",
        locale="ko" if stage.language == "ko" else "en-US",
        timezone=ZONE,
        assets=_pictures(papers),
        port=port,
    )
    try:
        await preview.__aenter__()
    except simcord.SetupError as error:
        raise UserError("demo-port-taken", port=port or 0) from error
    fresh = asyncio.create_task(_keep_fresh(stage, preview))
    try:
        yield preview
    finally:
        fresh.cancel()
        await preview.close()


def _pictures(papers: Iterable[Paper]) -> dict[str, tuple[str, bytes]]:
    """What stands for the papers' thumbnails, by their addresses."""
    return {
        paper.thumbnail: (f"{paper.id}.png", draw_thumbnail(paper.title, paper.id))
        for paper in papers
        if paper.thumbnail
    }


async def _keep_fresh(stage: Stage, preview: Preview) -> None:
    """Show what the bot posts by itself; what a visitor sets off is shown without us."""
    posted = asyncio.Event()

    def notice(event: str, payload: Mapping[str, Any]) -> None:
        if event == "MESSAGE_CREATE" and not payload.get("interaction_metadata"):
            posted.set()

    stage.env.backend.subscribers.append(notice)
    while await posted.wait():
        posted.clear()
        await _refresh(preview)


async def _refresh(preview: Preview) -> None:
    """Simcord does one thing at a time, and refuses while the visitor's command is at work."""
    while True:
        try:
            return await preview.refresh()
        except simcord.SetupError:
            await asyncio.sleep(RETRY_SECONDS)
