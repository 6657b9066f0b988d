"""`/paper` and `/cite`: one paper, by id, link, or words of its title."""

from __future__ import annotations

import io
import re

import discord
from discord import app_commands
from discord.ext import commands

from bot.app.client import Paperboy
from bot.delivery.components import menu_view
from bot.errors import SourceError, UserError
from bot.lookup.papers import Lookups
from bot.lookup.title_fit import is_meant, is_near, is_same
from bot.lookup.title_index import Title, has_words
from bot.models import ArxivRecord
from bot.models.paper_ids import is_reference, parse_paper_id
from bot.rendering.bibtex import bibtex
from bot.rendering.escape import plain
from bot.rendering.menus import LABEL_UNITS, MENU_OPTIONS, paper_menu
from bot.rendering.units import shorten, units
from bot.texts import say
from cogs.answers import Interaction, answer, reader_language
from cogs.contexts import everywhere
from cogs.errors import Choices, guarded
from cogs.paging import CONTENT_UNITS
from cogs.papers.views import add_items, defer_question, show_paper
from cogs.translation import text

_HANGUL = re.compile("[가-힣ㄱ-ㅣ]")


class PapersCog(commands.Cog):
    """Questions about single papers."""

    @app_commands.command(name=text("commands-paper"), description=text("commands-paper-about"))
    @app_commands.rename(query=text("commands-paper-query"), public=text("commands-paper-public"))
    @app_commands.describe(
        query=text("commands-paper-query-about"), public=text("commands-paper-public-about")
    )
    @everywhere
    async def paper(self, interaction: Interaction, query: str, public: bool = False) -> None:
        """Show the paper that the query names, or those that it may mean."""
        lookups, language = interaction.client.lookups, reader_language(interaction)
        named = await named_papers(lookups, query)
        if isinstance(named, str):
            await show_paper(interaction, named, public=public)
            return
        papers = list((await lookups.stored([title.paper_id for title in named])).values())
        menu = paper_menu(list(enumerate(papers, start=1)), say(language, "menu-read"), language)
        await answer(interaction, say(language, "papers-several", count=len(papers)), view=menu_view(menu))

    @app_commands.command(name=text("commands-cite"), description=text("commands-cite-about"))
    @app_commands.rename(query=text("commands-paper-query"), public=text("commands-paper-public"))
    @app_commands.describe(
        query=text("commands-paper-query-about"), public=text("commands-paper-public-about")
    )
    @everywhere
    async def cite(self, interaction: Interaction, query: str, public: bool = False) -> None:
        """Give the paper's BibTeX."""
        language = reader_language(interaction)
        if not isinstance(paper_id := await named_papers(interaction.client.lookups, query), str):
            raise UserError("papers-choose")
        record, note = await _record(interaction, paper_id)
        entry = bibtex([record])
        block = f"```bibtex\n{entry}```"
        notes = say(language, note) if note else ""
        if public and interaction.response.is_done():
            await answer(interaction, say(language, "papers-shown"))
        fits = "```" not in entry and units(block + notes) < CONTENT_UNITS
        file = None if fits else discord.File(io.BytesIO(entry.encode()), f"{paper_id.replace('/', '-')}.bib")
        content = "\n".join(filter(None, [block if fits else "", notes]))
        await answer(interaction, content, file=file, ephemeral=not public)

    @paper.autocomplete("query")
    @cite.autocomplete("query")
    @guarded
    async def titles(self, interaction: Interaction, current: str) -> Choices:
        """Titles near to what was typed; their values are ids."""
        return await title_choices(interaction.client.lookups, current)


async def title_choices(lookups: Lookups, current: str) -> Choices:
    """Titles near to what was typed; their values are ids."""
    if is_reference(current) or (current.strip() and not has_words(current)):
        return []
    titles = await lookups.suggest(current, MENU_OPTIONS)
    return [
        app_commands.Choice(name=shorten(plain(title.text), LABEL_UNITS), value=title.paper_id)
        for title in titles
    ]


async def named_papers(lookups: Lookups, query: str) -> str | list[Title]:
    """The id of the one paper that is meant, else the titles that may be; UserError if there are none."""
    if paper_id := parse_paper_id(query):
        return paper_id
    if is_reference(query) or not query.strip():
        raise UserError("papers-not-an-id")
    if not has_words(query):
        raise UserError("papers-no-words")
    suggested = await lookups.suggest(query, MENU_OPTIONS)
    exact = [title for title in suggested if is_same(query, title.text)]
    near = [title for title in suggested if is_near(query, title.text)]
    if not near:
        raise UserError("papers-no-korean-title" if _HANGUL.search(query) else "papers-no-title")
    if len(exact) == 1 or (len(near) == 1 and is_meant(query, near[0].text)):
        return (exact or near)[0].paper_id
    return near


async def _record(interaction: Interaction, paper_id: str) -> tuple[ArxivRecord, str | None]:
    """What there is to cite, and the key of a note if arXiv could not be asked for its part."""
    lookups = interaction.client.lookups
    paper = (await lookups.stored([paper_id])).get(paper_id)
    try:
        if await lookups.without_record([paper_id]):
            await defer_question(interaction)
        if record := await lookups.record(paper_id):
            return record, None
    except (SourceError, UserError):
        if paper is None:
            raise
    if paper is None:
        raise UserError("papers-unknown", id=paper_id)
    return ArxivRecord(paper=paper), "cite-incomplete"


async def setup(bot: Paperboy) -> None:
    """Called by discord.py."""
    add_items(bot)
    await bot.add_cog(PapersCog())
