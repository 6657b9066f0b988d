"""`/channel`: which channels get the daily papers, for those who manage the server."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.app.client import Paperboy
from bot.digests.changes import differences
from bot.digests.channel_settings import MOST_PAPERS, read_name
from bot.digests.chosen_lists import read_weekdays
from bot.errors import UserError
from bot.models import Language, Subscription
from bot.models.places import layout_for
from bot.texts import say
from bot.timezones.hours import matching_times, parse_time
from bot.timezones.zones import matching_zones, parse_zone, zone_label
from cogs.answers import Interaction, answer, defer_answer, reader_language
from cogs.channels import add_offers
from cogs.channels.add_offers import NONE, read_layout, read_list, read_publish, read_role
from cogs.channels.care import CareCommands
from cogs.channels.changes_text import change_lines
from cogs.channels.history import HistoryPage
from cogs.channels.panel import ControlButton, ControlPick, remove_subscription
from cogs.channels.post_day import PostDay, PostDayNow
from cogs.channels.post_now import PostNow
from cogs.channels.setup import SetupButton, SetupChannel, SetupSubscription, open_setup
from cogs.channels.text import Moment, days_had, mention, next_line, settings_lines, suspended_line
from cogs.channels.trial_post import TrialRemoval
from cogs.channels.views import ListPage, list_page, trouble_lines
from cogs.errors import Choices, guarded
from cogs.items import FunnelView
from cogs.permissions import Place, kind_of, require_manage_server, require_presence
from cogs.translation import text

CHOICES = 25  # offered by one autocomplete
LANGUAGE_CHOICES = [
    app_commands.Choice(name=text("commands-korean"), value="ko"),
    app_commands.Choice(name=text("commands-english"), value="en"),
]


@app_commands.guild_only()
@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.default_permissions(manage_guild=True)
class ChannelsCog(
    CareCommands,
    commands.GroupCog,
    group_name=text("commands-channel"),
    group_description=text("commands-channel-about"),
):
    """Channel subscriptions."""

    async def interaction_check(self, interaction: discord.Interaction, /) -> bool:
        """Called by discord.py before each command of the group."""
        if interaction.command is not self.setup:  # whom Discord's settings let run it may finish it
            require_manage_server(interaction)
        require_presence(interaction)
        return True

    @app_commands.command(name=text("commands-setup"), description=text("commands-setup-about"))
    async def setup(self, interaction: Interaction) -> None:
        """Set a subscription up in a dialogue."""
        await open_setup(interaction)

    @app_commands.command(name=text("commands-add"), description=text("commands-add-about"))
    @app_commands.rename(
        channel=text("commands-add-channel"),
        time=text("commands-add-time"),
        zone=text("commands-add-zone"),
        language=text("commands-add-language"),
        papers=text("commands-add-papers"),
        min_votes=text("commands-add-votes"),
        edit_late=text("commands-add-late"),
        topics=text("commands-add-topics"),
        exclude=text("commands-add-exclude"),
        weekdays=text("commands-add-weekdays"),
        layout=text("commands-add-layout"),
        role=text("commands-add-role"),
        publish=text("commands-add-publish"),
        live_votes=text("commands-add-live"),
        name=text("commands-name"),
    )
    @app_commands.describe(
        channel=text("commands-add-channel-about"),
        time=text("commands-add-time-about"),
        zone=text("commands-add-zone-about"),
        language=text("commands-add-language-about"),
        papers=text("commands-add-papers-about"),
        min_votes=text("commands-add-votes-about"),
        edit_late=text("commands-add-late-about"),
        topics=text("commands-add-topics-about"),
        exclude=text("commands-add-exclude-about"),
        weekdays=text("commands-add-weekdays-about"),
        layout=text("commands-add-layout-about"),
        role=text("commands-add-role-about"),
        publish=text("commands-add-publish-about"),
        live_votes=text("commands-add-live-about"),
        name=text("commands-name-about"),
    )
    @app_commands.choices(language=LANGUAGE_CHOICES)
    @app_commands.autocomplete(
        topics=add_offers.topics,
        exclude=add_offers.excluded_topics,
        weekdays=add_offers.weekdays,
        layout=add_offers.layouts,
        name=add_offers.names,
    )
    async def add(
        self,
        interaction: Interaction,
        channel: Place | None = None,
        time: str | None = None,
        zone: str | None = None,
        language: str | None = None,
        papers: app_commands.Range[int, 1, MOST_PAPERS] | None = None,
        min_votes: app_commands.Range[int, 0, 100_000] | None = None,
        edit_late: bool | None = None,
        topics: str | None = None,
        exclude: str | None = None,
        weekdays: str | None = None,
        layout: str | None = None,
        role: discord.Role | None = None,
        publish: bool | None = None,
        live_votes: bool | None = None,
        name: str | None = None,
    ) -> None:
        """Subscribe a channel, or change what is named of a subscribed one."""
        chosen = channel or _here(interaction)
        named_settings = {
            "due_time": None if time is None else parse_time(time),
            "zone": None if zone is None else parse_zone(zone),
            "language": language,
            "papers": papers,
            "min_votes": min_votes,
            "edit_late": edit_late,
            "topics": None if topics is None else read_list(topics),
            "excluded_topics": None if exclude is None else read_list(exclude),
            "weekdays": None if weekdays is None else read_weekdays(weekdays),
            "layout": None if layout is None else read_layout(layout, chosen),
            "role_id": None if role is None else read_role(role),
            "publish": None if publish is None else read_publish(publish, chosen),
            "live_votes": live_votes,
        }
        bot = interaction.client
        changes = {name: value for name, value in named_settings.items() if value is not None}
        settings = await bot.channels.changed(chosen.guild.id, chosen.id, changes, name=_read_name(name))
        fitting = layout_for(kind_of(chosen), settings.layout)
        settings = settings.model_copy(update={"layout": fitting})
        await defer_answer(interaction)
        earlier = await bot.channels.of_id(chosen.id, settings.name)
        subscription = await bot.channels.subscribe(settings, configured_by=interaction.user.id)
        await _revive(bot, chosen.guild.id)
        bot.deliver_soon()
        await _confirm(interaction, chosen, subscription, earlier)

    @add.autocomplete("time")
    @guarded
    async def times(self, interaction: Interaction, current: str) -> Choices:
        """The times that what was typed may mean."""
        hours = [f"{hour:%H:%M}" for hour in matching_times(current)[:CHOICES]]
        return [app_commands.Choice(name=hour, value=hour) for hour in hours]

    @add.autocomplete("zone")
    @guarded
    async def zones(self, interaction: Interaction, current: str) -> Choices:
        """The zones that what was typed leads to."""
        language = reader_language(interaction)
        zones = matching_zones(current)[:CHOICES]
        return [app_commands.Choice(name=zone_label(name, language), value=name) for name in zones]

    @app_commands.command(name=text("commands-remove"), description=text("commands-remove-about"))
    @app_commands.rename(channel=text("commands-add-channel"), name=text("commands-name"))
    @app_commands.describe(
        channel=text("commands-remove-channel-about"), name=text("commands-remove-name-about")
    )
    @app_commands.autocomplete(name=add_offers.names)
    async def remove(
        self, interaction: Interaction, channel: Place | None = None, name: str | None = None
    ) -> None:
        """End a channel's subscription."""
        chosen = channel or _here(interaction)
        await defer_answer(interaction)
        subscription = await interaction.client.channels.of_id(chosen.id, _read_name(name))
        if subscription is None or subscription.settings.guild_id != interaction.guild_id:
            raise UserError("channels-not-subscribed", channel=chosen.mention)
        content, view = await remove_subscription(interaction, subscription.id)
        await answer(interaction, content, view=view)
        await _revive(interaction.client, chosen.guild.id)

    @app_commands.command(name=text("commands-list"), description=text("commands-list-about"))
    async def list(self, interaction: Interaction) -> None:
        """Show the server's channels and their troubles."""
        content, view = await list_page(interaction, 1)
        await answer(interaction, content, view=view)
        await _revive(interaction.client, interaction.guild_id or 0)


