"""A test post: the last finished day as it would look in the channel, which counts for nothing."""

from __future__ import annotations

from typing import Any, Literal

import discord

from bot.delivery.outcomes import judge
from bot.delivery.trials import TrialPlace
from bot.errors import UserError
from bot.models import FORUM_LAYOUTS, THREADED, Language, Layout, Subscription
from bot.rendering.escape import escape
from bot.rendering.links import message_link
from bot.rendering.menus import Button
from bot.texts import say
from cogs.answers import Interaction, answer, reader_language
from cogs.channels.text import mention
from cogs.items import FunnelItem
from cogs.permissions import named, require_manage_server

What = Literal["thread", "post"]


class TrialRemoval(FunnelItem[discord.ui.Button[Any]], template=r"v1:test:remove(?::(?P<what>thread|post))?"):
    """Removes the test post below which it stands, with the thread of its message, or the post that it is."""

    def __init__(self, what: What | None = None) -> None:
        super().__init__(discord.ui.Button(label="…", custom_id=_removal_id(what)))
        self.what: What | None = what

    async def used(self, interaction: Interaction) -> None:
        """Remove it, for whoever manages the server."""
        require_manage_server(interaction)
        await interaction.response.defer()
        if (message := interaction.message) is None:
            raise UserError("funnel-unreadable")
        channel_id = interaction.channel_id or 0
        thread_id = {"thread": message.id, "post": channel_id}.get(self.what or "")
        try:
            is_gone = await interaction.client.trials.remove(TrialPlace(channel_id, message.id, thread_id))
        except Exception as error:
            raise UserError("control-test-gone", reason=escape(judge(error).reason)) from error
        if not is_gone:
            language = reader_language(interaction)
            permission = named(["manage_threads"], language)
            await answer(interaction, say(language, "control-test-emptied", permission=permission))


async def send_test(interaction: Interaction, subscription: Subscription) -> str:
    """Send a test to the subscription's channel; what to tell of it."""
    language, channel = reader_language(interaction), mention(subscription)
    digest = await interaction.client.subscription_control.sample(subscription)
    if digest is None:
        return say(language, "control-test-nothing", channel=channel)
    chosen = subscription.settings
    removal = _removal(chosen.language, chosen.layout)
    heading = say(chosen.language, "control-test-mark")
    try:
        place = await interaction.client.trials.post(chosen.channel_id, digest, heading, removal)
    except Exception as error:
        reason = escape(judge(error).reason)
        raise UserError("control-test-refused", channel=channel, reason=reason) from error
    link = message_link(chosen.guild_id, place.channel_id, place.message_id)
    return say(language, "control-test-sent", channel=channel, link=link)


def _removal(language: Language, layout: Layout) -> Button:
    what: What | None = "post" if layout in FORUM_LAYOUTS else "thread" if layout in THREADED else None
    return Button(say(language, "control-test-remove"), _removal_id(what))


def _removal_id(what: What | None) -> str:
    return f"v1:test:remove:{what}" if what else "v1:test:remove"
