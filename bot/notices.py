"""Telling somebody, once, that a channel is paused."""

from __future__ import annotations

import logging

import discord

from bot.apart import apart
from bot.models import Subscription
from bot.rendering.escape import escape
from bot.store import Store, subscriptions
from bot.texts import say

log = logging.getLogger(__name__)


async def tell_pauses(client: discord.Client, store: Store) -> None:
    """Say of each newly paused channel why: to whoever configured it, else in the guild's system channel."""
    async with store.reading() as view:
        untold = await subscriptions.untold_pauses(view)
    for subscription in untold:
        channel_id, is_told = subscription.settings.channel_id, False
        with apart(f"the notice that channel {channel_id} is paused"):
            is_told = await _tell_owner(client, subscription) or await _tell_guild(client, subscription)
        if not is_told:
            log.warning("nobody could be told that channel %d is paused", channel_id)
        async with store.transaction() as tx:
            await subscriptions.pause_told(tx, subscription.id)


async def _tell_owner(client: discord.Client, subscription: Subscription) -> bool:
    if subscription.configured_by is None:
        return False
    try:
        user = await client.create_dm(discord.Object(subscription.configured_by))
        await user.send(_text(subscription))
    except discord.HTTPException:
        return False
    return True


async def _tell_guild(client: discord.Client, subscription: Subscription) -> bool:
    guild = client.get_guild(subscription.settings.guild_id)
    channel = guild and guild.system_channel
    if not guild or not channel or not channel.permissions_for(guild.me).send_messages:
        return False
    try:
        await channel.send(_text(subscription))
    except discord.HTTPException:
        return False
    return True


def _text(subscription: Subscription) -> str:
    chosen = subscription.settings
    reason = escape(subscription.paused_reason or "")
    return say(chosen.language, "notice-paused", channel=f"<#{chosen.channel_id}>", reason=reason)
