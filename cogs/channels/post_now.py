"""The button that posts the newest day at once, so that the first proof does not come tomorrow."""

from __future__ import annotations

from datetime import date
from typing import Any

import discord

from bot.app.client import Paperboy
from bot.app.service import Service
from bot.errors import UserError
from bot.models import Language, Subscription
from bot.store import deliveries, subscriptions
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
        subscription = await _subscription(bot.service, self.channel_id, interaction.guild_id)
        day = await _newest_day(bot.service)
        key = await _plan(bot, subscription, day)
        shown_day = say_day(language, day)
        await answer(interaction, say(language, key, day=shown_day, channel=mention(subscription)))


async def _subscription(service: Service, channel_id: int, guild_id: int | None) -> Subscription:
    async with service.store.reading() as view:
        found = await subscriptions.of_channel(view, channel_id)
    if found is None or found.settings.guild_id != guild_id:
        raise UserError("channels-not-subscribed", channel=f"<#{channel_id}>")
    return found


async def _newest_day(service: Service) -> date:
    """The newest stored day that lists papers; asks the source only if nothing is stored."""
    day = await service.latest_day() or await service.newest_day_in_time()
    if day is None:
        raise UserError("channels-nothing-yet")
    return day


async def _plan(bot: Paperboy, subscription: Subscription, day: date) -> str:
    """Have the day sent if the channel has not had it; the key of the text that says so."""
    await bot.service.plan_by_hand(day, [subscription])
    await bot.service.revive(subscription.settings.guild_id)
    async with bot.service.store.reading() as view:
        of_day = await deliveries.of_day(view, day, [subscription.id], partial=False)
    bot.deliver_soon()
    return latest_key(of_day)
