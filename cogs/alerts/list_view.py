"""`/subscriptions`: a person's keywords with their hits, and what can be done about each."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any, Literal

import discord
from discord.utils import format_dt

from bot.alerts.backtest import MAX_ALERTS_PER_PERSON
from bot.alerts.person_alerts import AlertHits, Alerts
from bot.errors import UserError
from bot.models import Alert, Language, Person, zone_names
from bot.rendering.alert_message import COLOUR, LABEL_UNITS
from bot.rendering.escape import escape_within, plain
from bot.rendering.units import shorten
from bot.texts import say
from bot.timezones.hours import parse_time
from bot.timezones.zones import parse_zone
from cogs.alerts.notification_views import WaitingButton, chosen_id, closed_line
from cogs.answers import Interaction, answer, reader_language, update
from cogs.foryou.daily import daily_button
from cogs.items import FORM_SECONDS, FunnelItem, FunnelModal, FunnelView
from cogs.paging import pages

KEYWORD_UNITS = 130  # UTF-16 units of a keyword in the list: 25 of them fit into the 6,000 of one message
EMBED_UNITS = 2900  # UTF-16 units of one embed; two of them make a message
AlertActionName = Literal["remove", "pause", "resume", "snooze"]
_LABELS: dict[AlertActionName, str] = {
    "remove": "alerts-remove",
    "pause": "alerts-pause",
    "resume": "alerts-resume",
    "snooze": "alerts-snooze",
}
_ACTIONS: dict[AlertActionName, Callable[[Alerts, int, int], Awaitable[Alert | None]]] = {
    "remove": Alerts.remove,
    "pause": Alerts.pause,
    "resume": Alerts.resume,
    "snooze": Alerts.snooze,
}


class AlertPick(FunnelItem[discord.ui.Select[Any]], template=r"v1:alerts:pick"):
    """Chooses one of the alerts; the values are ids."""

    def __init__(self, listed: Sequence[AlertHits] = (), language: Language = "en") -> None:
        options = [
            discord.SelectOption(label=shorten(plain(alert.keyword), LABEL_UNITS), value=str(alert.id))
            for alert, _ in listed[:MAX_ALERTS_PER_PERSON]
        ]
        placeholder = say(language, "alerts-pick")
        select: discord.ui.Select[Any] = discord.ui.Select(
            custom_id="v1:alerts:pick", placeholder=placeholder, options=options
        )
        super().__init__(select)

    async def used(self, interaction: Interaction) -> None:
        """Show the buttons of the chosen alert."""
        await _show_again(interaction, chosen_id(interaction))


class AlertAction(
    FunnelItem[discord.ui.Button[Any]],
    template=r"v1:alerts:(?P<action>remove|pause|resume|snooze):(?P<alert_id>\d{1,18})",
):
    """Does something about one alert."""

    def __init__(self, action: AlertActionName, alert_id: int, language: Language = "en") -> None:
        style = discord.ButtonStyle.danger if action == "remove" else discord.ButtonStyle.secondary
        custom_id = f"v1:alerts:{action}:{alert_id}"
        super().__init__(
            discord.ui.Button(label=say(language, _LABELS[action]), custom_id=custom_id, style=style)
        )
        self.action: AlertActionName = action
        self.alert_id = alert_id

    async def used(self, interaction: Interaction) -> None:
        """Do it, and show the list as it is now."""
        await interaction.response.defer()
        await _ACTIONS[self.action](interaction.client.alerts, interaction.user.id, self.alert_id)
        await _show_again(interaction, self.alert_id)


class HourButton(FunnelItem[discord.ui.Button[Any]], template=r"v1:alerts:hour"):
    """Asks for hour and zone."""

    def __init__(self, language: Language = "en") -> None:
        label = say(language, "alerts-hour")
        super().__init__(discord.ui.Button(label=label, custom_id="v1:alerts:hour"))

    async def used(self, interaction: Interaction) -> None:
        """Open the form."""
        person = await interaction.client.notifications.person(interaction.user.id)
        await interaction.response.send_modal(HourModal(person, reader_language(interaction)))


class HourModal(FunnelModal):
    """Hour and zone of a person's notifications."""

    def __init__(self, person: Person | None, language: Language) -> None:
        super().__init__(title=say(language, "alerts-hour-title"), timeout=FORM_SECONDS)
        time = person.due_time.strftime("%H:%M") if person and person.due_time else ""
        self._usual = (person and person.zone) or ("Asia/Seoul" if language == "ko" else "UTC")
        self.time: discord.ui.TextInput[HourModal] = discord.ui.TextInput(
            label=say(language, "alerts-hour-time"),
            default=time,
            required=False,
            max_length=20,
            custom_id="time",
        )
        self.zone: discord.ui.TextInput[HourModal] = discord.ui.TextInput(
            label=say(language, "alerts-hour-zone"),
            default=self._usual,
            required=False,
            max_length=60,
            custom_id="zone",
        )
        self.add_item(self.time).add_item(self.zone)

    async def submitted(self, interaction: Interaction) -> None:
        """Set them, and show the list as it is now."""
        time = parse_time(self.time.value) if self.time.value.strip() else None
        zone = self._typed_zone() if time else None
        await interaction.response.defer()
        await interaction.client.notifications.set_hour(interaction.user.id, time, zone)
        await _show_again(interaction)

    def _typed_zone(self) -> str:
        try:
            return parse_zone(self.zone.value) if self.zone.value.strip() else self._usual
        except UserError as error:
            raise UserError("alerts-bad-zone") from error  # a form has no list to choose from


