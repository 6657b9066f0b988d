"""The button that posts the newest day at once, so that the first proof does not come tomorrow."""

from __future__ import annotations

from datetime import date
from typing import Any

import discord

from bot.app.client import Paperboy
from bot.errors import UserError
from bot.models import Language, Subscription
from bot.texts import say, say_day
from cogs.answers import Interaction, answer, reader_language
from cogs.channels.text import latest_key, mention
from cogs.items import FunnelItem
from cogs.permissions import require_manage_server


class PostNow(FunnelItem[discord.ui.Button[Any]], template=r"v1:post:(?P<channel_id>\d{1,19})"):
    """Works after a restart too: all it needs stands in its custom_id."""

    def __init__(self, channel_id: int, language: Language = "en") -> None:
        label = say(language, "channels-post-now")
        super().__init__(discord.ui.Button(label=label, custom_id=f"v1:post:{channel_id}"))
        self.channel_id = channel_id

    async def used(self, interaction: Interaction) -> None:
        """Plan the newest day for the channel, and say what becomes of it."""
        require_manage_server(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        bot, language = interaction.client, reader_language(interaction)
        subscription = await _subscription(bot, self.channel_id, interaction.guild_id)
        day = await _latest_day(bot)
        deliveries = await bot.subscription_control.post(subscription, day, interaction.user.id)
        bot.deliver_soon()
        shown_day, channel = say_day(language, day), mention(subscription)
        await answer(interaction, say(language, latest_key(deliveries), day=shown_day, channel=channel))


async def _subscription(bot: Paperboy, channel_id: int, guild_id: int | None) -> Subscription:
    subscription = await bot.channels.of_id(channel_id)
    if subscription is None or subscription.settings.guild_id != guild_id:
        raise UserError("channels-not-subscribed", channel=f"<#{channel_id}>")
    return subscription


async def _latest_day(bot: Paperboy) -> date:
    """The newest stored day that lists papers; asks the source only if nothing is stored."""
    day = await bot.digests.latest_stored() or await bot.digests.latest_in_time()
    if day is None:
        raise UserError("channels-nothing-yet")
    return day
