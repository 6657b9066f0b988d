"""The pages of `/channel list`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import discord

from bot.app.service import Service
from bot.models import Delivery, Language, Subscription
from bot.store import deliveries, subscriptions
from bot.texts import say
from cogs.answers import Interaction, reader_language
from cogs.channels.text import Moment, report
from cogs.items import FunnelItem, FunnelView
from cogs.paging import pages
from cogs.permissions import require_manage_server

RECENT_DAYS = 14


class ListPage(FunnelItem[discord.ui.Button[Any]], template=r"v1:channels:(?P<page>[1-9]\d{0,3})"):
    """Turns to a page; the list is read anew, so that the button works after a restart."""

    def __init__(self, page: int, label: str = "…") -> None:
        super().__init__(discord.ui.Button(label=label, custom_id=f"v1:channels:{page}"))
        self.page = page

    async def used(self, interaction: Interaction) -> None:
        """Show the page in place of the one before."""
        require_manage_server(interaction)
        content, view = await list_page(interaction, self.page)
        await interaction.response.edit_message(
            content=content, view=view, allowed_mentions=discord.AllowedMentions.none()
        )


async def list_page(interaction: Interaction, number: int) -> tuple[str, discord.ui.View | None]:
    """The page with this number (from 1) of the server's channels, and the buttons to its neighbours.

    The last page if there are fewer by now.
    """
    language = reader_language(interaction)
    found = pages(await _blocks(interaction, language))
    number = max(1, min(number, len(found)))
    view = FunnelView(timeout=None)
    if number > 1:
        view.add_item(ListPage(number - 1, say(language, "channels-page-before")))
    if number < len(found):
        view.add_item(ListPage(number + 1, say(language, "channels-page-after")))
    return found[number - 1], view if view.children else None


async def _blocks(interaction: Interaction, language: Language) -> list[list[str]]:
    service = interaction.client.service
    async with service.store.reading() as view:
        found = await subscriptions.of_guild(view, interaction.guild_id or 0)
    if not found:
        return [[say(language, "channels-none")]]
    recent = await recent_deliveries(service, found)
    moment = Moment(service.clock(), service.settings.schedule.day_ends)
    head = say(language, "channels-list", count=len(found))
    return [[head], *(report(s, recent[s.id], language, moment) for s in found)]


async def recent_deliveries(
    service: Service, found: Sequence[Subscription]
) -> defaultdict[int, list[Delivery]]:
    """What became of the last days' messages, by subscription."""
    first_day = (service.clock() - timedelta(days=RECENT_DAYS)).date()
    async with service.store.reading() as view:
        since = await deliveries.since(view, first_day, only=[s.id for s in found])
    recent: defaultdict[int, list[Delivery]] = defaultdict(list)
    for delivery in since:
        recent[delivery.subscription_id].append(delivery)
    return recent
