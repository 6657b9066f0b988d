"""A page of ranked papers with what can be done about them; everything is read anew at each click."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Literal, NamedTuple

import discord

from bot.models import Language, RankedDays, RankedPaper
from bot.rendering.escape import escape_within, plain
from bot.rendering.menus import LABEL_UNITS, paper_menu
from bot.rendering.ranked_papers import PAGE_PAPERS, ranked_embed, starters_embed
from bot.rendering.units import shorten
from bot.texts import say
from cogs.answers import Interaction, reader_language, update
from cogs.foryou.daily import daily_button
from cogs.item_state import day_digits
from cogs.items import FunnelItem
from cogs.papers.pages import OpenedPage

Span = Literal["day", "week"]
MarkAction = Literal["save", "refuse"]
_PLACEHOLDERS: dict[MarkAction, str] = {"save": "foryou-save", "refuse": "foryou-refuse"}
_MARKED: dict[MarkAction, str] = {"save": "foryou-option-saved", "refuse": "foryou-option-refused"}
_SENTENCES: dict[tuple[MarkAction, bool], str] = {
    ("save", True): "foryou-saved-now",
    ("save", False): "foryou-saved-no-more",
    ("refuse", True): "foryou-refused-now",
    ("refuse", False): "foryou-refused-no-more",
}
DAYS: dict[Span, int] = {"day": 1, "week": 7}
STARTER_DAYS = timedelta(days=30)  # of which the papers to begin with are
_WHERE = r"(?P<span>day|week):(?P<last>\d{8}):(?P<page>[1-9]\d{0,2})"


class Where(NamedTuple):
    """Which page is shown (from 1), of the day or week that ends on `last`."""

    span: Span
    last: date
    page: int = 1

    @property
    def first(self) -> date:
        """The first of the days."""
        return self.last - timedelta(days=DAYS[self.span] - 1)

    def __str__(self) -> str:
        """As a custom_id carries it."""
        return f"{self.span}:{day_digits(self.last)}:{self.page}"


class PageButton(FunnelItem[discord.ui.Button[Any]], template=rf"v1:foryou:page:{_WHERE}"):
    """Turns to a page."""

    def __init__(self, span: Span, last: date, page: int, label: str = "…") -> None:
        self.where = Where(span, last, page)
        super().__init__(discord.ui.Button(label=label, custom_id=f"v1:foryou:page:{self.where}"))

    async def used(self, interaction: Interaction) -> None:
        """Show the page in place of the one before."""
        await interaction.response.defer()
        await turn_to(interaction, self.where)


class MarkSelect(FunnelItem[discord.ui.Select[Any]], template=rf"v1:foryou:(?P<action>save|refuse):{_WHERE}"):
    """Saves the chosen paper, or marks it as not for the person; chosen again, that is taken back."""

    def __init__(
        self,
        action: MarkAction,
        span: Span,
        last: date,
        page: int,
        ranked: RankedDays | None = None,
        language: Language = "en",
    ) -> None:
        self.action: MarkAction = action
        self.where = Where(span, last, page)
        options = (
            [_option(n, each, action, ranked, language) for n, each in _numbered(ranked)] if ranked else []
        )
        select: discord.ui.Select[Any] = discord.ui.Select(
            custom_id=f"v1:foryou:{action}:{self.where}",
            placeholder=say(language, _PLACEHOLDERS[action]),
            options=options,
        )
        super().__init__(select)

    async def used(self, interaction: Interaction) -> None:
        """Do it, and show the page as it is now, with a way back."""
        await interaction.response.defer()
        paper_id = next(iter(self.item.values), "")
        await change(interaction, self.where, self.action, paper_id)


class Undo(
    FunnelItem[discord.ui.Button[Any]],
    template=rf"v1:foryou:undo:(?P<action>save|refuse):{_WHERE}:(?P<paper_id>[\w./-]{{1,40}})",
):
    """Takes back what was done just now."""

    def __init__(
        self, action: MarkAction, span: Span, last: date, page: int, paper_id: str, label: str = "…"
    ) -> None:
        self.action: MarkAction = action
        self.where, self.paper_id = Where(span, last, page), paper_id
        custom_id = f"v1:foryou:undo:{action}:{self.where}:{paper_id}"
        super().__init__(discord.ui.Button(label=label, custom_id=custom_id, emoji="↩️"))

    async def used(self, interaction: Interaction) -> None:
        """Do the opposite."""
        await interaction.response.defer()
        await change(interaction, self.where, self.action, self.paper_id)


class Pick(FunnelItem[discord.ui.Select[Any]], template=rf"v1:foryou:pick:{_WHERE}"):
    """Saves all papers that are chosen to begin with."""

    def __init__(self, span: Span, last: date, page: int) -> None:
        self.where = Where(span, last, page)
        super().__init__(discord.ui.Select(custom_id=f"v1:foryou:pick:{self.where}"))

    async def used(self, interaction: Interaction) -> None:
        """Save them, and show what that makes of the days."""
        await interaction.response.defer()
        for paper_id in self.item.values:
            language = reader_language(interaction)
            await interaction.client.saved.save(interaction.user.id, paper_id, language)
        await show_in_place(interaction, await page_or_starters(interaction, self.where))


async def change(interaction: Interaction, where: Where, action: MarkAction, paper_id: str) -> None:
    """Mark the paper, or take its mark away, and show the page with a sentence and a way back."""
    language = reader_language(interaction)
    is_marked = await _toggled(interaction, action, paper_id)
    paper = (await interaction.client.lookups.stored([paper_id])).get(paper_id)
    title = escape_within(paper.title if paper else paper_id, LABEL_UNITS)
    sentence = say(language, _SENTENCES[action, is_marked], title=title)
    undo = Undo(action, *where, paper_id, say(language, "foryou-undo"))
    await turn_to(interaction, where, sentence, undo)


async def _toggled(interaction: Interaction, action: MarkAction, paper_id: str) -> bool:
    """Whether the paper is marked now."""
    bot, user_id = interaction.client, interaction.user.id
    if action == "refuse":
        return not await bot.for_you.take_back(user_id, paper_id) and await bot.for_you.refuse(
            user_id, paper_id
        )
    return not await bot.saved.remove(user_id, paper_id) and await bot.saved.save(
        user_id, paper_id, reader_language(interaction)
    )


async def turn_to(
    interaction: Interaction, where: Where, sentence: str = "", undo: Undo | None = None
) -> None:
    """Show a page in place of the one before."""
    await show_in_place(interaction, await ranked_page(interaction, where), sentence, undo)


async def show_in_place(
    interaction: Interaction, page: OpenedPage | None, sentence: str = "", undo: Undo | None = None
) -> None:
    """The same of a page, None where there is nothing to show."""
    if page is None:
        nothing = say(reader_language(interaction), "foryou-none")
        await update(interaction, content=nothing, embeds=[], view=None)
        return
    if undo:
        page.view.add_item(undo)
    await update(interaction, content=sentence or None, embeds=[page.embed], view=page.view)


async def page_or_starters(interaction: Interaction, where: Where) -> OpenedPage | None:
    """The page, or papers to begin with for somebody of whom too little is known; None without papers."""
    ranked = await _ranked(interaction, where)
    if ranked is None or ranked.taste >= ranked.needed:
        return ranked and _page(ranked, where, reader_language(interaction))
    return await _starters_page(interaction, ranked, where)


async def ranked_page(interaction: Interaction, where: Where) -> OpenedPage | None:
    """The page in the person's order, by votes if too little is known of them; None without papers."""
    ranked = await _ranked(interaction, where)
    return ranked and _page(ranked, where, reader_language(interaction))


