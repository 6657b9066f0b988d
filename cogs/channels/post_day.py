"""`/channel post day:`: a chosen past day here, after a preview, and never twice."""

from __future__ import annotations

from datetime import date
from typing import Any

import discord
from discord.utils import format_dt

from bot import due
from bot.digests.composer import Choice
from bot.errors import UserError
from bot.models import Delivery, DeliveryState, Language, Subscription
from bot.rendering.escape import escape_within
from bot.rendering.links import message_link
from bot.texts import say, say_day
from cogs.answers import Interaction, answer, reader_language, update
from cogs.channels.text import mention
from cogs.item_state import day_digits
from cogs.items import FunnelItem, FunnelView
from cogs.permissions import require_manage_server

TITLES, TITLE = 5, 120  # shown of a preview, and UTF-16 units of one
BUTTONS = 5  # in a row


class PostDay(
    FunnelItem[discord.ui.Button[Any]], template=r"v1:postday:(?P<day>\d{8}):(?P<subscription_id>\d{1,18})"
):
    """Shows how the day would look for one subscription of several."""

    def __init__(self, day: date, subscription_id: int, label: str = "…") -> None:
        custom_id = f"v1:postday:{day_digits(day)}:{subscription_id}"
        super().__init__(discord.ui.Button(label=label[:80], custom_id=custom_id))
        self.day, self.subscription_id = day, subscription_id

    async def used(self, interaction: Interaction) -> None:
        """Show it."""
        subscription = await _subscription(interaction, self.subscription_id)
        content, view = await day_preview(interaction, subscription, self.day)
        await update(interaction, content=content, view=view)


class PostDayNow(
    FunnelItem[discord.ui.Button[Any]], template=r"v1:postnow:(?P<day>\d{8}):(?P<subscription_id>\d{1,18})"
):
    """Posts the day that was previewed."""

    def __init__(self, day: date, subscription_id: int, language: Language = "en") -> None:
        custom_id, label = f"v1:postnow:{day_digits(day)}:{subscription_id}", "control-preview-go"
        style = discord.ButtonStyle.primary
        super().__init__(discord.ui.Button(label=say(language, label), custom_id=custom_id, style=style))
        self.day, self.subscription_id = day, subscription_id

    async def used(self, interaction: Interaction) -> None:
        """Plan it, and say what becomes of it."""
        subscription = await _subscription(interaction, self.subscription_id)
        _require_finished(interaction, self.day)
        await interaction.response.defer()
        await update(interaction, content=await post_day(interaction, subscription, self.day), view=None)


async def _subscription(interaction: Interaction, subscription_id: int) -> Subscription:
    require_manage_server(interaction)
    control = interaction.client.subscription_control
    return await control.subscription(interaction.guild_id or 0, subscription_id)


def _require_finished(interaction: Interaction, day: date) -> None:
    bot, language = interaction.client, reader_language(interaction)
    if not bot.digests.is_finished(day):
        ends = format_dt(due.end_of(day, bot.channels.day_ends), "f")
        raise UserError("control-preview-unfinished", day=say_day(language, day), ends=ends)


async def preview_here(interaction: Interaction, day: date) -> None:
    """Answer with the preview of a day in the channel where the command was used."""
    bot, language, channel_id = interaction.client, reader_language(interaction), interaction.channel_id or 0
    _require_finished(interaction, day)
    here = [
        s for s in await bot.channels.in_channel(channel_id) if s.settings.guild_id == interaction.guild_id
    ]
    if not here:
        raise UserError("channels-not-subscribed", channel=f"<#{channel_id}>")
    if len(here) > 1:
        view = FunnelView(timeout=None)
        for each in here[: BUTTONS * BUTTONS]:
            view.add_item(PostDay(day, each.id, each.settings.name or "–"))
        await answer(interaction, say(language, "control-which", channel=f"<#{channel_id}>"), view=view)
        return
    content, view = await day_preview(interaction, here[0], day)
    await answer(interaction, content, view=view)


async def day_preview(
    interaction: Interaction, subscription: Subscription, day: date
) -> tuple[str, discord.ui.View | None]:
    """What of a day would be posted, and the button that does it; without it what hinders that."""
    control, language = interaction.client.subscription_control, reader_language(interaction)
    _require_finished(interaction, day)
    if line := had_line(subscription, day, await control.deliveries_of(subscription, day), language):
        return line, None
    choice = await control.choice(subscription, day)
    content = preview_text(subscription, day, choice, language)
    if choice is None or not choice.selected:
        return content, None
    return content, FunnelView(timeout=None).add_item(PostDayNow(day, subscription.id, language))


def preview_text(subscription: Subscription, day: date, choice: Choice | None, language: Language) -> str:
    """How many papers the post would have, and its first titles. Pure."""
    values = {"day": say_day(language, day), "channel": mention(subscription)}
    if choice is None:
        return say(language, "control-preview-unknown", **values)
    listed = len(choice.edition.papers)
    if not listed:
        return say(language, "control-preview-empty", **values)
    if not choice.selected:
        return say(language, "control-preview-filtered", listed=listed, **values)
    numbers = {"listed": listed, "qualifying": len(choice.qualifying), "shown": len(choice.selected)}
    lines = [say(language, "control-preview", **values, **numbers)]
    for rank, paper in enumerate(choice.selected[:TITLES], start=1):
        lines.append(f"**{rank}.** {escape_within(paper.title, TITLE)}")
    if (more := len(choice.selected) - TITLES) > 0:
        lines.append(say(language, "control-preview-more", more=more))
    return "\n".join(lines)


def had_line(subscription: Subscription, day: date, of_day: list[Delivery], language: Language) -> str | None:
    """Why a day is not posted again; None if it can be. Pure."""
    states = {row.state for row in of_day}
    values = {"day": say_day(language, day), "channel": mention(subscription)}
    if states & {DeliveryState.PLANNED, DeliveryState.SENDING}:
        return say(language, "control-coming", **values)
    if states & {DeliveryState.FAILED, DeliveryState.SKIPPED, DeliveryState.FILTERED, DeliveryState.MERGED}:
        return None
    if DeliveryState.UNCONFIRMED in states:
        return say(language, "control-had-perhaps", **values)
    if not states:
        return None
    chosen, first = subscription.settings, of_day[0]
    link = message_link(chosen.guild_id, first.thread_id or chosen.channel_id, first.message_id)
    return say(language, "control-had", link=link, **values)


async def post_day(interaction: Interaction, subscription: Subscription, day: date) -> str:
    """Have the day posted unless it was; what to tell of it."""
    bot, language = interaction.client, reader_language(interaction)
    control = bot.subscription_control
    if line := had_line(subscription, day, await control.deliveries_of(subscription, day), language):
        return line
    of_day = await control.post(subscription, day, interaction.user.id)
    bot.deliver_soon()
    if any(row.state is DeliveryState.FILTERED for row in of_day):
        return preview_text(subscription, day, await control.choice(subscription, day), language)
    values = {"day": say_day(language, day), "channel": mention(subscription)}
    return say(language, "control-posting", **values)
