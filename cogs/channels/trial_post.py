"""A test post: the last finished day as it would look in the channel, which counts for nothing."""

from __future__ import annotations

from typing import Any

import discord
from discord.utils import MISSING

from bot.delivery.components import menu_view
from bot.delivery.outcomes import judge
from bot.errors import UserError
from bot.models import Language, Subscription
from bot.rendering.digest_message import paper_counts, render_part
from bot.rendering.escape import escape
from bot.texts import say
from cogs.answers import Interaction, reader_language
from cogs.channels.text import mention
from cogs.items import FunnelItem
from cogs.permissions import require_manage_server

CONTENT = 2000  # UTF-16 units of a message's text, by Discord's documentation


class TrialRemoval(FunnelItem[discord.ui.Button[Any]], template=r"v1:test:remove"):
    """Removes the test post below which it stands."""

    def __init__(self, language: Language = "en") -> None:
        label = say(language, "control-test-remove")
        button: discord.ui.Button[Any] = discord.ui.Button(
            label=label, custom_id="v1:test:remove", style=discord.ButtonStyle.danger
        )
        super().__init__(button)

    async def used(self, interaction: Interaction) -> None:
        """Remove it, for whoever manages the server."""
        require_manage_server(interaction)
        await interaction.response.defer()
        try:
            await interaction.delete_original_response()
        except discord.HTTPException as error:
            raise UserError("control-test-gone", reason=escape(judge(error).reason)) from error


async def send_test(interaction: Interaction, subscription: Subscription) -> str:
    """Send a test to the subscription's channel; what to tell of it.

    It has no mark, so that the delivery never takes it for a post of its own.
    """
    language, channel = reader_language(interaction), mention(subscription)
    digest = await interaction.client.subscription_control.sample(subscription)
    if digest is None:
        return say(language, "control-test-nothing", channel=channel)
    chosen = subscription.settings
    message = render_part(digest, paper_counts(digest), 1)
    head = say(chosen.language, "control-test-mark")
    view = menu_view(*message.menus)
    view.add_item(TrialRemoval(chosen.language))
    try:
        sent = await interaction.client.get_partial_messageable(chosen.channel_id).send(
            f"{head}\n{message.content or ''}".strip()[:CONTENT],
            embeds=list(message.embeds) or MISSING,
            view=view,
            allowed_mentions=discord.AllowedMentions.none(),
        )
    except discord.HTTPException as error:
        reason = escape(judge(error).reason)
        raise UserError("control-test-refused", channel=channel, reason=reason) from error
    link = f"https://discord.com/channels/{chosen.guild_id}/{chosen.channel_id}/{sent.id}"
    return say(language, "control-test-sent", channel=channel, link=link)
