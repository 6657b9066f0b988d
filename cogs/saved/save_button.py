"""The button under an opened paper that keeps it, or takes it off the list again."""

from __future__ import annotations

from typing import Any, Literal

import discord

from bot.models import Language
from bot.texts import say
from cogs.answers import Interaction, answer, defer_answer, is_ephemeral, reader_language, update
from cogs.items import FunnelItem, FunnelView
from cogs.switching import state_button, switched_view
from cogs.watches.watch_button import watch_button

SaveAction = Literal["save", "unsave-paper"]


class Save(
    FunnelItem[discord.ui.Button[Any]],
    template=r"v1:(?P<action>save|unsave-paper):(?P<paper_id>[\w./-]{1,40})",
):
    """Shows whether the paper is saved, and what a click does stands in its custom_id: two clicks from two
    messages never undo each other.
    """

    def __init__(self, action: SaveAction, paper_id: str, language: Language = "en") -> None:
        is_saved = action == "unsave-paper"
        label = say(language, "saved-is-saved" if is_saved else "saved-save")
        super().__init__(state_button(label, "🔖", f"v1:{action}:{paper_id}", is_on=is_saved))
        self.action: SaveAction = action
        self.paper_id = paper_id

    async def used(self, interaction: Interaction) -> None:
        """Do it, and show the new state: in the button itself, or where everybody sees it in an answer."""
        if is_ephemeral(interaction):
            await interaction.response.defer()
            await self._act(interaction)
            await update(
                interaction, view=switched_view(interaction, await self._switched_items(interaction))
            )
            return
        await defer_answer(interaction)
        key = await self._act(interaction)
        view = FunnelView(timeout=None).add_item(self._switched(interaction))
        await answer(interaction, say(reader_language(interaction), key), view=view)

    async def _act(self, interaction: Interaction) -> str:
        """The key of the sentence that says what has become of it."""
        saved, user_id = interaction.client.saved, interaction.user.id
        if self.action == "save":
            language = reader_language(interaction)
            is_new = await saved.save(user_id, self.paper_id, language, interaction.guild_id)
            return "saved-kept" if is_new else "saved-known"
        await saved.remove(user_id, self.paper_id)
        return "saved-removed"

    def _switched(self, interaction: Interaction) -> Save:
        return save_button(self.paper_id, reader_language(interaction), is_saved=self.action == "save")

    async def _switched_items(self, interaction: Interaction) -> dict[str | None, discord.ui.Item[Any]]:
        """This button in its new state, and the one that shows whether the paper is watched, by custom_id."""
        is_watched = await interaction.client.watches.is_watched(interaction.user.id, self.paper_id)
        language = reader_language(interaction)
        before = watch_button(self.paper_id, language, is_watched=not is_watched)
        watch = watch_button(self.paper_id, language, is_watched=is_watched)
        return {self.custom_id: self._switched(interaction), before.custom_id: watch}


def save_button(paper_id: str, language: Language, *, is_saved: bool) -> Save:
    """The button for somebody who has, or has not, saved the paper."""
    return Save("unsave-paper" if is_saved else "save", paper_id, language)
