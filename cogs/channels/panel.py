"""What can be done with one subscription of `/channel list`: edit, pause, resume, post, test, remove."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Literal

import discord
from discord.utils import format_dt

from bot.digests.subscription_control import WAY_BACK
from bot.errors import UserError
from bot.models import Language, Subscription
from bot.rendering.units import shorten
from bot.texts import say
from cogs.answers import Interaction, answer, reader_language, update
from cogs.channels.post_day import post_day
from cogs.channels.setup import open_setup
from cogs.channels.text import Moment, days_had, mention, next_line, report, settings_line
from cogs.channels.trial_post import send_test
from cogs.items import FunnelItem, FunnelView
from cogs.permissions import require_manage_server

CHOICES, LABEL = 25, 100  # options of a select, and UTF-16 units of one

Action = Literal["edit", "pause", "resume", "post", "test", "remove", "really", "restore"]
_LABELS: dict[Action, str] = {
    "edit": "control-edit",
    "pause": "control-pause",
    "resume": "control-resume",
    "post": "control-post",
    "test": "control-test",
    "remove": "control-remove",
    "really": "control-really",
    "restore": "control-restore",
}
_TEMPLATE = (
    r"v1:control:(?P<action>edit|pause|resume|post|test|remove|really|restore):(?P<subscription_id>\d{1,18})"
)


class ControlPick(FunnelItem[discord.ui.Select[Any]], template=r"v1:control:pick"):
    """Chooses one of the listed subscriptions; the values are their ids."""

    def __init__(self, options: Sequence[discord.SelectOption] = (), language: Language = "en") -> None:
        select: discord.ui.Select[Any] = discord.ui.Select(
            custom_id="v1:control:pick", placeholder=say(language, "control-pick"), options=list(options)
        )
        super().__init__(select)

    async def used(self, interaction: Interaction) -> None:
        """Show what can be done with it."""
        guild_id, control = managed_guild(interaction), interaction.client.subscription_control
        value = self.item.values[0] if self.item.values else ""
        if not (value.isascii() and value.isdecimal() and len(value) <= len(str(2**62))):
            raise UserError("control-gone")
        subscription = await control.subscription(guild_id, int(value))
        await _show(interaction, subscription)


class ControlButton(FunnelItem[discord.ui.Button[Any]], template=_TEMPLATE):
    """Does one thing with one subscription, for whoever manages its server."""

    def __init__(self, action: Action, subscription_id: int, language: Language = "en") -> None:
        is_grave = action in ("remove", "really")
        button: discord.ui.Button[Any] = discord.ui.Button(
            label=say(language, _LABELS[action]),
            custom_id=f"v1:control:{action}:{subscription_id}",
            style=discord.ButtonStyle.danger if is_grave else discord.ButtonStyle.secondary,
        )
        super().__init__(button)
        self.action: Action = action
        self.subscription_id = subscription_id

    async def used(self, interaction: Interaction) -> None:
        """Do it."""
        managed_guild(interaction)
        await _ACTIONS[self.action](interaction, self.subscription_id)


def managed_guild(interaction: Interaction) -> int:
    """The id of the server; raises unless the person manages it."""
    require_manage_server(interaction)
    return interaction.guild_id or 0


def pick_options(
    guild: discord.Guild | None, subscriptions: Sequence[Subscription]
) -> list[discord.SelectOption]:
    """What stands in the select: channels by their names, since options show no mentions."""
    return [
        discord.SelectOption(label=_label(guild, subscription), value=str(subscription.id))
        for subscription in subscriptions[:CHOICES]
    ]


def _label(guild: discord.Guild | None, subscription: Subscription) -> str:
    chosen = subscription.settings
    channel = guild.get_channel_or_thread(chosen.channel_id) if guild else None
    name = f"#{channel.name if channel else chosen.channel_id}"
    return shorten(f"{name} ({chosen.name})" if chosen.name else name, LABEL)


async def _show(interaction: Interaction, subscription: Subscription, head: str | None = None) -> None:
    language, bot = reader_language(interaction), interaction.client
    recent = (await bot.channels.recent_deliveries([subscription])).get(subscription.id, ())
    lines = report(subscription, recent, language, Moment(bot.clock(), bot.channels.day_ends))
    actions: tuple[Action, ...] = (
        "edit",
        "resume" if subscription.suspended_at else "pause",
        "post",
        "test",
        "remove",
    )
    content = shorten("\n".join([*([head, ""] if head else []), *lines]), 1900)
    await update(interaction, content=content, view=_view(subscription.id, actions, language))


def _view(subscription_id: int, actions: Sequence[Action], language: Language) -> discord.ui.View:
    view = FunnelView(timeout=None)
    for action in actions:
        view.add_item(ControlButton(action, subscription_id, language))
    back = say(language, "control-back")
    view.add_item(discord.ui.Button(label=back, custom_id="v1:channels:1"))  # the list's own, for page 1
    view.stop()  # the items are found by their custom_ids
    return view


async def _edit(interaction: Interaction, subscription_id: int) -> None:
    control = interaction.client.subscription_control
    subscription = await control.subscription(managed_guild(interaction), subscription_id)
    await open_setup(interaction, subscription.settings)


async def _pause(interaction: Interaction, subscription_id: int) -> None:
    language, control = reader_language(interaction), interaction.client.subscription_control
    guild_id = managed_guild(interaction)
    subscription = await control.suspend(guild_id, subscription_id, interaction.user.id)
    await _show(interaction, subscription, say(language, "control-paused", channel=mention(subscription)))


async def _resume(interaction: Interaction, subscription_id: int) -> None:
    language, bot = reader_language(interaction), interaction.client
    guild_id = managed_guild(interaction)
    subscription = await bot.subscription_control.resume(guild_id, subscription_id, interaction.user.id)
    bot.deliver_soon()
    recent = (await bot.channels.recent_deliveries([subscription])).get(subscription.id, ())
    moment = Moment(bot.clock(), bot.channels.day_ends)
    coming = next_line(subscription, days_had(recent), language, moment)
    head = say(language, "control-resumed", channel=mention(subscription), next=coming)
    await _show(interaction, subscription, head)


async def _post(interaction: Interaction, subscription_id: int) -> None:
    bot = interaction.client
    await interaction.response.defer(ephemeral=True, thinking=True)
    subscription = await bot.subscription_control.subscription(managed_guild(interaction), subscription_id)
    day = await bot.digests.latest_stored() or await bot.digests.latest_in_time()
    if day is None:
        raise UserError("channels-nothing-yet")
    await answer(interaction, await post_day(interaction, subscription, day))


async def _test(interaction: Interaction, subscription_id: int) -> None:
    await interaction.response.defer(ephemeral=True, thinking=True)
    control = interaction.client.subscription_control
    subscription = await control.subscription(managed_guild(interaction), subscription_id)
    await answer(interaction, await send_test(interaction, subscription))


async def _remove(interaction: Interaction, subscription_id: int) -> None:
    language, control = reader_language(interaction), interaction.client.subscription_control
    subscription = await control.subscription(managed_guild(interaction), subscription_id)
    content = say(language, "control-sure", channel=mention(subscription))
    await update(interaction, content=content, view=_view(subscription_id, ("really",), language))


async def _really(interaction: Interaction, subscription_id: int) -> None:
    content, view = await remove_subscription(interaction, subscription_id)
    await update(interaction, content=content, view=view)


async def remove_subscription(interaction: Interaction, subscription_id: int) -> tuple[str, discord.ui.View]:
    """Remove it; what was before and is after, and the button that takes that back."""
    language, control = reader_language(interaction), interaction.client.subscription_control
    guild_id = managed_guild(interaction)
    subscription = await control.remove(guild_id, subscription_id, interaction.user.id)
    content = say(
        language,
        "control-removed",
        channel=mention(subscription),
        settings=settings_line(subscription, language),
        until=format_dt(interaction.client.clock() + WAY_BACK, "t"),
    )
    return content, _view(subscription_id, ("restore",), language)


async def _restore(interaction: Interaction, subscription_id: int) -> None:
    language, bot = reader_language(interaction), interaction.client
    guild_id = managed_guild(interaction)
    subscription = await bot.subscription_control.restore(guild_id, subscription_id, interaction.user.id)
    bot.deliver_soon()
    settings = settings_line(subscription, language)
    head = say(language, "control-restored", channel=mention(subscription), settings=settings)
    await _show(interaction, subscription, head)


_ACTIONS: dict[Action, Callable[[Interaction, int], Awaitable[None]]] = {
    "edit": _edit,
    "pause": _pause,
    "resume": _resume,
    "post": _post,
    "test": _test,
    "remove": _remove,
    "really": _really,
    "restore": _restore,
}
