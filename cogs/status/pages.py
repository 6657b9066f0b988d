"""The pages of `/status`, and who may see what of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import discord

from bot.models import Language
from bot.rendering.escape import escape_within
from bot.texts import say
from cogs.answers import Interaction, reader_language, update
from cogs.items import FunnelItem, FunnelView
from cogs.paging import pages
from cogs.permissions import is_owner, require_manage_server
from cogs.status.absence_text import absence_line
from cogs.status.calendar import calendar
from cogs.status.operation_text import operation_lines

ROOM = 1500  # UTF-16 units of a page: about a screen of a phone
TITLE = 150  # UTF-16 units of the paper's title

Page = tuple[str, discord.ui.View | None]


class StatusPage(
    FunnelItem[discord.ui.Button[Any]], template=r"v1:status:(?P<page>[1-9]\d{0,3}):(?P<channel_id>\d{0,19})"
):
    """Turns to a page of the calendars, which are read anew."""

    def __init__(self, page: int, channel_id: int | None = None, label: str = "…") -> None:
        custom_id = f"v1:status:{page}:{channel_id or ''}"
        super().__init__(discord.ui.Button(label=label, custom_id=custom_id))
        self.page, self.channel_id = page, channel_id

    async def used(self, interaction: Interaction) -> None:
        """Show the page in place of the one before."""
        require_manage_server(interaction)
        content, view = await status_page(interaction, self.page, self.channel_id)
        await update(interaction, content=content, view=view)


class AbsencePage(
    FunnelItem[discord.ui.Button[Any]],
    template=r"v1:absence:(?P<page>[1-9]\d{0,3}):(?P<channel_id>\d{0,19}):(?P<paper_id>.{1,40})",
):
    """Turns to a page of what became of a paper in each subscription."""

    def __init__(self, page: int, paper_id: str, channel_id: int | None = None, label: str = "…") -> None:
        custom_id = f"v1:absence:{page}:{channel_id or ''}:{paper_id}"
        super().__init__(discord.ui.Button(label=label, custom_id=custom_id))
        self.page, self.paper_id, self.channel_id = page, paper_id, channel_id

    async def used(self, interaction: Interaction) -> None:
        """Show the page in place of the one before."""
        require_manage_server(interaction)
        content, view = await absence_page(interaction, self.paper_id, self.page, self.channel_id)
        await update(interaction, content=content, view=view)


async def status_page(interaction: Interaction, number: int, channel_id: int | None = None) -> Page:
    """The page with this number (from 1) of the calendars of the server's subscriptions, or a channel's."""
    language, bot = reader_language(interaction), interaction.client
    overview = await bot.overviews.of_guild(interaction.guild_id or 0)
    chosen = [each for each in overview if channel_id in (None, each.subscription.settings.channel_id)]
    blocks = [calendar(each, language) for each in chosen]
    if not blocks:
        blocks = [[_none(channel_id, language)]]
    if channel_id is None and await is_owner(interaction):
        model = bot.overviews.settings.summary
        blocks.append(operation_lines(await bot.overviews.operation(), model, language))
    return _page(blocks, number, language, lambda page, label: StatusPage(page, channel_id, label))


async def absence_page(
    interaction: Interaction, paper_id: str, number: int, channel_id: int | None = None
) -> Page:
    """What became of a paper in the server's subscriptions, or in a channel's."""
    language, bot = reader_language(interaction), interaction.client
    paper = (await bot.lookups.stored([paper_id])).get(paper_id)
    title = escape_within(paper.title if paper else paper_id, TITLE)
    chosen = await bot.channels.of_guild(interaction.guild_id or 0)
    chosen = [each for each in chosen if channel_id in (None, each.settings.channel_id)]
    answers = [(each, await bot.overviews.absence(each, paper_id)) for each in chosen]
    lines = [absence_line(each, reason, language) for each, reason in answers]
    blocks = [[say(language, "absence-title", title=title)], *([line] for line in lines)]
    if not lines:
        blocks.append([_none(channel_id, language)])
    return _page(blocks, number, language, lambda page, label: AbsencePage(page, paper_id, channel_id, label))


def _none(channel_id: int | None, language: Language) -> str:
    if channel_id is None:
        return say(language, "channels-none")
    return say(language, "channels-not-subscribed", channel=f"<#{channel_id}>")


def _page(
    blocks: list[list[str]],
    number: int,
    language: Language,
    turn: Callable[[int, str], discord.ui.Item[Any]],
) -> Page:
    texts = pages(blocks, ROOM)
    number = max(1, min(number, len(texts)))
    view = FunnelView(timeout=None)
    if number > 1:
        view.add_item(turn(number - 1, say(language, "channels-page-before")))
    if number < len(texts):
        view.add_item(turn(number + 1, say(language, "channels-page-after")))
    view.stop()  # the items are found by their custom_ids
    return texts[number - 1], view if view.children else None
