"""A page of what a person missed; everything is read anew at each click."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple, get_args

import discord

from bot.models import Language
from bot.models.catchups import CatchUpOrder, MissedDays, MissedPapers
from bot.rendering.menus import paper_menu
from bot.rendering.missed_papers import missed_embed
from bot.rendering.ranked_papers import PAGE_PAPERS
from bot.texts import say, say_day
from cogs.answers import Interaction, reader_language, update
from cogs.item_state import day_digits
from cogs.items import FunnelItem, FunnelView
from cogs.papers.pages import OpenedPage

_LABELS: dict[CatchUpOrder, str] = {
    "votes": "catchup-votes",
    "foryou": "catchup-foryou",
    "keywords": "catchup-own-keywords",
}
_WHERE = r"(?P<order>votes|foryou|keywords):(?P<first>\d{8}):(?P<last>\d{8})"


class Where(NamedTuple):
    """Which page is shown (from 1), of which days, in which order."""

    order: CatchUpOrder
    first: date
    last: date
    page: int = 1

    def __str__(self) -> str:
        """As a custom_id carries it, without the page."""
        return f"{self.order}:{day_digits(self.first)}:{day_digits(self.last)}"


class CatchUpPage(
    FunnelItem[discord.ui.Button[Any]], template=rf"v1:catchup:{_WHERE}:(?P<page>[1-9]\d{{0,2}})"
):
    """Turns to a page."""

    def __init__(self, order: CatchUpOrder, first: date, last: date, page: int, label: str = "…") -> None:
        self.where = Where(order, first, last, page)
        super().__init__(discord.ui.Button(label=label, custom_id=f"v1:catchup:{self.where}:{page}"))

    async def used(self, interaction: Interaction) -> None:
        """Show the page in place of the one before."""
        await interaction.response.defer()
        await _turn_to(interaction, self.where)


class CatchUpOrderButton(FunnelItem[discord.ui.Button[Any]], template=rf"v1:catchup:in:{_WHERE}"):
    """Shows the days in an order, from the first page on; that of the order which is shown does nothing."""

    def __init__(
        self, order: CatchUpOrder, first: date, last: date, label: str = "…", *, is_shown: bool = False
    ) -> None:
        self.where = Where(order, first, last)
        style = discord.ButtonStyle.primary if is_shown else discord.ButtonStyle.secondary
        custom_id = f"v1:catchup:in:{self.where}"
        super().__init__(discord.ui.Button(label=label, custom_id=custom_id, style=style, disabled=is_shown))

    async def used(self, interaction: Interaction) -> None:
        """Show the first page in place of the one before."""
        await interaction.response.defer()
        await _turn_to(interaction, self.where)


class ReadUntil(
    FunnelItem[discord.ui.Button[Any]], template=r"v1:catchup:read:(?P<first>\d{8}):(?P<last>\d{8})"
):
    """Remembers that the person has read up to the last of the days."""

    def __init__(self, first: date, last: date, language: Language = "en") -> None:
        label = say(language, "catchup-read", day=last)
        custom_id = f"v1:catchup:read:{day_digits(first)}:{day_digits(last)}"
        style = discord.ButtonStyle.success
        super().__init__(discord.ui.Button(label=label, custom_id=custom_id, style=style))
        self.first, self.last = first, last

    async def used(self, interaction: Interaction) -> None:
        """Remember it, and offer the way back."""
        await interaction.response.defer()
        language = reader_language(interaction)
        await interaction.client.catchups.read_until(interaction.user.id, self.last)
        view = FunnelView(timeout=None).add_item(Unread(self.first, self.last, language))
        view.stop()  # its item is found by its custom_id
        sentence = say(language, "catchup-is-read", day=say_day(language, self.last))
        await update(interaction, content=sentence, view=view)


class Unread(
    FunnelItem[discord.ui.Button[Any]], template=r"v1:catchup:unread:(?P<first>\d{8}):(?P<last>\d{8})"
):
    """Takes back that the days are read."""

    def __init__(self, first: date, last: date, language: Language = "en") -> None:
        label = say(language, "foryou-undo")
        custom_id = f"v1:catchup:unread:{day_digits(first)}:{day_digits(last)}"
        super().__init__(discord.ui.Button(label=label, custom_id=custom_id, emoji="↩️"))
        self.first, self.last = first, last

    async def used(self, interaction: Interaction) -> None:
        """Forget it, and show the first page again."""
        await interaction.response.defer()
        catchups, user_id = interaction.client.catchups, interaction.user.id
        await catchups.unread(user_id, self.first)
        order = await catchups.order(user_id)
        await _turn_to(interaction, Where(order, self.first, self.last))


async def missed_page(interaction: Interaction, where: Where, *, is_cut: bool = False) -> OpenedPage:
    """The page with its buttons."""
    days = MissedDays(first=where.first, last=where.last, is_cut=is_cut)
    start, user_id = (where.page - 1) * PAGE_PAPERS, interaction.user.id
    missed = await interaction.client.catchups.page(user_id, days, where.order, start=start, most=PAGE_PAPERS)
    language = reader_language(interaction)
    return OpenedPage(missed_embed(missed, language), _view(missed, where, language))


async def _turn_to(interaction: Interaction, where: Where) -> None:
    page = await missed_page(interaction, where)
    await update(interaction, content=None, embeds=[page.embed], view=page.view)


def _view(missed: MissedPapers, where: Where, language: Language) -> discord.ui.View:
    view = FunnelView(timeout=None)
    if missed.papers:
        ranked = [(place, each.paper) for place, each in enumerate(missed.papers, start=missed.start + 1)]
        menu = paper_menu(ranked, "", language)
        read = discord.ui.Select[Any](custom_id=menu.custom_id, placeholder=say(language, "menu-read"))
        for option in menu.options:
            read.add_option(label=option.label, value=option.value, description=option.description)
        view.add_item(read)
    for item in (*_orders(missed, where, language), *_turns(missed, where, language)):
        view.add_item(item)
    view.add_item(ReadUntil(where.first, where.last, language))
    view.stop()  # its items are found by their custom_ids
    return view


def _orders(missed: MissedPapers, where: Where, language: Language) -> list[CatchUpOrderButton]:
    return [
        CatchUpOrderButton(
            order,
            where.first,
            where.last,
            say(language, _LABELS[order], count=len(missed.keywords)),
            is_shown=order == where.order,
        )
        for order in get_args(CatchUpOrder)
        if order != "keywords" or missed.keywords
    ]


def _turns(missed: MissedPapers, where: Where, language: Language) -> list[CatchUpPage]:
    turns: list[CatchUpPage] = []
    if where.page > 1:
        turns.append(CatchUpPage(*where[:3], where.page - 1, say(language, "list-before")))
    if where.page * PAGE_PAPERS < missed.total:
        turns.append(CatchUpPage(*where[:3], where.page + 1, say(language, "list-after")))
    return turns
