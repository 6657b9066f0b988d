"""`/channel history`: who changed what about the server's channels."""

from __future__ import annotations

from typing import Any

import discord

from bot.models import Language
from bot.texts import say
from cogs.answers import Interaction, reader_language, update
from cogs.channels.changes_text import history_line
from cogs.items import FunnelItem, FunnelView
from cogs.paging import CONTENT_UNITS
from cogs.permissions import require_manage_server

CHANGES = 8  # on a page, which is then no longer than a screen


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
    """The page with this number (from 1) of the server's history, and buttons to its neighbours."""
    language, control = reader_language(interaction), interaction.client.subscription_control
    start = (page - 1) * CHANGES
    history = await control.history(interaction.guild_id or 0, start=start, most=CHANGES)
    if not history.changes:
        return say(language, "changes-empty"), None
    lines = [history_line(change, language) for change in history.changes]
    content = "\n".join([say(language, "changes-title"), *lines])
    return content[:CONTENT_UNITS], _view(page, is_last=start + CHANGES >= history.total, language=language)


def _view(page: int, *, is_last: bool, language: Language) -> discord.ui.View | None:
    view = FunnelView(timeout=None)
    if page > 1:
        view.add_item(HistoryPage(page - 1, say(language, "channels-page-before")))
    if not is_last:
        view.add_item(HistoryPage(page + 1, say(language, "channels-page-after")))
    view.stop()  # the items are found by their custom_ids
    return view if view.children else None
