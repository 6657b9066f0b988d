"""`/saved`: the papers that a person keeps, in pages; everything is read anew at each click."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.admission import COSTLY_UNITS
from bot.app.client import Paperboy
from bot.delivery.components import menu_view
from bot.errors import UserError
from bot.models import ArxivRecord, Language, Paper
from bot.rendering.bibtex import bibtex
from bot.rendering.menus import paper_menu
from bot.rendering.reading_list import PAGE_LINES, markdown_list, paper_line
from bot.texts import say
from cogs.answers import Interaction, answer, reader_language, update
from cogs.contexts import everywhere
from cogs.items import FunnelItem
from cogs.papers.pages import OpenedPage
from cogs.papers.views import defer_question
from cogs.translation import text

FileKind = Literal["bib", "md"]
REMOVE_ID = "v1:unsave:{page}"


class SavedCog(commands.Cog):
    """A person's own papers, in servers and in direct messages."""

    @app_commands.command(name=text("commands-saved"), description=text("commands-saved-about"))
    @everywhere
    async def saved(self, interaction: Interaction) -> None:
        """Show the newest page."""
        if (page := await _page(interaction, 1)) is None:
            raise UserError("saved-none")
        await answer(interaction, embeds=[page.embed], view=page.view)


class SavedPageButton(FunnelItem[discord.ui.Button[Any]], template=r"v1:saved:(?P<page>[1-9]\d{0,2})"):
    """Turns to a page."""

    def __init__(self, page: int, label: str = "…") -> None:
        super().__init__(discord.ui.Button(label=label, custom_id=f"v1:saved:{page}"))
        self.page = page

    async def used(self, interaction: Interaction) -> None:
        """Show the page in place of the one before."""
        await _turn_to(interaction, self.page)


class Remove(FunnelItem[discord.ui.Select[Any]], template=r"v1:unsave:(?P<page>[1-9]\d{0,2})"):
    """Takes the chosen paper off the list of whoever chose it; `page` is the page that shows the select."""

    def __init__(self, page: int) -> None:
        super().__init__(discord.ui.Select(custom_id=REMOVE_ID.format(page=page)))
        self.page = page

    async def used(self, interaction: Interaction) -> None:
        """Remove it, and show what is left."""
        await interaction.response.defer()
        await interaction.client.saved.remove(interaction.user.id, next(iter(self.item.values), ""))
        await _turn_to(interaction, self.page)


class Export(FunnelItem[discord.ui.Button[Any]], template=r"v1:saved-file:(?P<kind>bib|md)"):
    """Sends the whole list as a file."""

    def __init__(self, kind: FileKind, label: str = "…") -> None:
        super().__init__(discord.ui.Button(label=label, custom_id=f"v1:saved-file:{kind}"))
        self.kind: FileKind = kind

    async def used(self, interaction: Interaction) -> None:
        """Answer with the file."""
        interaction.client.admission.charge(interaction.user.id, COSTLY_UNITS)
        language = reader_language(interaction)
        if not (papers := await interaction.client.saved.of_user(interaction.user.id)):
            raise UserError("saved-none")
        lines = [say(language, "saved-exported", count=len(papers))]
        if self.kind == "md":
            content = markdown_list(papers, language)
        else:
            records = await _records(interaction, papers)
            content = bibtex(records)
            if incomplete := sum(record.primary_class is None for record in records):
                lines.append(say(language, "saved-incomplete", count=incomplete))
        file = discord.File(io.BytesIO(content.encode()), f"papers.{self.kind}")
        await answer(interaction, "\n".join(lines), file=file)


async def _records(interaction: Interaction, papers: Sequence[Paper]) -> Sequence[ArxivRecord]:
    lookups = interaction.client.lookups
    if questions := await lookups.record_questions([paper.id for paper in papers]):
        await defer_question(interaction, questions=questions, ids=0)  # nobody but arXiv is asked
    return await lookups.records(papers)


async def _turn_to(interaction: Interaction, number: int) -> None:
    page = await _page(interaction, number)
    if page is None:
        nothing = say(reader_language(interaction), "saved-none")
        await update(interaction, content=nothing, embed=None, view=None)
    else:
        await update(interaction, embed=page.embed, view=page.view)


async def _page(interaction: Interaction, number: int) -> OpenedPage | None:
    """The page with this number (from 1), the last one if there are fewer by now; None of an empty list."""
    page = await interaction.client.saved.page(interaction.user.id, number, size=PAGE_LINES)
    if not page.papers:
        return None
    language, ranked = reader_language(interaction), list(enumerate(page.papers, start=page.first))
    title = say(language, "saved-title", first=page.first, last=ranked[-1][0], count=page.total)
    lines = [paper_line(rank, paper, language) for rank, paper in ranked]
    embed = discord.Embed(title=title, description="\n".join(lines))
    return OpenedPage(embed, _items(ranked, page.number, page.total, language))


def _items(ranked: list[tuple[int, Paper]], page: int, count: int, language: Language) -> discord.ui.View:
    view = menu_view(
        paper_menu(ranked, say(language, "menu-read"), language),
        paper_menu(ranked, say(language, "menu-remove"), language, custom_id=REMOVE_ID.format(page=page)),
    )
    if page > 1:
        view.add_item(SavedPageButton(page - 1, say(language, "channels-page-before")))
    if page * PAGE_LINES < count:
        view.add_item(SavedPageButton(page + 1, say(language, "channels-page-after")))
    view.add_item(Export("bib", say(language, "saved-file-bib")))
    return view.add_item(Export("md", say(language, "saved-file-md")))


async def setup(bot: Paperboy) -> None:
    """Called by discord.py."""
    bot.add_dynamic_items(SavedPageButton, Remove, Export)
    await bot.add_cog(SavedCog())
