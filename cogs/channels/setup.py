"""The dialogue of `/channel setup`: one message, for the asker alone, that changes nothing before its end.

Its buttons carry the dialogue's token; what was chosen is kept in `bot.digests.setups`. Forms are opened by
buttons, since Discord lets nobody choose the same option of a select twice, as after a form was cancelled.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Literal, cast

import discord

from bot.digests.setups import SetupDraft
from bot.errors import UserError
from bot.models import ChannelSettings, Language
from bot.texts import say
from bot.timezones.locales import zone_of_locale
from cogs.answers import Interaction, answer, defer_answer, reader_language, update
from cogs.channels.kinds import postable_kinds
from cogs.channels.post_now import PostNow, post_latest
from cogs.channels.setup_forms import (
    SetupForm,
    Submit,
    copy_form,
    name_form,
    order_form,
    papers_form,
    role_form,
    weekly_form,
    when_form,
)
from cogs.channels.setup_offers import channel_of, place_of, sources_of, subscription_options
from cogs.channels.setup_text import heading, setup_embeds, start_label
from cogs.channels.text import Moment, days_had, mention, next_line, settings_lines
from cogs.items import FunnelItem, FunnelView
from cogs.permissions import GuildChannel

_OF_DIALOGUE = "(?P<token>[0-9a-f]{16})"
Action = Literal[
    "when", "papers", "order", "weekly", "role", "copy", "another", "start", "post", "again", "correct"
]
_LABELS: dict[Action, str] = {
    "when": "setup-change-when",
    "papers": "setup-change-papers",
    "order": "setup-change-order",
    "weekly": "setup-change-weekly",
    "role": "setup-change-role",
    "copy": "setup-copy",
    "another": "setup-another",
    "again": "setup-again",
    "correct": "setup-correct",
}
_FORM_OF: dict[str, Action] = {
    "papers": "papers",
    "min_votes": "papers",
    "topics": "papers",
    "excluded_topics": "papers",
    "order": "order",
    "examples": "order",
    "weekly": "weekly",
    "weekly_time": "weekly",
    "role_id": "role",
    "role_topics": "role",
    "publish": "role",
    "name": "another",
}  # all others are asked for in the first form


class SetupChannel(FunnelItem[discord.ui.ChannelSelect[Any]], template=f"v1:setup:channel:{_OF_DIALOGUE}"):
    """Chooses the channel."""

    def __init__(self, token: str, channel_id: int | None = None, language: Language = "en") -> None:
        kind = discord.SelectDefaultValueType.channel
        super().__init__(
            discord.ui.ChannelSelect(
                custom_id=f"v1:setup:channel:{token}",
                channel_types=postable_kinds(),
                placeholder=say(language, "setup-choose-channel"),
                default_values=[discord.SelectDefaultValue(id=channel_id, type=kind)] if channel_id else [],
            )
        )
        self.token = token

    async def used(self, interaction: Interaction) -> None:
        """Go to the channel."""
        draft = _draft(interaction, self.token)
        channel_id = _chosen(interaction)
        await interaction.response.defer()
        channel = await channel_of(interaction, int(channel_id))
        await interaction.client.setups.move(draft, place_of(channel))
        await _show(interaction, draft, channel)


class SetupSubscription(FunnelItem[discord.ui.Select[Any]], template=f"v1:setup:which:{_OF_DIALOGUE}"):
    """Chooses one of the channel's subscriptions."""

    def __init__(
        self, token: str, options: list[discord.SelectOption] | None = None, language: Language = "en"
    ) -> None:
        super().__init__(
            discord.ui.Select(
                custom_id=f"v1:setup:which:{token}",
                options=options or [],
                placeholder=say(language, "setup-choose-subscription"),
            )
        )
        self.token = token

    async def used(self, interaction: Interaction) -> None:
        """Go to the subscription; the one that is being added is where it is already."""
        draft = _draft(interaction, self.token)
        await interaction.response.defer()
        name = _chosen(interaction).removeprefix("=")
        if draft.stored or name != draft.settings.name:
            await interaction.client.setups.edit(draft, name)
        await _show(interaction, draft)


class SetupButton(
    FunnelItem[discord.ui.Button[Any]],
    template=f"v1:setup:(?P<action>when|papers|order|weekly|role|copy|another|start|post|again|correct):{_OF_DIALOGUE}",
):
    """Opens a form, looks again, or ends the dialogue."""

    def __init__(self, action: Action, token: str, label: str = "…", row: int | None = None) -> None:
        style = discord.ButtonStyle.success if action == "start" else discord.ButtonStyle.secondary
        style = discord.ButtonStyle.primary if action == "correct" else style
        custom_id = f"v1:setup:{action}:{token}"
        super().__init__(discord.ui.Button(label=label, custom_id=custom_id, style=style, row=row))
        self.action: Action = action
        self.token = token

    async def used(self, interaction: Interaction) -> None:
        """Do it."""
        draft = _draft(interaction, self.token)
        if self.action in ("start", "post"):
            await _start(interaction, draft, post=self.action == "post")
        elif self.action == "again":
            await interaction.response.defer()
            await _show(interaction, draft)
        else:
            await interaction.response.send_modal(await _form(interaction, draft, self.action))


