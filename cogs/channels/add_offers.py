"""What `/channel add` offers while its options are typed, and how those are read that are no plain values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import discord
from discord import app_commands

from bot.digests.chosen_lists import read_topics, read_weekdays
from bot.errors import UserError
from bot.models import LAYOUTS, WEEKDAYS, ChannelSettings, Language, Layout
from bot.models.places import LAYOUTS_OF
from bot.rendering.menus import LABEL_UNITS, MENU_OPTIONS
from bot.rendering.units import shorten, units
from bot.texts import say
from cogs.answers import Interaction, reader_language
from cogs.channels.kinds import layouts_of
from cogs.channels.settings_text import setting_value
from cogs.channels.setup_text import layout_label
from cogs.errors import Choices, offered
from cogs.permissions import Place, kind_of

NONE = "-"  # what stands for an empty list or name, which no option of Discord's can be
_BETWEEN = "; "
_USUAL_WEEKDAYS = (WEEKDAYS, WEEKDAYS[:5], WEEKDAYS[:1], WEEKDAYS[4:5])


def read_list(typed: str) -> tuple[str, ...]:
    """The topics, with “;” between them; none for a hyphen."""
    return () if typed.strip() == NONE else read_topics(typed)


def read_layout(typed: str, channel: Place) -> Layout:
    """The layout; UserError with those that the channel takes if it takes no such one."""
    takes = LAYOUTS_OF[kind_of(channel)]
    layouts_by_name: dict[str, Layout] = {layout: layout for layout in takes}
    if (layout := layouts_by_name.get(typed.strip().casefold())) is None:
        raise UserError("channels-bad-layout", channel=channel.mention, layouts=", ".join(takes))
    return layout


def read_publish(publish: bool, channel: Place) -> bool:
    """Whether to publish; UserError where there is nobody to publish to."""
    if publish and kind_of(channel) != "announcement":
        raise UserError("channels-no-followers", channel=channel.mention)
    return publish


def read_role(role: discord.Role) -> int:
    """The role's id; UserError for @everyone, which is never mentioned."""
    if role.is_default():
        raise UserError("subscription-bad-role", value=role.name)
    return role.id


@offered
async def layouts(interaction: Interaction, current: str) -> Choices:
    """The layouts that the channel takes."""
    language, typed = reader_language(interaction), current.strip().casefold()
    labels = {layout: layout_label(layout, language) for layout in _layouts_there(interaction)}
    return [
        _choice(label, layout)
        for layout, label in labels.items()
        if typed in label.casefold() or typed in layout
    ]


@offered
async def weekdays(interaction: Interaction, current: str) -> Choices:
    """What was typed as it is read, or the usual ones."""
    language = reader_language(interaction)
    days = [read_weekdays(current)] if current.strip() else _USUAL_WEEKDAYS
    return [_choice(setting_value("weekdays", list(each), language), ",".join(each)) for each in days]


@offered
async def topics(interaction: Interaction, current: str) -> Choices:
    """What was typed as it is read; before that what the subscription has, to be changed, and none."""
    stored = await _stored(interaction)
    return _lists(current, stored.topics if stored else (), reader_language(interaction))


@offered
async def excluded_topics(interaction: Interaction, current: str) -> Choices:
    """Likewise for what is left out."""
    stored = await _stored(interaction)
    return _lists(current, stored.excluded_topics if stored else (), reader_language(interaction))


@offered
async def names(interaction: Interaction, current: str) -> Choices:
    """The names of the channel's subscriptions that begin like what was typed."""
    first, typed = say(reader_language(interaction), "setup-subscription-first"), current.strip().casefold()
    there = [each.name for each in await _settings_there(interaction)]
    return [_choice(name or first, name or NONE) for name in there if name.startswith(typed)][:MENU_OPTIONS]


def _lists(current: str, stored: Sequence[str], language: Language) -> Choices:
    return list(_offered_lists(current, stored, language))


def _offered_lists(
    current: str, stored: Sequence[str], language: Language
) -> Iterator[app_commands.Choice[str]]:
    values = read_list(current) if current.strip() else stored
    if values and units(text := _BETWEEN.join(values)) <= LABEL_UNITS:
        yield _choice(text, text)
    if not current.strip():
        yield _choice(say(language, "changes-none"), NONE)


def _choice(label: str, value: str) -> app_commands.Choice[str]:
    return app_commands.Choice(name=shorten(label, LABEL_UNITS), value=value)


def _channel_id(interaction: Interaction) -> int:
    return getattr(interaction.namespace.channel, "id", interaction.channel_id) or 0


def _layouts_there(interaction: Interaction) -> Sequence[Layout]:
    guild = interaction.guild
    channel = guild.get_channel_or_thread(_channel_id(interaction)) if guild else None
    return layouts_of(channel.type) if channel else LAYOUTS


async def _settings_there(interaction: Interaction) -> list[ChannelSettings]:
    here = await interaction.client.channels.in_channel(_channel_id(interaction))
    return [each.settings for each in here if each.settings.guild_id == interaction.guild_id]


async def _stored(interaction: Interaction) -> ChannelSettings | None:
    """The settings that the command would change, if they are there."""
    typed = interaction.namespace.name
    there = await _settings_there(interaction)
    if typed is None:
        return there[0] if len(there) == 1 else None
    name = "" if typed.strip() == NONE else typed.strip().casefold()
    return next((each for each in there if each.name == name), None)
