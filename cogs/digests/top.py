"""`/top`: the most voted papers of the last week, month or year."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Literal, cast

import discord
from discord import app_commands
from discord.ext import commands

from bot.app.client import Paperboy
from bot.models import Language
from bot.texts import say
from cogs.answers import Interaction, answer, reader_language
from cogs.contexts import everywhere
from cogs.digests.days import require_listable
from cogs.item_state import day_digits
from cogs.items import FunnelItem
from cogs.papers.pages import PAGE_PAPERS, OpenedPage, paper_page, start_of, turn_to
from cogs.papers.sharing import answer_language
from cogs.translation import text

Span = Literal["week", "month", "year"]
DAYS: dict[Span, int] = {"week": 7, "month": 30, "year": 365}
SPANS = [
    app_commands.Choice(name=text("commands-top-week"), value="week"),
    app_commands.Choice(name=text("commands-top-month"), value="month"),
    app_commands.Choice(name=text("commands-top-year"), value="year"),
]


class TopPage(
    FunnelItem[discord.ui.Button[Any]],
    template=r"v1:top:(?P<span>week|month|year):(?P<last>\d{8}):(?P<page>[1-9]\d{0,3})",
):
    """Turns to a page of the span that ended on `last`, whatever day it is now."""

    def __init__(self, span: Span, last: date, page: int, label: str = "…") -> None:
        custom_id = f"v1:top:{span}:{day_digits(last)}:{page}"
        super().__init__(discord.ui.Button(label=label, custom_id=custom_id))
        self.span: Span = span
        self.last, self.page = last, page

    async def used(self, interaction: Interaction) -> None:
        """Show the page."""
        require_listable(self.last, interaction.client.today())
        content, page = await top_page(
            interaction, self.span, self.last, self.page, reader_language(interaction)
        )
        await turn_to(interaction, content, [page.embed] if page else [], page.view if page else None)


class TopCog(commands.Cog):
    """The most voted papers, in servers and in direct messages."""

    @app_commands.command(name=text("commands-top"), description=text("commands-top-about"))
    @app_commands.rename(span=text("commands-top-span"), public=text("commands-paper-public"))
    @app_commands.describe(span=text("commands-top-span-about"), public=text("commands-paper-public-about"))
    @app_commands.choices(span=SPANS)
    @everywhere
    async def top(self, interaction: Interaction, span: str = "week", public: bool = False) -> None:
        """Show the first page of the span that ends today (UTC)."""
        today = interaction.client.today()
        language = await answer_language(interaction, public=public)
        content, page = await top_page(interaction, cast(Span, span), today, 1, language)
        if page is None:
            await answer(interaction, content)
        else:
            await answer(interaction, embeds=[page.embed], view=page.view, ephemeral=not public)


async def top_page(
    interaction: Interaction, span: Span, last: date, number: int, language: Language
) -> tuple[str | None, OpenedPage | None]:
    """The page with this number (from 1), or the sentence that says why there is none."""
    first = last - timedelta(days=DAYS[span] - 1)
    results = await interaction.client.digests.most_voted(
        first, last, start=start_of(number), most=PAGE_PAPERS
    )
    if not results.entries:
        return say(language, "top-nothing", first=first, last=last), None
    head = say(language, "top-found", first=first, last=last, total=results.total)
    return None, paper_page(
        head, results, number, language, lambda page, label: TopPage(span, last, page, label)
    )


async def setup(bot: Paperboy) -> None:
    """Called by discord.py."""
    await bot.add_cog(TopCog())
    bot.add_dynamic_items(TopPage)
