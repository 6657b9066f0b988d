"""The button under an opened paper that keeps it."""

from __future__ import annotations

from typing import Any

import discord

from bot.models import Language
from bot.texts import say
from cogs.answers import Interaction, answer, defer_answer, reader_language
from cogs.items import FunnelItem


class Save(FunnelItem[discord.ui.Button[Any]], template=r"v1:save:(?P<paper_id>[\w./-]{1,40})"):
    """Puts the paper on the list of whoever clicks."""

    def __init__(self, paper_id: str, language: Language = "en") -> None:
        label = say(language, "saved-save")
        super().__init__(discord.ui.Button(label=label, emoji="🔖", custom_id=f"v1:save:{paper_id}"))
        self.paper_id = paper_id

    async def used(self, interaction: Interaction) -> None:
        """Keep the paper, or say that it is kept already."""
        await defer_answer(interaction)
        is_new = await interaction.client.saved.save(interaction.user.id, self.paper_id)
        key = "saved-kept" if is_new else "saved-known"
        await answer(interaction, say(reader_language(interaction), key))
