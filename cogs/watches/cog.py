"""`/watch`: papers of which a person is told what changes, seen by nobody else."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.app.client import Paperboy
from bot.delivery.components import menu_view
from bot.errors import UserError
from bot.rendering.escape import escape_within
from bot.rendering.menus import LABEL_UNITS, paper_menu
from bot.texts import say
from cogs.answers import Interaction, answer, defer_answer, reader_language
from cogs.contexts import everywhere
from cogs.errors import Choices, guarded
from cogs.items import FunnelItem, FunnelView
from cogs.papers.cog import named_papers, title_choices
from cogs.papers.views import defer_question
from cogs.translation import text
from cogs.watches.page import Unwatch, WatchesPageButton, WatchSavedButton, show_watches
from cogs.watches.watch_button import WatchButton, watch_button

CHOICE_ID = "v1:watch:add"


class Watches(commands.Cog):
    """A person's watched papers, in servers and in direct messages."""

    @app_commands.command(name=text("commands-watch"), description=text("commands-watch-about"))
    @app_commands.rename(paper=text("commands-watch-paper"))
    @app_commands.describe(paper=text("commands-watch-paper-about"))
    @everywhere
    async def watch(self, interaction: Interaction, paper: str | None = None) -> None:
        """Watch the paper that is named, or list those that are watched."""
        if paper is None:
            await show_watches(interaction)
            return
        lookups, language = interaction.client.lookups, reader_language(interaction)
        named = await named_papers(lookups, paper)
        if isinstance(named, str):
            await watch_paper(interaction, named)
            return
        papers = list((await lookups.stored([title.paper_id for title in named])).values())
        placeholder = say(language, "watch-choose")
        menu = paper_menu(list(enumerate(papers, start=1)), placeholder, language, custom_id=CHOICE_ID)
        await answer(interaction, say(language, "papers-several", count=len(papers)), view=menu_view(menu))

    @watch.autocomplete("paper")
    @guarded
    async def titles(self, interaction: Interaction, current: str) -> Choices:
        """Titles near to what was typed; their values are ids."""
        return await title_choices(interaction.client.lookups, current)


class WatchSelect(FunnelItem[discord.ui.Select[Any]], template=CHOICE_ID):
    """Watches the paper that is chosen; the values are ids."""

    def __init__(self) -> None:
        super().__init__(discord.ui.Select(custom_id=CHOICE_ID))

    async def used(self, interaction: Interaction) -> None:
        """Watch it, and say so."""
        await watch_paper(interaction, next(iter(self.item.values), ""))


async def watch_paper(interaction: Interaction, paper_id: str) -> None:
    """Watch the paper with this id, after the sources were asked for it if it is not stored, and say so."""
    lookups, language = interaction.client.lookups, reader_language(interaction)
    if await lookups.must_ask([paper_id]):
        await defer_question(interaction)
    else:
        await defer_answer(interaction)
    if (paper := await lookups.paper(paper_id)) is None:
        raise UserError("papers-unknown", id=paper_id)
    is_new = await interaction.client.watches.add(interaction.user.id, paper.id, language)
    title = escape_within(paper.title, LABEL_UNITS)
    sentence = say(language, "watch-begun-with" if is_new else "watch-known-with", title=title)
    view = FunnelView(timeout=None).add_item(watch_button(paper.id, language, is_watched=True))
    view.stop()  # its item is found by its custom_id
    await answer(interaction, sentence, view=view)


async def setup(bot: Paperboy) -> None:
    """Called by discord.py."""
    bot.add_dynamic_items(WatchButton, WatchSelect, WatchesPageButton, Unwatch, WatchSavedButton)
    await bot.add_cog(Watches())
