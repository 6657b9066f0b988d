"""What people do about their notifications: stop, snooze, show the rest; and what was held for them."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, Literal, cast

import discord
from discord.utils import format_dt

from bot.alerts import person_alerts
from bot.errors import UserError
from bot.models import Alert, Language
from bot.models.notifications import NotificationContent, top_and_rest
from bot.rendering.alert_message import COLOUR, REST_ID, SNOOZE_ID, STOP_ID, paper_blocks
from bot.rendering.escape import escape
from bot.store import notifications, people
from bot.texts import say
from cogs.answers import Interaction, answer, defer_answer, reader_language
from cogs.items import FunnelItem, FunnelView
from cogs.paging import pages

_ROW_ID = re.compile("[0-9]{1,18}")  # what a column can hold
ROOM = 4000  # UTF-16 units of one embed's description
_IDS: dict[Literal["stop", "snooze"], str] = {"stop": STOP_ID, "snooze": SNOOZE_ID}


class NotificationSelect(FunnelItem[discord.ui.Select[Any]], template=r"v1:letter:(?P<action>stop|snooze)"):
    """Stops or snoozes the chosen alert of a notification; the values are ids."""

    def __init__(self, action: Literal["stop", "snooze"]) -> None:
        super().__init__(discord.ui.Select(custom_id=_IDS[action]))
        self.action = action

    async def used(self, interaction: Interaction) -> None:
        """Do it, and say so."""
        service, language = interaction.client.service, reader_language(interaction)
        alert_id, user_id = chosen_id(interaction), interaction.user.id
        await defer_answer(interaction)
        if self.action == "stop":
            found = await person_alerts.unsubscribe(service.store, user_id, alert_id)
            said = say(language, "alerts-gone", keyword=_name(found))
        else:
            now, schedule = service.clock(), service.settings.schedule
            found = await person_alerts.snooze(service.store, schedule, user_id, alert_id, now)
            until = format_dt(now + person_alerts.SNOOZE, "D")
            said = say(language, "alerts-snoozed", keyword=_name(found), until=until)
        await answer(interaction, said)


class NotificationRest(
    FunnelItem[discord.ui.Button[Any]], template=r"v1:letter:rest:(?P<notification_id>\d{1,18})"
):
    """Shows the papers of a notification that its message had no room for."""

    def __init__(self, notification_id: int) -> None:
        super().__init__(discord.ui.Button(label="…", custom_id=REST_ID.format(id=notification_id)))
        self.notification_id = notification_id

    async def used(self, interaction: Interaction) -> None:
        """Show them."""
        async with interaction.client.service.store.reading() as view:
            notification = await notifications.of_user(view, interaction.user.id, self.notification_id)
        if notification is None:
            raise UserError("alerts-nothing-held")
        await _show(interaction, top_and_rest(notification.content)[1])


class HeldButton(FunnelItem[discord.ui.Button[Any]], template=r"v1:letter:held:(?P<action>show|retry)"):
    """Shows what was held for the person, or tries the DM again."""

    def __init__(self, action: Literal["show", "retry"], language: Language = "en") -> None:
        label = say(language, "alerts-retry" if action == "retry" else "alerts-show-held")
        super().__init__(discord.ui.Button(label=label, custom_id=f"v1:letter:held:{action}"))
        self.action = action

    async def used(self, interaction: Interaction) -> None:
        """Do it."""
        if self.action == "show":
            await show_held(interaction)
            return
        service, language = interaction.client.service, reader_language(interaction)
        await defer_answer(interaction)
        waits = await person_alerts.retry_notifications(service.store, interaction.user.id, service.clock())
        await answer(interaction, say(language, "alerts-retrying" if waits else "alerts-retrying-nothing"))
        interaction.client.write_soon()


async def tell_held(interaction: Interaction) -> None:
    """After a command: tell somebody who takes no DMs what is held, once; and know that they are there."""
    service, user_id = interaction.client.service, interaction.user.id
    person = await person_alerts.person_of(service.store, user_id)
    if person is None:
        return
    if person.unreachable_since:
        await person_alerts.seen_again(service.store, user_id, service.clock())
        interaction.client.write_soon()
    if person.closed_since and not person.closed_told:
        language = reader_language(interaction)
        view = FunnelView(timeout=None).add_item(HeldButton("retry", language))
        await answer(interaction, closed_line(person.closed_since, language), view=view)
        await show_held(interaction)
        async with service.store.transaction() as tx:
            await people.change(tx, user_id, closed_told=True)


async def show_held(interaction: Interaction) -> None:
    """Show the person all that waits for them, to them alone."""
    async with interaction.client.service.store.reading() as view:
        waiting = await notifications.waiting(view, interaction.user.id)
    language = reader_language(interaction)
    await answer(interaction, say(language, "alerts-held" if waiting else "alerts-nothing-held"))
    for notification in waiting:
        await _show(interaction, notification.content)


def closed_line(since: datetime, language: Language) -> str:
    """That the person takes no DMs, and what to do."""
    return say(language, "alerts-closed", since=format_dt(since, "D"))


async def _show(interaction: Interaction, content: NotificationContent) -> None:
    for page in pages(paper_blocks(content), ROOM):
        await answer(interaction, embeds=[discord.Embed(description=page, colour=COLOUR)])


def _name(found: Alert | None) -> str:
    if found is None:
        raise UserError("alerts-unknown")
    return escape(found.keyword)


def chosen_id(interaction: Interaction) -> int:
    """The value that was chosen in a select: an alert's id, or 0 for anything else."""
    values = cast("list[str]", (interaction.data or {}).get("values") or [])
    return int(values[0]) if values and _ROW_ID.fullmatch(values[0]) else 0
