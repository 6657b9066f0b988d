"""The pages of `/channel list`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord

from bot.models import Language, Subscription
from bot.texts import say
from cogs.answers import Interaction, reader_language
from cogs.channels.forum_text import lacks_tag
from cogs.channels.panel import ControlPick, pick_options
from cogs.channels.text import Moment, heading, report
from cogs.items import FunnelItem, FunnelView
from cogs.paging import pages
from cogs.permissions import Place, can_mention, missing, named, require_manage_server


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
    subscriptions = await interaction.client.channels.of_guild(interaction.guild_id or 0)
    texts = pages(await _blocks(interaction, subscriptions, language))
    number = max(1, min(number, len(texts)))
    view = FunnelView(timeout=None)
    listed = [each for each in subscriptions if heading(each) in texts[number - 1]]
    if listed:
        view.add_item(ControlPick(pick_options(interaction.guild, listed), language))
    if number > 1:
        view.add_item(ListPage(number - 1, say(language, "channels-page-before")))
    if number < len(texts):
        view.add_item(ListPage(number + 1, say(language, "channels-page-after")))
    return texts[number - 1], view if view.children else None


async def _blocks(
    interaction: Interaction, subscriptions: Sequence[Subscription], language: Language
) -> list[list[str]]:
    bot = interaction.client
    if not subscriptions:
        return [[say(language, "channels-none")]]
    recent = await bot.channels.recent_deliveries(subscriptions)
    moment = Moment(bot.clock(), bot.channels.day_ends)
    head = say(language, "channels-list", count=len(subscriptions))
    return [
        [head],
        *(
            [
                *report(each, recent[each.id], language, moment),
                *_troubles_there(interaction.guild, each, language),
            ]
            for each in subscriptions
        ),
    ]


def _troubles_there(guild: discord.Guild | None, subscription: Subscription, language: Language) -> list[str]:
    place = guild and guild.get_channel_or_thread(subscription.settings.channel_id)
    return trouble_lines(place, subscription, language) if isinstance(place, Place) else []


def trouble_lines(place: Place, subscription: Subscription, language: Language) -> list[str]:
    """What the subscription lacks there: permissions for its layout, a tag, a role that can be pinged."""
    chosen, lines = subscription.settings, list[str]()
    if lacks_tag(place):
        lines.append(say(language, "setup-tag-missing"))
    if lacking := missing(place, chosen.layout):
        lines.append(say(language, "channels-missing", permissions=named(lacking, language)))
    if chosen.role_id and not can_mention(place, chosen.role_id):
        lines.append(say(language, "channels-role-silent", role=f"<@&{chosen.role_id}>"))
    return lines