async def show_list(interaction: Interaction) -> None:
    """Answer with the person's alerts."""
    content, embeds, view = await _list(interaction)
    await answer(interaction, content, embeds=embeds, view=view)


async def _show_again(interaction: Interaction, chosen: int | None = None) -> None:
    content, embeds, view = await _list(interaction, chosen)
    await update(interaction, content=content, embeds=embeds, view=view)


async def _list(
    interaction: Interaction, chosen: int | None = None
) -> tuple[str, list[discord.Embed], discord.ui.View | None]:
    bot, language = interaction.client, reader_language(interaction)
    now = bot.clock()
    listed = await bot.alerts.with_hits(interaction.user.id)
    person = await bot.notifications.person(interaction.user.id)
    is_daily = await bot.for_you.wants_daily(interaction.user.id)
    is_told = bool(listed) or is_daily or await bot.watches.count(interaction.user.id) > 0
    if person is None or not is_told:
        view = FunnelView(timeout=None).add_item(daily_button(language, is_on=is_daily))
        return say(language, "alerts-none"), [], view
    due_at = _hour_line(person, interaction, language)
    head = [say(language, "alerts-list", count=len(listed), most=MAX_ALERTS_PER_PERSON, hour=due_at)]
    alert = next((alert for alert, _ in listed if alert.id == chosen), None)
    head += [closed_line(person.closed_since, language)] if person.closed_since else []
    head += [_chosen_line(alert, language)] if alert else []
    blocks = [[_line(alert, hits, now, language)] for alert, hits in listed]
    embeds = [discord.Embed(description=page, colour=COLOUR) for page in pages(blocks, EMBED_UNITS)]
    view = _view(listed, alert, person, language, now).add_item(daily_button(language, is_on=is_daily))
    return "\n".join(head), embeds, view


def _view(
    listed: Sequence[AlertHits], alert: Alert | None, person: Person, language: Language, now: datetime
) -> discord.ui.View:
    view = FunnelView(timeout=None)
    if listed:
        view.add_item(AlertPick(listed, language))
    if alert:
        for action in _actions(alert, now):
            view.add_item(AlertAction(action, alert.id, language))
    view.add_item(HourButton(language))
    if person.closed_since:
        view.add_item(WaitingButton("show", language)).add_item(WaitingButton("retry", language))
    return view


def _actions(alert: Alert, now: datetime) -> tuple[AlertActionName, ...]:
    if alert.paused_at:
        return "remove", "resume", "snooze"
    return ("remove", "resume", "pause") if _snoozed_until(alert, now) else ("remove", "pause", "snooze")


def _snoozed_until(alert: Alert, now: datetime) -> datetime | None:
    return alert.snoozed_until if alert.snoozed_until and alert.snoozed_until > now else None


def _hour_line(person: Person, interaction: Interaction, language: Language) -> str:
    if person.due_time and person.zone in zone_names():
        time = person.due_time.strftime("%H:%M")
        return say(language, "alerts-hour-own", time=time, zone=person.zone)
    due_at = interaction.client.notifications.next_hour(person)
    finished = say(language, "alerts-hour-finished", at=format_dt(due_at, "t"))
    return say(language, "alerts-hour-unknown", zone=person.zone, line=finished) if person.zone else finished


def _chosen_line(alert: Alert, language: Language) -> str:
    return say(language, "alerts-chosen", keyword=escape_within(alert.keyword, KEYWORD_UNITS))


def _line(alert: Alert, hits: int, now: datetime, language: Language) -> str:
    line = say(language, "alerts-line", keyword=escape_within(alert.keyword, KEYWORD_UNITS), count=hits)
    if alert.keyword_id is None:
        return say(language, "alerts-line-unreadable", line=line)
    if alert.paused_at:
        return say(language, "alerts-line-paused", line=line)
    if until := _snoozed_until(alert, now):
        return say(language, "alerts-line-snoozed", line=line, until=format_dt(until, "D"))
    return line