async def open_setup(interaction: Interaction, subscription: ChannelSettings | None = None) -> None:
    """Show the dialogue for a subscription, or for the channel in which the command was used, if it takes
    digests.
    """
    bot, guild = interaction.client, interaction.guild
    channel_id = subscription.channel_id if subscription else interaction.channel_id
    if guild is None or channel_id is None:
        raise UserError("setup-wrong-channel")
    await defer_answer(interaction)
    channel = await channel_of(interaction, channel_id)
    locale = guild.preferred_locale
    language, zone = bot.language_for(locale), zone_of_locale(str(locale))
    draft = await bot.setups.open(interaction.user.id, place_of(channel), language, zone)
    if subscription:
        await bot.setups.edit(draft, subscription.name)
    await _show(interaction, draft, channel)


def _draft(interaction: Interaction, token: str) -> SetupDraft:
    return interaction.client.setups.draft(interaction.user.id, interaction.guild_id, token)


def _chosen(interaction: Interaction) -> str:
    values = cast("list[str]", (interaction.data or {}).get("values") or [])
    if not values:
        raise UserError("funnel-unreadable")
    return values[0]


async def _show(interaction: Interaction, draft: SetupDraft, channel: GuildChannel | None = None) -> None:
    """Show the dialogue as it stands, in its one message."""
    bot, language = interaction.client, reader_language(interaction)
    channel = channel or await channel_of(interaction, draft.place.channel_id)
    outlook = await bot.channels.outlook(draft.settings)
    moment = Moment(bot.clock(), bot.channels.day_ends)
    embeds = setup_embeds(draft, outlook, channel, language, moment)
    view = await _view(interaction, draft, language)
    await update(interaction, content=heading(draft, language), embeds=embeds, view=view)


async def _view(interaction: Interaction, draft: SetupDraft, language: Language) -> discord.ui.View:
    channels, token = interaction.client.channels, draft.token
    here = await channels.in_channel(draft.place.channel_id)
    view = FunnelView(timeout=None).add_item(SetupChannel(token, draft.place.channel_id, language))
    if options := subscription_options(here, draft, language):
        view.add_item(SetupSubscription(token, options, language))
    sources = await sources_of(interaction, draft)
    changes: list[Action] = ["when", "papers", "role"]
    changes.extend(["copy"] if sources else [])
    changes.extend(["another"] if here else [])
    further: list[Action] = ["order", "weekly"]
    for action in further:
        view.add_item(SetupButton(action, token, say(language, _LABELS[action]), row=2))
    for action in changes:
        view.add_item(SetupButton(action, token, say(language, _LABELS[action]), row=3))
    view.add_item(SetupButton("start", token, start_label(draft, language), row=4))
    view.add_item(SetupButton("post", token, start_label(draft, language, now=True), row=4))
    view.add_item(SetupButton("again", token, say(language, "setup-again"), row=4))
    if draft.rejected:
        view.add_item(SetupButton("correct", token, say(language, "setup-correct"), row=4))
    return view


async def _form(interaction: Interaction, draft: SetupDraft, action: Action) -> SetupForm:
    language = reader_language(interaction)
    if action == "correct":
        action = _FORM_OF.get(next(iter(draft.rejected), ""), "when")
    if action == "another":
        return name_form(draft, language, _submit(draft, _add_another))
    if action == "copy":
        return copy_form(await sources_of(interaction, draft), language, _submit(draft, _copy))
    forms = {"papers": papers_form, "order": order_form, "weekly": weekly_form, "role": role_form}
    return forms.get(action, when_form)(draft, language, _submit(draft, _change))


def _submit(
    draft: SetupDraft, take: Callable[[Interaction, SetupDraft, dict[str, object]], Awaitable[None]]
) -> Submit:
    """What a form does: the dialogue takes what was filled in, unless it is over, and is shown again."""

    async def submit(interaction: Interaction, entries: dict[str, object]) -> None:
        current = _draft(interaction, draft.token)
        await interaction.response.defer()
        await take(interaction, current, entries)
        await _show(interaction, current)

    return submit


async def _change(interaction: Interaction, draft: SetupDraft, entries: dict[str, object]) -> None:
    setups, lookups = interaction.client.setups, interaction.client.lookups
    setups.change(draft, entries)
    if unknown := await lookups.unknown(draft.settings.examples):
        setups.reject_examples(draft, unknown)


async def _add_another(interaction: Interaction, draft: SetupDraft, entries: dict[str, object]) -> None:
    await interaction.client.setups.add_another(draft, str(entries["name"]))


async def _copy(interaction: Interaction, draft: SetupDraft, entries: dict[str, object]) -> None:
    channel_id, _, name = str(entries["source"]).partition("/")
    await interaction.client.setups.copy(draft, int(channel_id), name)


async def _start(interaction: Interaction, draft: SetupDraft, *, post: bool) -> None:
    bot, language = interaction.client, reader_language(interaction)
    await interaction.response.defer()
    subscription = await bot.setups.start(draft)
    await bot.channels.revive(draft.place.guild_id)
    bot.deliver_soon()
    recent = await bot.channels.recent_deliveries([subscription])
    moment = Moment(bot.clock(), bot.channels.day_ends)
    lines = [
        say(language, "setup-started", channel=mention(subscription)),
        *settings_lines(subscription, language),
        next_line(subscription, days_had(recent[subscription.id]), language, moment),
    ]
    view = FunnelView(timeout=None).add_item(
        PostNow(subscription.settings.channel_id, language, subscription.id)
    )
    await update(interaction, content="\n".join(lines), embeds=[], view=None if post else view)
    if post:
        await answer(interaction, await post_latest(interaction, subscription))
