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


class PostNow(
    FunnelItem[discord.ui.Button[Any]],
    template=r"v1:post:(?P<channel_id>\d{1,19})(?::(?P<subscription_id>\d{1,18}))?",
):
    """Works after a restart too: all it needs stands in its custom_id, in old ones the channel alone."""

    def __init__(
        self, channel_id: int, language: Language = "en", subscription_id: int | None = None
    ) -> None:
        label = say(language, "channels-post-now")
        which = f":{subscription_id}" if subscription_id else ""
        super().__init__(discord.ui.Button(label=label, custom_id=f"v1:post:{channel_id}{which}"))
        self.channel_id, self.subscription_id = channel_id, subscription_id

    async def used(self, interaction: Interaction) -> None:
        """Plan the newest day for the channel, and say what becomes of it."""
        require_manage_server(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        subscription = await self._subscription(interaction)
        await answer(interaction, await post_latest(interaction, subscription))

    async def _subscription(self, interaction: Interaction) -> Subscription:
        channels = interaction.client.channels
        if self.subscription_id is None:
            subscription = await channels.of_id(self.channel_id)
        else:
            here = await channels.in_channel(self.channel_id)
            subscription = next((each for each in here if each.id == self.subscription_id), None)
        if subscription is None or subscription.settings.guild_id != interaction.guild_id:
            raise UserError("channels-not-subscribed", channel=f"<#{self.channel_id}>")
        return subscription


async def post_latest(interaction: Interaction, subscription: Subscription) -> str:
    """Plan the newest day for the subscription; the sentence that says what becomes of it."""
    bot, language = interaction.client, reader_language(interaction)
    day = await _latest_day(bot)
    deliveries = await bot.subscription_control.post(subscription, day, interaction.user.id)
    bot.deliver_soon()
    return say(language, latest_key(deliveries), day=say_day(language, day), channel=mention(subscription))


async def _latest_day(bot: Paperboy) -> date:
    """The newest stored day that lists papers; asks the source only if nothing is stored."""
    day = await bot.digests.latest_stored() or await bot.digests.latest_in_time()
    if day is None:
        raise UserError("channels-nothing-yet")
    return day
