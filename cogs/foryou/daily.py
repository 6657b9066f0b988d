"""The button that switches the “for you” part of the daily DM on or off."""

from __future__ import annotations

from typing import Any, Literal

import discord

from bot.models import Language
from bot.rendering.alert_message import DAILY_ID
from bot.texts import say
from cogs.answers import Interaction, answer, defer_answer, reader_language
from cogs.items import FunnelItem, FunnelView

Switch = Literal["on", "off"]
_LABELS: dict[Switch, str] = {"on": "foryou-daily-on", "off": "foryou-daily-off"}
_SENTENCES: dict[Switch, str] = {"on": "foryou-daily-is-on", "off": "foryou-daily-is-off"}


class DailyButton(FunnelItem[discord.ui.Button[Any]], template=r"v1:foryou:daily:(?P<switch>on|off)"):
    """Switches it for whoever clicks."""

    def __init__(self, switch: Switch, language: Language = "en") -> None:
        label = say(language, _LABELS[switch])
        super().__init__(discord.ui.Button(label=label, custom_id=DAILY_ID.format(switch=switch)))
        self.switch: Switch = switch

    async def used(self, interaction: Interaction) -> None:
        """Switch it, say so, and offer the way back."""
        await defer_answer(interaction)
        language, is_on = reader_language(interaction), self.switch == "on"
        await interaction.client.for_you.set_daily(interaction.user.id, language, is_on=is_on)
        view = FunnelView(timeout=None).add_item(daily_button(language, is_on=is_on))
        view.stop()  # its item is found by its custom_id
        await answer(interaction, say(language, _SENTENCES[self.switch]), view=view)


def daily_button(language: Language, *, is_on: bool) -> DailyButton:
    """The button that changes what is now."""
    return DailyButton("off" if is_on else "on", language)
