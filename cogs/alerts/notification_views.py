"""What people do about their notifications: stop, snooze, show the rest; and what was held for them."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, Literal, cast

import discord
from discord.utils import format_dt

from bot.alerts.person_alerts import SNOOZE_TIME
from bot.errors import UserError
from bot.models import Alert, Language, Person
from bot.models.notifications import NotificationContent, top_and_rest
from bot.rendering.alert_message import COLOUR, REST_ID, SNOOZE_ID, STOP_ID, paper_blocks
from bot.rendering.escape import escape
from bot.texts import say
from cogs.alerts.reach import is_elsewhere
from cogs.answers import Interaction, answer, defer_answer, reader_language
from cogs.items import FunnelItem, FunnelView
from cogs.paging import pages

_ROW_ID = re.compile("[0-9]{1,18}")  # what a column can hold
EMBED_UNITS = 4000  # UTF-16 units of one embed's description
_IDS: dict[Literal["stop", "snooze"], str] = {"stop": STOP_ID, "snooze": SNOOZE_ID}


class NotificationSelect(FunnelItem[discord.ui.Select[Any]], template=r"v1:letter:(?P<action>stop|snooze)"):
    """Stops or snoozes the chosen alert of a notification; the values are ids."""

    def __init__(self, action: Literal["stop", "snooze"]) -> None:
        super().__init__(discord.ui.Select(custom_id=_IDS[action]))
        self.action = action

    async def used(self, interaction: Interaction) -> None:
        """Do it, and say so."""
        bot, language = interaction.client, reader_language(interaction)
        alert_id, user_id = chosen_id(interaction), interaction.user.id
        await defer_answer(interaction)
        if self.action == "stop":
            alert = await bot.alerts.remove(user_id, alert_id)
            sentence = say(language, "alerts-gone", keyword=_name(alert))
        else:
            alert = await bot.alerts.snooze(user_id, alert_id)
            until = format_dt(bot.clock() + SNOOZE_TIME, "D")
            sentence = say(language, "alerts-snoozed", keyword=_name(alert), until=until)
        await answer(interaction, sentence)


class NotificationRest(
    FunnelItem[discord.ui.Button[Any]], template=r"v1:letter:rest:(?P<notification_id>\d{1,18})"
):
    """Shows the papers of a notification that its message had no room for."""

    def __init__(self, notification_id: int) -> None:
        super().__init__(discord.ui.Button(label="…", custom_id=REST_ID.format(id=notification_id)))
        self.notification_id = notification_id

    async def used(self, interaction: Interaction) -> None:
        """Show them."""
        notifications = interaction.client.notifications
        notification = await notifications.of_id(interaction.user.id, self.notification_id)
        if notification is None:
            raise UserError("alerts-nothing-held")
        await _show(interaction, top_and_rest(notification.content)[1])


class WaitingButton(FunnelItem[discord.ui.Button[Any]], template=r"v1:letter:held:(?P<action>show|retry)"):
    """Shows what was held for the person, or tries the DM again."""

    def __init__(self, action: Literal["show", "retry"], language: Language = "en") -> None:
        label = say(language, "alerts-retry" if action == "retry" else "alerts-show-held")
        super().__init__(discord.ui.Button(label=label, custom_id=f"v1:letter:held:{action}"))
        self.action = action

    async def used(self, interaction: Interaction) -> None:
        """Do it."""
        if self.action == "show":
            await show_waiting(interaction)
            return
        await defer_answer(interaction)
        waits = await interaction.client.notifications.retry(interaction.user.id)
        await answer(
            interaction,
            say(reader_language(interaction), "alerts-retrying" if waits else "alerts-retrying-nothing"),
        )
        interaction.client.write_soon()


async def tell_waiting(interaction: Interaction) -> None:
    """After a command: tell somebody who takes no DMs what is held, once; and know that they are there, which
    nobody is who has no more than an installation of their own in a server without the bot.
    """
    notifications, user_id = interaction.client.notifications, interaction.user.id
    person = await notifications.person(user_id)
    if person is None:
        return
    is_out_of_reach = bool(person.unreachable_since) and is_elsewhere(interaction)
    if person.unreachable_since and not is_out_of_reach:
        await notifications.seen_again(user_id)
        interaction.client.write_soon()
    if (person.closed_since or is_out_of_reach) and not person.closed_told:
        language = reader_language(interaction)
        view = FunnelView(timeout=None).add_item(WaitingButton("retry", language))
        await answer(interaction, shut_line(person, language), view=view)
        await show_waiting(interaction)
        await notifications.acknowledge_closed_dms(user_id)


async def show_waiting(interaction: Interaction) -> None:
    """Show the person all that waits for them, to them alone."""
    waiting = await interaction.client.notifications.waiting(interaction.user.id)
    language = reader_language(interaction)
    await answer(interaction, say(language, "alerts-held" if waiting else "alerts-nothing-held"))
    for notification in waiting:
        await _show(interaction, notification.content)


def shut_line(person: Person, language: Language) -> str:
    """Why nothing reaches the person, and what to do."""
    if person.closed_since:
        return closed_line(person.closed_since, language)
    since = person.unreachable_since
    return say(language, "alerts-unreachable", since=format_dt(since, "D") if since else "?")


def closed_line(since: datetime, language: Language) -> str:
    """That the person takes no DMs, and what to do."""
    return say(language, "alerts-closed", since=format_dt(since, "D"))


async def _show(interaction: Interaction, content: NotificationContent) -> None:
    for page in pages(paper_blocks(content), EMBED_UNITS):
        await answer(interaction, embeds=[discord.Embed(description=page, colour=COLOUR)])


def _name(alert: Alert | None) -> str:
    if alert is None:
        raise UserError("alerts-unknown")
    return escape(alert.keyword)


def chosen_id(interaction: Interaction) -> int:
    """The value that was chosen in a select: an alert's id, or 0 for anything else."""
    values = cast("list[str]", (interaction.data or {}).get("values") or [])
    return int(values[0]) if values and _ROW_ID.fullmatch(values[0]) else 0
