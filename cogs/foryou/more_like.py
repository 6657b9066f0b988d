"""The papers that are most like one: a button under every opened paper, and a command on messages."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.app.client import Paperboy
from bot.delivery.components import menu_view
from bot.errors import UserError
from bot.models import Language
from bot.models.paper_ids import find_paper_ids
from bot.rendering.menus import MENU_OPTIONS, paper_menu
from bot.rendering.ranked_papers import like_embed
from bot.texts import say
from cogs.answers import Interaction, answer, defer_answer, reader_language
from cogs.contexts import everywhere
from cogs.items import FunnelItem
from cogs.papers.message_texts import message_texts
from cogs.translation import text

CHOICE_ID = "v1:like"


class MoreLike(FunnelItem[discord.ui.Button[Any]], template=r"v1:like:(?P<paper_id>[\w./-]{1,40})"):
    """Shows whoever clicks the papers that are most like the one above."""

    def __init__(self, paper_id: str, language: Language = "en") -> None:
        label = say(language, "foryou-like")
        super().__init__(discord.ui.Button(label=label, custom_id=f"{CHOICE_ID}:{paper_id}"))
        self.paper_id = paper_id

    async def used(self, interaction: Interaction) -> None:
        """Show them."""
        await show_more_like(interaction, self.paper_id)


class LikeSelect(FunnelItem[discord.ui.Select[Any]], template=CHOICE_ID):
    """The same of the paper that is chosen; the values are ids."""

    def __init__(self) -> None:
        super().__init__(discord.ui.Select(custom_id=CHOICE_ID))

    async def used(self, interaction: Interaction) -> None:
        """Show them."""
        await show_more_like(interaction, next(iter(self.item.values), ""))


async def show_more_like(interaction: Interaction, paper_id: str) -> None:
    """Answer with the papers that are most like the one with this id; UserError if it is not stored."""
    await defer_answer(interaction)
    language = reader_language(interaction)
    paper = (await interaction.client.lookups.stored([paper_id])).get(paper_id)
    nearest = await interaction.client.for_you.more_like(paper_id)
    if paper is None or nearest is None:
        raise UserError("foryou-gone")
    numbered = [(place, each.paper) for place, each in enumerate(nearest, start=1)]
    view = menu_view(paper_menu(numbered, say(language, "menu-read"), language)) if nearest else None
    await answer(interaction, embeds=[like_embed(paper.title, nearest, language)], view=view)


@everywhere
async def more_like_message(interaction: Interaction, message: discord.Message) -> None:
    """The papers most like the one that a message names, or a choice if it names several."""
    ids = find_paper_ids("\n".join(message_texts(message)))
    papers = list((await interaction.client.lookups.stored(ids)).values())
    if not papers:
        raise UserError("foryou-gone" if ids else "message-none")
    if len(papers) == 1:
        await show_more_like(interaction, papers[0].id)
        return
    language = reader_language(interaction)
    numbered = list(enumerate(papers[:MENU_OPTIONS], start=1))
    placeholder = say(language, "foryou-like-choose-menu")
    menu = paper_menu(numbered, placeholder, language, custom_id=CHOICE_ID)
    await answer(interaction, say(language, "foryou-like-choose"), view=menu_view(menu))


async def setup(bot: Paperboy) -> None:
    """Called by discord.py."""
    bot.add_dynamic_items(MoreLike, LikeSelect)
    menu = app_commands.ContextMenu(name=text("commands-more-like"), callback=more_like_message)
    bot.tree.add_command(menu)
