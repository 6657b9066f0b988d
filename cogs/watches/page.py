"""A page of the papers that a person watches, and what can be done about them."""

from __future__ import annotations

from typing import Any, Literal

import discord

from bot.models import Language
from bot.rendering.alert_message import WATCH_SAVED_ID
from bot.rendering.escape import plain
from bot.rendering.menus import LABEL_UNITS
from bot.rendering.units import shorten
from bot.rendering.watched_papers import PAGE_PAPERS, watched_embed
from bot.texts import say
from bot.watches.watch_list import WatchesPage
from cogs.answers import Interaction, answer, defer_answer, is_ephemeral, reader_language, update
from cogs.items import FunnelItem, FunnelView

Switch = Literal["on", "off"]


class WatchesPageButton(FunnelItem[discord.ui.Button[Any]], template=r"v1:watch:page:(?P<page>[1-9]\d{0,2})"):
    """Turns to a page."""

    def __init__(self, page: int, label: str = "…") -> None:
        super().__init__(discord.ui.Button(label=label, custom_id=f"v1:watch:page:{page}"))
        self.page = page

    async def used(self, interaction: Interaction) -> None:
        """Show the page in place of the one before."""
        await interaction.response.defer()
        await _turn_to(interaction, self.page)


class Unwatch(FunnelItem[discord.ui.Select[Any]], template=r"v1:watch:remove:(?P<page>[1-9]\d{0,2})"):
    """Watches the chosen papers no more; `page` is the page that shows the select."""

    def __init__(self, page: int, listed: WatchesPage | None = None, language: Language = "en") -> None:
        papers = listed.papers if listed else ()
        first = listed.first if listed else 1
        options = [
            discord.SelectOption(label=shorten(f"{n}. {plain(each.title)}", LABEL_UNITS), value=each.paper_id)
            for n, each in enumerate(papers, start=first)
        ]
        select: discord.ui.Select[Any] = discord.ui.Select(
            custom_id=f"v1:watch:remove:{page}",
            placeholder=say(language, "watch-remove"),
            options=options,
            max_values=max(1, len(options)),
        )
        super().__init__(select)
        self.page = page

    async def used(self, interaction: Interaction) -> None:
        """Take them off, and show what is left."""
        await interaction.response.defer()
        for paper_id in self.item.values:
            await interaction.client.watches.remove(interaction.user.id, paper_id)
        await _turn_to(interaction, self.page)


class WatchSavedButton(
    FunnelItem[discord.ui.Button[Any]],
    template=r"v1:watch:saved:(?P<switch>on|off)(?::(?P<page>[1-9]\d{0,2}))?",
):
    """Switches whether what a person saves is watched; `page` is the page that shows the button, or 0."""

    def __init__(self, switch: Switch, page: int = 0, language: Language = "en") -> None:
        label = say(language, "watch-saved-on" if switch == "on" else "watch-saved-off")
        custom_id = WATCH_SAVED_ID.format(switch=switch) + (f":{page}" if page else "")
        super().__init__(discord.ui.Button(label=label, custom_id=custom_id))
        self.switch: Switch = switch
        self.page = page

    async def used(self, interaction: Interaction) -> None:
        """Switch it, and show it in the list, or say it with the way back."""
        bot, language, is_on = interaction.client, reader_language(interaction), self.switch == "on"
        if self.page and is_ephemeral(interaction):
            await interaction.response.defer()
            await bot.watches.set_watches_saved(interaction.user.id, is_on=is_on)
            await _turn_to(interaction, self.page)
            return
        await defer_answer(interaction)
        await bot.watches.set_watches_saved(interaction.user.id, is_on=is_on)
        view = FunnelView(timeout=None).add_item(
            WatchSavedButton("off" if is_on else "on", language=language)
        )
        view.stop()  # its item is found by its custom_id
        key = "watch-saved-is-on-now" if is_on else "watch-saved-is-off-now"
        await answer(interaction, say(language, key), view=view)


async def show_watches(interaction: Interaction) -> None:
    """Answer with the newest page."""
    content, embeds, view = await _page(interaction, 1)
    await answer(interaction, content, embeds=embeds, view=view)


async def _turn_to(interaction: Interaction, number: int) -> None:
    content, embeds, view = await _page(interaction, number)
    await update(interaction, content=content, embeds=embeds, view=view)


async def _page(
    interaction: Interaction, number: int
) -> tuple[str | None, list[discord.Embed], discord.ui.View]:
    page = await interaction.client.watches.page(interaction.user.id, number, size=PAGE_PAPERS)
    language = reader_language(interaction)
    view = _view(page, language)
    if not page.papers:
        return say(language, "watch-none"), [], view
    embed = watched_embed(
        page.papers, language, first=page.first, total=page.total, watches_saved=page.watches_saved
    )
    return None, [embed], view


def _view(page: WatchesPage, language: Language) -> discord.ui.View:
    view = FunnelView(timeout=None)
    if page.papers:
        view.add_item(Unwatch(page.number, page, language))
    if page.number > 1:
        view.add_item(WatchesPageButton(page.number - 1, say(language, "list-before")))
    if page.number * PAGE_PAPERS < page.total:
        view.add_item(WatchesPageButton(page.number + 1, say(language, "list-after")))
    view.add_item(WatchSavedButton("off" if page.watches_saved else "on", max(page.number, 1), language))
    view.stop()  # its items are found by their custom_ids
    return view
