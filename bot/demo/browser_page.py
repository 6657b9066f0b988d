"""The page on 127.0.0.1 that shows the stage, kept up to date."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterable, Mapping
from contextlib import asynccontextmanager
from typing import Any, NamedTuple

import discord
import simcord
from simcord import Preview
from yarl import URL

from bot.demo.avatar import draw_avatar
from bot.demo.proxy import open_proxy
from bot.demo.stage import Stage
from bot.demo.thumbnails import draw_thumbnail
from bot.demo.typed import first_options, read_line
from bot.models import Paper

ZONE = "Asia/Seoul"
BUSY_SECONDS = 0.2


class BrowserPage(NamedTuple):
    """The open page, and its address."""

    url: str
    preview: Preview


@asynccontextmanager
async def open_page(stage: Stage, papers: Iterable[Paper], port: int | None) -> AsyncGenerator[BrowserPage]:
    """The page, at any free port if none is named; UserError if that one is taken.

    The papers are the ones whose thumbnails it can show.
    """
    preview = stage.env.preview(
        stage.channel,
        viewers=[stage.visitor],
        layout="channel",
        locale=stage.locale,
        timezone=ZONE,
        assets={stage.face_url: ("face.png", draw_avatar()), **_thumbnails(papers)},
    )
    with stage.env.time_context():
        async with preview, open_proxy(URL(preview.url), port) as address:
            attending = asyncio.create_task(_attend(stage, preview))
            try:
                yield BrowserPage(str(address), preview)
            finally:
                attending.cancel()


def _thumbnails(papers: Iterable[Paper]) -> dict[str, tuple[str, bytes]]:
    """What stands for the papers' thumbnails, by their addresses."""
    return {
        paper.thumbnail: (f"{paper.id}.png", draw_thumbnail(paper.title, paper.id))
        for paper in papers
        if paper.thumbnail
    }


async def _attend(stage: Stage, preview: Preview) -> None:
    """Obey the lines that the visitor types, and show what the bot posts by itself.

    What the visitor's clicks and picked commands set off is shown without us.
    """
    new = asyncio.Queue[int]()

    def notice(event: str, payload: Mapping[str, Any]) -> None:
        if event == "MESSAGE_CREATE" and not payload.get("interaction_metadata"):
            new.put_nowait(int(payload["id"]))

    stage.env.backend.subscribers.append(notice)
    while message_id := await new.get():
        await _refresh(preview)
        if await _obey(stage, message_id):
            await _refresh(preview)


async def _refresh(preview: Preview) -> None:
    """Simcord does one thing at a time: it refuses while the visitor's command is at work, and gives up
    waiting for a job of the bot's after five seconds.
    """
    while True:
        try:
            return await preview.refresh()
        except (simcord.SetupError, TimeoutError):
            await asyncio.sleep(BUSY_SECONDS)


async def _obey(stage: Stage, message_id: int) -> bool:
    """Run the command that the message is, in place of the message; whether it was one."""
    message = discord.utils.get(stage.channel.history(), id=message_id)
    if message is None or message.author.id != stage.visitor.id:
        return False
    line = read_line(message.content, first_options(stage.bot))
    if line is None:
        return False
    try:
        await stage.visitor.slash(stage.channel, line.command, **line.options)
        await stage.visitor.delete(message)
    except (simcord.SetupError, simcord.BackendError, TimeoutError):
        return False  # such as a missing option: the line stays as the message that it was
    return True
