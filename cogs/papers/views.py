"""One paper opened: by a command, or by a select or button, which work on messages of any age."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, cast

import discord

from bot.app.client import Paperboy
from bot.errors import UserError
from bot.lookup.opened import OpenedPaper
from bot.models import Language
from bot.models.paper_ids import parse_paper_id
from bot.rendering.digest_message import Details, paper_message
from bot.rendering.links import message_link
from bot.rendering.menus import READ
from bot.texts import say
from cogs.answers import Interaction, answer, reader_language
from cogs.foryou.more_like import MoreLike
from cogs.items import FunnelItem
from cogs.papers.sharing import answer_language
from cogs.saved.save_button import Save, save_button
from cogs.watches.watch_button import watch_button

Link = tuple[date, str]  # an edition day and the address of a message that shows the paper


class ReadMore(FunnelItem[discord.ui.Select[Any]], template=re.escape(READ)):
    """Opens the chosen paper for whoever chose it; the paper's id is the option's value."""

    def __init__(self, options: list[discord.SelectOption] | None = None, placeholder: str = "…") -> None:
        select: discord.ui.Select[Any] = discord.ui.Select(
            custom_id=READ, placeholder=placeholder, options=options or []
        )
        super().__init__(select)

    async def used(self, interaction: Interaction) -> None:
        """Show the paper, the abstract on demand."""
        paper_id = parse_paper_id(next(iter(self.item.values), ""))
        if paper_id is None:
            raise UserError("papers-choice-gone")
        await show_paper(interaction, paper_id, abstract=False)


class Abstract(FunnelItem[discord.ui.Button[Any]], template=r"v1:abstract:(?P<paper_id>[\w./-]{1,40})"):
    """Adds the abstract to a paper that was opened without it."""

    def __init__(self, paper_id: str, language: Language = "en") -> None:
        label = say(language, "papers-abstract")
        super().__init__(discord.ui.Button(label=label, custom_id=f"v1:abstract:{paper_id}"))
        self.paper_id = paper_id

    async def used(self, interaction: Interaction) -> None:
        """Show the paper with its abstract, in place of the one without."""
        language = reader_language(interaction)
        if (opened := await interaction.client.papers.open_stored(self.paper_id, language)) is None:
            raise UserError("papers-choice-gone")
        postings = await _postings(interaction, self.paper_id, public=False)
        message = paper_message(opened.digest_paper, language, _details(opened, postings))
        view = await _view(interaction, self.paper_id, language, abstract=True)
        await interaction.response.edit_message(embeds=list(message.embeds), view=view)


async def show_paper(
    interaction: Interaction, paper_id: str, *, public: bool = False, abstract: bool = True
) -> None:
    """Answer with the paper, or raise the sentence that says why not; deferred if a source must be asked.

    What is stored is shown at once, and again when a source has told what an archive did not know.
    """
    papers = interaction.client.papers
    await _defer_unless_stored(interaction, paper_id)
    language = await answer_language(interaction, public=public)
    if (opened := await papers.open(paper_id, language)) is None:
        raise UserError("papers-unknown", id=paper_id)
    if public and interaction.response.is_done():
        await answer(interaction, say(reader_language(interaction), "papers-shown"))
    postings = await _postings(interaction, paper_id, public=public)
    message = paper_message(opened.digest_paper, language, _details(opened, postings, abstract=abstract))
    view = await _view(interaction, paper_id, language, abstract=abstract, public=public)
    sent = await answer(interaction, message.content, embeds=message.embeds, view=view, ephemeral=not public)
    edit = sent.edit if sent else interaction.edit_original_response
    async for better in papers.improvements(opened, interaction.user.id, language):
        message = paper_message(better.digest_paper, language, _details(better, postings, abstract=abstract))
        await edit(embeds=list(message.embeds))


async def _defer_unless_stored(interaction: Interaction, paper_id: str) -> None:
    """Ask for more time if a source must be asked, which nobody may have done too often; UserError if so."""
    if await interaction.client.lookups.must_ask([paper_id]):
        await defer_question(interaction)


async def defer_question(interaction: Interaction, *, questions: int = 1, ids: int = 1) -> int:
    """Ask for more time, since a source will be asked; for how many of the papers it may.

    UserError if the person did that too often.
    """
    granted = interaction.client.questions.spend(interaction.user.id, questions=questions, ids=ids)
    await interaction.response.defer(ephemeral=True, thinking=True)
    return granted


async def _view(
    interaction: Interaction, paper_id: str, language: Language, *, abstract: bool, public: bool = False
) -> discord.ui.View:
    """The buttons; what everybody sees tells nobody's list."""
    bot, user_id = interaction.client, interaction.user.id
    is_saved = not public and await bot.saved.is_saved(user_id, paper_id)
    is_watched = not public and await bot.watches.is_watched(user_id, paper_id)
    view = discord.ui.View(timeout=None)
    view.add_item(save_button(paper_id, language, is_saved=is_saved))
    view.add_item(watch_button(paper_id, language, is_watched=is_watched))
    if not abstract:
        view.add_item(Abstract(paper_id, language))
    view.add_item(MoreLike(paper_id, language))
    view.stop()  # its items are found by their custom_ids
    return view


def _details(opened: OpenedPaper, postings: Sequence[Link], *, abstract: bool = True) -> Details:
    return Details(listings=opened.listings, postings=postings, withdrawn=opened.withdrawn, abstract=abstract)


async def _postings(interaction: Interaction, paper_id: str, *, public: bool) -> list[Link]:
    """The server's messages that show the paper, in channels which all readers of the answer may see."""
    guild = interaction.guild
    if guild is None:
        return []
    postings = await interaction.client.papers.postings(paper_id, guild.id)
    viewer = guild.default_role if public else cast("discord.Member", interaction.user)
    return [
        (posting.day, message_link(guild.id, posting.channel_id, posting.message_id))
        for posting in postings
        if (channel := guild.get_channel_or_thread(posting.channel_id))
        and channel.permissions_for(viewer).read_message_history
        and channel.permissions_for(viewer).view_channel
    ]


def add_items(bot: Paperboy) -> None:
    """Let the bot answer them on messages of any age."""
    bot.add_dynamic_items(ReadMore, Abstract, Save)
