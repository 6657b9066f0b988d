"""The button under an opened paper that keeps it."""

from __future__ import annotations

from typing import Any

import discord

from bot.errors import UserError
from bot.models import Language
from bot.store import saved
from bot.texts import say
from cogs.answers import Interaction, answer, defer_answer, reader_language
from cogs.items import FunnelItem

MOST = 500  # papers on one person's list


class Save(FunnelItem[discord.ui.Button[Any]], template=r"v1:save:(?P<paper_id>[\w./-]{1,40})"):
    """Puts the paper on the list of whoever clicks."""

    def __init__(self, paper_id: str, language: Language = "en") -> None:
        label = say(language, "saved-save")
        super().__init__(discord.ui.Button(label=label, emoji="🔖", custom_id=f"v1:save:{paper_id}"))
        self.paper_id = paper_id

    async def used(self, interaction: Interaction) -> None:
        """Keep the paper, or say that it is kept already."""
        service, user_id = interaction.client.service, interaction.user.id
        if not await service.lookups.is_stored(self.paper_id):
            raise UserError("papers-choice-gone")
        await defer_answer(interaction)
        async with service.store.transaction() as tx:
            if await saved.count(tx, user_id) >= MOST:
                raise UserError("saved-full", most=MOST)
            is_new = await saved.save(tx, user_id, self.paper_id, service.clock())
        await answer(
            interaction, say(reader_language(interaction), "saved-kept" if is_new else "saved-known")
        )