def _read_name(typed: str | None) -> str | None:
    """The name in its normal form; that of the subscription without a name stands for an empty one."""
    if typed is None:
        return None
    return "" if typed.strip() == NONE else read_name(typed)


def _here(interaction: Interaction) -> Place:
    if not isinstance(interaction.channel, Place):
        raise UserError("channels-wrong-kind")
    return interaction.channel


async def _revive(bot: Paperboy, guild_id: int) -> None:
    """Somebody cares for this server's channels again, so those that are paused are tried."""
    if await bot.channels.revive(guild_id):
        bot.deliver_soon()


async def _confirm(
    interaction: Interaction,
    channel: Place,
    subscription: Subscription,
    earlier: Subscription | None,
) -> None:
    bot, language = interaction.client, reader_language(interaction)
    recent = await bot.channels.recent_deliveries([subscription])
    moment = Moment(bot.clock(), bot.channels.day_ends)
    lines = [
        say(language, "channels-added", channel=mention(subscription)),
        *settings_lines(subscription, language),
        *_changed_lines(earlier, subscription, language),
        suspended_line(subscription, language)
        if subscription.suspended_at
        else next_line(subscription, days_had(recent[subscription.id]), language, moment),
        *trouble_lines(channel, subscription, language),
    ]
    view = FunnelView(timeout=None).add_item(PostNow(channel.id, language, subscription.id))
    await answer(interaction, "\n".join(lines), view=view)


def _changed_lines(earlier: Subscription | None, subscription: Subscription, language: Language) -> list[str]:
    """What was before and is after, of a channel that was subscribed already."""
    if earlier is None:
        return []
    lines = change_lines(*differences(earlier.settings, subscription.settings), language)
    return lines or [say(language, "changes-unchanged")]


async def setup(bot: Paperboy) -> None:
    """Called by discord.py."""
    await bot.add_cog(ChannelsCog())
    bot.add_dynamic_items(PostNow, ListPage, SetupChannel, SetupSubscription, SetupButton)
    bot.add_dynamic_items(*(ControlPick, ControlButton, TrialRemoval, PostDay, PostDayNow, HistoryPage))