async def _ranked(interaction: Interaction, where: Where) -> RankedDays | None:
    start = (where.page - 1) * PAGE_PAPERS
    for_you, user_id = interaction.client.for_you, interaction.user.id
    return await for_you.ranked(user_id, where.first, where.last, start=start, most=PAGE_PAPERS)


async def _starters_page(interaction: Interaction, ranked: RankedDays, where: Where) -> OpenedPage:
    language = reader_language(interaction)
    papers = await interaction.client.for_you.starters(where.last - STARTER_DAYS, where.last)
    menu = paper_menu(list(enumerate(papers, start=1)), "", language)
    pick = Pick(*where)
    pick.item.placeholder = say(language, "foryou-pick")
    for option in menu.options:
        pick.item.add_option(label=option.label, value=option.value, description=option.description)
    pick.item.max_values = len(papers)
    view = discord.ui.View(timeout=None).add_item(pick)
    view.add_item(PageButton(*where, say(language, "foryou-by-votes")))
    view.stop()  # its items are found by their custom_ids
    return OpenedPage(starters_embed(papers, ranked, language), view)


def _page(ranked: RankedDays, where: Where, language: Language) -> OpenedPage:
    view = discord.ui.View(timeout=None)
    if ranked.papers:
        menu = paper_menu([(n, each.paper) for n, each in _numbered(ranked)], "", language)
        read = discord.ui.Select[Any](custom_id=menu.custom_id, placeholder=say(language, "menu-read"))
        for option in menu.options:
            read.add_option(label=option.label, value=option.value, description=option.description)
        view.add_item(read)
        view.add_item(MarkSelect("save", *where, ranked, language)).add_item(
            MarkSelect("refuse", *where, ranked, language)
        )
    if where.page > 1:
        view.add_item(PageButton(where.span, where.last, where.page - 1, say(language, "list-before")))
    if where.page * PAGE_PAPERS < ranked.total:
        view.add_item(PageButton(where.span, where.last, where.page + 1, say(language, "list-after")))
    view.add_item(daily_button(language, is_on=ranked.daily))
    view.stop()  # its items are found by their custom_ids
    return OpenedPage(ranked_embed(ranked, language), view)


def _numbered(ranked: RankedDays) -> list[tuple[int, RankedPaper]]:
    return list(enumerate(ranked.papers, start=ranked.start + 1))


def _option(
    number: int, each: RankedPaper, action: MarkAction, ranked: RankedDays, language: Language
) -> discord.SelectOption:
    paper_id = each.paper.id
    marked = ranked.saved if action == "save" else ranked.refused
    description = say(language, _MARKED[action]) if paper_id in marked else None
    label = shorten(f"{number}. {plain(each.paper.title)}", LABEL_UNITS)
    return discord.SelectOption(label=label, value=paper_id, description=description)
