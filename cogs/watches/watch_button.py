"""The button under an opened paper that puts it on watch, or takes it off again."""

from __future__ import annotations

from typing import Any, Literal

import discord

from bot.models import Language
from bot.texts import say
from cogs.answers import Interaction, answer, defer_answer, is_ephemeral, reader_language, update
from cogs.items import FunnelItem, FunnelView
from cogs.switching import state_button, switched_view

WatchAction = Literal["on", "off"]


class WatchButton(
    FunnelItem[discord.ui.Button[Any]], template=r"v1:watch:(?P<action>on|off):(?P<paper_id>[\w./-]{1,40})"
):
    """Shows whether the paper is watched; what a click does stands in its custom_id."""

    def __init__(self, action: WatchAction, paper_id: str, language: Language = "en") -> None:
        is_watched = action == "off"
        label = say(language, "watch-is-watched" if is_watched else "watch-watch")
        super().__init__(state_button(label, "🔔", f"v1:watch:{action}:{paper_id}", is_on=is_watched))
        self.action: WatchAction = action
        self.paper_id = paper_id

    async def used(self, interaction: Interaction) -> None:
        """Do it, and show the new state: in the button itself, or where everybody sees it in an answer."""
        language = reader_language(interaction)
        button = watch_button(self.paper_id, language, is_watched=self.action == "on")
        if is_ephemeral(interaction):
            await interaction.response.defer()
            await self._act(interaction, language)
            await update(interaction, view=switched_view(interaction, {self.custom_id: button}))
            return
        await defer_answer(interaction)
        key = await self._act(interaction, language)
        view = FunnelView(timeout=None).add_item(button)
        view.stop()  # its item is found by its custom_id
        await answer(interaction, say(language, key), view=view)

    async def _act(self, interaction: Interaction, language: Language) -> str:
        """The key of the sentence that says what has become of it."""
        watches, user_id = interaction.client.watches, interaction.user.id
        if self.action == "on":
            is_new = await watches.add(user_id, self.paper_id, language)
            return "watch-begun" if is_new else "watch-known"
        await watches.remove(user_id, self.paper_id)
        return "watch-ended"


def watch_button(paper_id: str, language: Language, *, is_watched: bool) -> WatchButton:
    """The button for somebody who watches, or does not watch, the paper."""
    return WatchButton("off" if is_watched else "on", paper_id, language)
