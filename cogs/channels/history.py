"""`/channel history`: who changed what about the server's channels."""

from __future__ import annotations

from typing import Any

import discord

from bot.models import Language
from bot.texts import say
from cogs.answers import Interaction, reader_language, update
from cogs.channels.changes_text import history_lines
from cogs.items import FunnelItem, FunnelView
from cogs.paging import pages
from cogs.permissions import require_manage_server

CHANGES = 500  # read of a history, the newest: more than people do in 90 days
ROOM = 1500  # UTF-16 units of a page: about a screen of a phone


class HistoryPage(FunnelItem[discord.ui.Button[Any]], template=r"v1:history:(?P<page>[1-9]\d{0,3})"):
    """Turns to a page; the history is read anew."""

    def __init__(self, page: int, label: str = "…") -> None:
        super().__init__(discord.ui.Button(label=label, custom_id=f"v1:history:{page}"))
        self.page = page

    async def used(self, interaction: Interaction) -> None:
        """Show the page in place of the one before."""
        require_manage_server(interaction)
        content, view = await history_page(interaction, self.page)
        await update(interaction, content=content, view=view)


async def history_page(interaction: Interaction, page: int) -> tuple[str, discord.ui.View | None]:
    """The page with this number (from 1) of the server's history, the last one if there are fewer by now, and
    buttons to its neighbours.
    """
    language, control = reader_language(interaction), interaction.client.subscription_control
    history = await control.history(interaction.guild_id or 0, start=0, most=CHANGES)
    if not history.changes:
        return say(language, "changes-empty"), None
    blocks = [history_lines(change, language) for change in history.changes]
    texts = pages([[say(language, "changes-title")], *blocks], ROOM)
    page = min(page, len(texts))
    return texts[page - 1], _view(page, is_last=page == len(texts), language=language)


def _view(page: int, *, is_last: bool, language: Language) -> discord.ui.View | None:
    view = FunnelView(timeout=None)
    if page > 1:
        view.add_item(HistoryPage(page - 1, say(language, "channels-page-before")))
    if not is_last:
        view.add_item(HistoryPage(page + 1, say(language, "channels-page-after")))
    view.stop()  # the items are found by their custom_ids
    return view if view.children else None
