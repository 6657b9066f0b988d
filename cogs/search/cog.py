"""`/search`: papers by a keyword, with pages that work on messages of any age."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

import discord
from discord import app_commands
from discord.ext import commands

from bot.app.client import Paperboy
from bot.errors import UserError
from bot.models import Language, SearchOrder, SearchQuery
from bot.rendering.escape import escape_within
from bot.rendering.units import units
from bot.texts import say
from cogs.answers import Interaction, answer, defer_answer, is_ephemeral, reader_language
from cogs.contexts import everywhere
from cogs.digests.days import parse_since
from cogs.item_state import day_digits
from cogs.items import FunnelItem
from cogs.papers.pages import LAST_PAGE, PAGE_PAPERS, OpenedPage, paper_page, start_of, turn_to
from cogs.translation import text

CUSTOM_ID = 100  # UTF-16 units of a button's custom_id, by Discord's documentation
ORDERS = [
    app_commands.Choice(name=text("commands-search-relevance"), value="relevance"),
    app_commands.Choice(name=text("commands-search-votes"), value="votes"),
    app_commands.Choice(name=text("commands-search-date"), value="date"),
]
_ORDER_KEYS = {"votes": "search-by-votes", "date": "search-by-date"}
QUERY_UNITS = 200  # UTF-16 units of what was searched for, escaped


class SearchPage(
    FunnelItem[discord.ui.Button[Any]],
    template=r"v1:search:(?P<page>[1-9]\d{0,3}):(?P<since>\d{8})?:(?P<min_votes>\d{0,4})(?P<order>votes|date)?:(?P<author>[^:]*):(?P<words>.+)",
):
    """Turns to a page of a search, which stands whole in the custom_id and is done anew."""

    def __init__(
        self,
        page: int,
        words: str,
        since: date | None = None,
        author: str = "",
        min_votes: int = 0,
        order: SearchOrder = "relevance",
        *,
        label: str = "…",
    ) -> None:
        query = SearchQuery(words=words, since=since, author=author, min_votes=min_votes, order=order)
        super().__init__(discord.ui.Button(label=label, custom_id=custom_id(query, page)))
        self.query, self.page = query, page

    async def used(self, interaction: Interaction) -> None:
        """Show the page."""
        await interaction.response.defer(ephemeral=True, thinking=not is_ephemeral(interaction))
        content, page = await search_page(interaction, self.query, self.page)
        await turn_to(interaction, content, [page.embed] if page else [], page.view if page else None)


class SearchCog(commands.Cog):
    """Search, in servers and in direct messages."""

    @app_commands.command(name=text("commands-search"), description=text("commands-search-about"))
    @app_commands.rename(
        words=text("commands-search-words"),
        since=text("commands-search-since"),
        author=text("commands-search-author"),
        min_votes=text("commands-add-votes"),
        order=text("commands-search-order"),
    )
    @app_commands.describe(
        words=text("commands-search-words-about"),
        since=text("commands-search-since-about"),
        author=text("commands-search-author-about"),
        min_votes=text("commands-add-votes-about"),
        order=text("commands-search-order-about"),
    )
    @app_commands.choices(order=ORDERS)
    @everywhere
    async def search(
        self,
        interaction: Interaction,
        words: str,
        since: str | None = None,
        author: str = "",
        min_votes: app_commands.Range[int, 0, 9999] = 0,
        order: str = "relevance",
    ) -> None:
        """Show the first page of what fits."""
        today = interaction.client.today()
        query = SearchQuery(
            words=_tidy(words),
            since=parse_since(since, today) if since else None,
            author=_tidy(author.replace(":", " ")),
            min_votes=min_votes,
            order=cast(SearchOrder, order),
        )
        if (over := units(custom_id(query, LAST_PAGE)) - CUSTOM_ID) > 0:
            raise UserError("search-too-long", over=over)
        await defer_answer(interaction)  # most searches are quick, but one of which little fits is not
        content, page = await search_page(interaction, query, 1)
        await answer(
            interaction, content, embeds=[page.embed] if page else [], view=page.view if page else None
        )


def custom_id(query: SearchQuery, page: int) -> str:
    """The search as a button carries it; only the words may contain colons, so they come last."""
    since = day_digits(query.since) if query.since else ""
    order = "" if query.order == "relevance" else query.order
    return f"v1:search:{page}:{since}:{query.min_votes or ''}{order}:{query.author}:{query.words}"


async def search_page(
    interaction: Interaction, query: SearchQuery, number: int
) -> tuple[str | None, OpenedPage | None]:
    """The page with this number (from 1), or the sentence that says why there is none."""
    language = reader_language(interaction)
    results = await interaction.client.search.results(query, start=start_of(number), most=PAGE_PAPERS)
    description = _described(query, language)
    if not results.entries:
        return say(language, "search-nothing" if number == 1 else "search-no-more", wanted=description), None
    key = "search-found"
    if results.uncounted or results.estimated:
        key = "search-found-more" if results.uncounted and not results.estimated else "search-found-about"
    head = say(language, key, wanted=description, total=results.total)

    def turn(page: int, label: str) -> SearchPage:
        return SearchPage(page, label=label, **query.model_dump())

    return None, paper_page(head, results, number, language, turn)


def _tidy(typed: str) -> str:
    return " ".join(typed.split())


def _described(query: SearchQuery, language: Language) -> str:
    parts = [f"**{escape_within(query.words, QUERY_UNITS)}**"]
    if query.since:
        parts.append(say(language, "search-since", day=query.since))
    if query.author:
        parts.append(say(language, "search-author", author=escape_within(query.author, QUERY_UNITS)))
    if query.min_votes:
        parts.append(say(language, "search-votes", votes=query.min_votes))
    if query.order != "relevance":
        parts.append(say(language, _ORDER_KEYS[query.order]))
    return " · ".join(parts)


async def setup(bot: Paperboy) -> None:
    """Called by discord.py."""
    await bot.add_cog(SearchCog())
    bot.add_dynamic_items(SearchPage)
