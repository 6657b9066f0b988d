"""“Papers in this message”: every paper that a message names by id or link, for whoever asks."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import discord
from discord import app_commands

from bot.app.client import Paperboy
from bot.delivery.components import menu_view
from bot.errors import SourceError, UserError
from bot.lookup.papers import Lookups
from bot.models import Language, Paper
from bot.models.paper_ids import find_paper_ids
from bot.rendering.escape import escape_within
from bot.rendering.menus import paper_menu
from bot.rendering.reading_list import LINE_UNITS, PAGE_LINES, paper_line
from bot.texts import say
from cogs.answers import Interaction, answer, reader_language
from cogs.contexts import everywhere
from cogs.papers.message_texts import message_texts
from cogs.papers.views import defer_question, show_paper
from cogs.translation import text

Outcome = Paper | SourceError | UserError | None


@everywhere
async def papers_in_message(interaction: Interaction, message: discord.Message) -> None:
    """Show the one paper, or list them all on as many pages as it takes, each with a select."""
    ids = named_ids(message)
    if len(ids) == 1:
        await show_paper(interaction, ids[0])
        return
    outcomes, language = await message_outcomes(interaction, ids), reader_language(interaction)
    for first in range(0, len(ids), PAGE_LINES):
        await _answer_page(interaction, first, ids, outcomes[first : first + PAGE_LINES], language)


def named_ids(message: discord.Message) -> list[str]:
    """The ids of the papers that the message names, in reading order; UserError if there are none."""
    if ids := find_paper_ids("\n".join(message_texts(message))):
        return list(ids)
    raise UserError("message-none")


async def _answer_page(
    interaction: Interaction, first: int, ids: Sequence[str], outcomes: Sequence[Outcome], language: Language
) -> None:
    lines = [
        _line(rank, ids[rank - 1], outcome, language)
        for rank, outcome in enumerate(outcomes, start=first + 1)
    ]
    title = say(language, "message-papers", first=first + 1, last=first + len(outcomes), count=len(ids))
    embed = discord.Embed(title=title, description="\n".join(lines))
    ranked = [
        (rank, paper) for rank, paper in enumerate(outcomes, start=first + 1) if isinstance(paper, Paper)
    ]
    view = menu_view(paper_menu(ranked, say(language, "menu-read"), language)) if ranked else None
    await answer(interaction, embeds=[embed], view=view)


async def message_outcomes(interaction: Interaction, ids: Sequence[str]) -> list[Outcome]:
    """What is known of each paper; the sources are asked for as many of the others as the person may ask."""
    lookups = interaction.client.lookups
    stored, missing = await lookups.stored(ids), await lookups.must_ask(ids)
    try:
        granted = await defer_question(interaction, ids=len(missing)) if missing else 0
        refusal = UserError("message-later")
    except UserError as error:
        granted, refusal = 0, error
    asked = await asyncio.gather(*(_outcome(lookups, paper_id) for paper_id in missing[:granted]))
    outcomes: dict[str, Outcome] = {**stored, **dict(zip(missing[:granted], asked, strict=True))}
    return [outcomes.get(each, refusal if each in missing[granted:] else None) for each in ids]


async def _outcome(lookups: Lookups, paper_id: str) -> Outcome:
    try:
        return await lookups.paper(paper_id)
    except SourceError as error:
        return error


def _line(rank: int, paper_id: str, outcome: Outcome, language: Language) -> str:
    match outcome:
        case Paper():
            return paper_line(rank, outcome, language)
        case SourceError() | UserError():
            return f"**{rank}.** `{paper_id}` · {escape_within(outcome.text(language), LINE_UNITS)}"
        case None:
            return f"**{rank}.** `{paper_id}` · " + say(language, "message-unknown")


async def setup(bot: Paperboy) -> None:
    """Called by discord.py."""
    menu = app_commands.ContextMenu(name=text("commands-papers-in-message"), callback=papers_in_message)
    bot.tree.add_command(menu)
