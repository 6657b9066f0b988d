"""A page of a list of papers: ten lines, a select that opens one, and buttons to the pages beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import discord

from bot.models import Entry, Language, Results
from bot.rendering.escape import escape_within
from bot.rendering.links import masked_link
from bot.texts import say
from cogs.answers import Interaction, answer, is_ephemeral, update
from cogs.items import FunnelView
from cogs.papers.open_select import facts, open_paper

PAGE_PAPERS = 10
LAST_PAGE = 9999  # what has room in a custom_id
TITLE_UNITS = 200  # UTF-16 units of a line's title, escaped; the longest title seen has 175 characters

# Makes the button that turns to a page: (page, label).
Turn = Callable[[int, str], discord.ui.Item[Any]]


class OpenedPage(NamedTuple):
    """What a page shows."""

    embed: discord.Embed
    view: discord.ui.View


def start_of(page: int) -> int:
    """How many papers stand before the page."""
    return (page - 1) * PAGE_PAPERS


def last_page(results: Results) -> int:
    """The number of the last page, at least 1."""
    return LAST_PAGE if results.uncounted else max(1, -(-results.total // PAGE_PAPERS))


def paper_page(head: str, results: Results, number: int, language: Language, turn: Turn) -> OpenedPage:
    """The page with this number (from 1); `results` are its entries, and `head` stands above them."""
    first = start_of(number) + 1
    lines = [_line(at, entry, language) for at, entry in enumerate(results.entries, start=first)]
    embed = discord.Embed(description="\n".join([head, "", *lines]))
    if results.uncounted or last_page(results) > 1:
        embed.set_footer(text=_position(number, results, language))
    view = FunnelView(timeout=None)
    if results.entries:
        view.add_item(open_paper(results.entries, language, first=first))
    if number > 1:
        view.add_item(turn(number - 1, say(language, "list-before")))
    if number < last_page(results) and len(results.entries) == PAGE_PAPERS:
        view.add_item(turn(number + 1, say(language, "list-after")))
    view.stop()  # the items are found by their custom_ids
    return OpenedPage(embed, view)


def _line(number: int, entry: Entry, language: Language) -> str:
    title = escape_within(entry.title, TITLE_UNITS) or entry.paper_id
    link = masked_link(title, f"https://arxiv.org/abs/{entry.paper_id}") or title
    return f"**{number}.** {link} · {facts(entry.votes, entry.day, language)}"


def _position(number: int, results: Results, language: Language) -> str:
    if results.uncounted:
        return say(language, "list-page-open", page=number)
    return say(language, "list-page", page=number, pages=last_page(results))


async def turn_to(
    interaction: Interaction, content: str | None, embeds: list[discord.Embed], view: discord.ui.View | None
) -> None:
    """Show a page in place of the one before. What everybody sees stays: there it is a new answer, which
    only the person sees.
    """
    if not is_ephemeral(interaction):
        await answer(interaction, content, embeds=embeds, view=view)
        return
    await update(interaction, content=content, embeds=embeds, view=view)
