"""Which channels and subscriptions `/channel setup` offers: those of the guild that the asker sees."""

from __future__ import annotations

import discord

from bot.digests.setups import SetupDraft, SetupPlace
from bot.errors import UserError
from bot.models import Language, Subscription
from bot.rendering.menus import LABEL_UNITS, MENU_OPTIONS
from bot.rendering.units import shorten
from bot.texts import say
from cogs.answers import Interaction
from cogs.channels.kinds import layouts_of
from cogs.permissions import GuildChannel, kind_of


async def channel_of(interaction: Interaction, channel_id: int) -> GuildChannel:
    """The guild's channel as Discord has it now.

    UserError if it takes no digests, or if the asker does not see it.
    """
    guild = interaction.guild
    channel = guild.get_channel_or_thread(channel_id) if guild else None
    try:
        channel = await guild.fetch_channel(channel_id) if guild else None
    except discord.NotFound:
        channel = None
    except discord.HTTPException:
        pass  # the bot may not see it, or Discord is down: then it counts as it was last told of
    if channel is None or not layouts_of(channel.type) or not _sees(interaction, channel):
        raise UserError("setup-wrong-channel")
    return channel


def place_of(channel: GuildChannel) -> SetupPlace:
    """Where a subscription in this channel is set up."""
    publishes = kind_of(channel) == "announcement"
    return SetupPlace(channel.guild.id, channel.id, layouts_of(channel.type), publishes)


def subscription_options(
    here: list[Subscription], draft: SetupDraft, language: Language
) -> list[discord.SelectOption]:
    """Where there is a choice: the channel's subscriptions, and the one that is being added."""
    names = [subscription.settings.name for subscription in here]
    labels = {name: name or say(language, "setup-subscription-first") for name in names}
    chosen = draft.settings.name
    if draft.stored is None and here:
        labels[chosen] = say(language, "setup-subscription-new", name=chosen)
    options = [
        discord.SelectOption(label=shorten(label, LABEL_UNITS), value=f"={name}", default=name == chosen)
        for name, label in labels.items()
    ]
    return options[:MENU_OPTIONS] if len(options) > 1 else []


async def sources_of(interaction: Interaction, draft: SetupDraft) -> dict[str, str]:
    """The labels of the guild's other subscriptions, in channels that the asker sees, by their addresses."""
    guild = interaction.guild
    sources: dict[str, str] = {}
    for subscription in await interaction.client.channels.of_guild(draft.place.guild_id):
        chosen = subscription.settings
        channel = guild.get_channel_or_thread(chosen.channel_id) if guild else None
        if channel and _sees(interaction, channel) and chosen.address != draft.settings.address:
            name = f" ({chosen.name})" if chosen.name else ""
            sources[chosen.address] = shorten(f"#{channel.name}{name}", LABEL_UNITS)
    return dict(list(sources.items())[:MENU_OPTIONS])


def _sees(interaction: Interaction, channel: GuildChannel) -> bool:
    person = interaction.user
    return isinstance(person, discord.Member) and channel.permissions_for(person).view_channel
