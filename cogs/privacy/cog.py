"""`/privacy`: what is stored about a person, as a list, as a file, and erased."""

from __future__ import annotations

import io
from typing import Any, Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.admission import COSTLY_UNITS
from bot.app.client import Paperboy
from bot.models import Language
from bot.privacy import Everything, as_json, can_be_erased
from bot.texts import say
from cogs.answers import Interaction, answer, reader_language, update
from cogs.contexts import everywhere
from cogs.items import FunnelItem, FunnelView
from cogs.translation import text

_LINES = {
    "alerts": "privacy-keywords",
    "drafts": "privacy-drafts",
    "letters": "privacy-letters",
    "alerted_papers": "privacy-papers",
    "saved": "privacy-saved",
    "refused": "privacy-refused",
    "daily_for_you": "privacy-daily",
    "watches": "privacy-watches",
    "watch_settings": "privacy-watch-settings",
    "catchups": "privacy-catchup",
    "people": "privacy-settings",
    "installations": "privacy-installation",
    "channels_set_up": "privacy-channels",
    "channel_changes": "privacy-changes",
    "erasures": "privacy-erasure",
}
PrivacyAction = Literal["export", "erase", "really"]
_LABELS: dict[PrivacyAction, str] = {
    "export": "privacy-export",
    "erase": "privacy-erase",
    "really": "privacy-really",
}


class PrivacyButton(
    FunnelItem[discord.ui.Button[Any]], template=r"v1:privacy:(?P<action>export|erase|really)"
):
    """Exports, asks whether to erase, or erases what is stored about whoever clicks."""

    def __init__(self, action: PrivacyAction, language: Language = "en") -> None:
        style = discord.ButtonStyle.danger if action == "really" else discord.ButtonStyle.secondary
        custom_id = f"v1:privacy:{action}"
        super().__init__(
            discord.ui.Button(label=say(language, _LABELS[action]), custom_id=custom_id, style=style)
        )
        self.action: PrivacyAction = action

    async def used(self, interaction: Interaction) -> None:
        """Do it."""
        language = reader_language(interaction)
        if self.action == "export":
            await _export(interaction, language)
        elif self.action == "erase":
            view = FunnelView(timeout=None).add_item(PrivacyButton("really", language))
            await interaction.response.edit_message(content=say(language, "privacy-sure"), view=view)
        else:
            await interaction.response.defer()
            await interaction.client.privacy.erase(interaction.user.id)
            await update(interaction, content=say(language, "privacy-erased"), view=None)


class PrivacyCog(commands.Cog):
    """A person's own data."""

    @app_commands.command(name=text("commands-privacy"), description=text("commands-privacy-about"))
    @everywhere
    async def privacy(self, interaction: Interaction) -> None:
        """Show what is stored about the person."""
        language = reader_language(interaction)
        everything = await interaction.client.privacy.everything_about(interaction.user.id)
        if not any(everything.values()):
            await answer(interaction, say(language, "privacy-nothing"))
            return
        view = FunnelView(timeout=None).add_item(PrivacyButton("export", language))
        if can_be_erased(everything):
            view.add_item(PrivacyButton("erase", language))
        await answer(interaction, "\n".join(_lines(everything, language)), view=view)


def _lines(everything: Everything, language: Language) -> list[str]:
    counts = {key: len(everything[name]) for name, key in _LINES.items()}
    lines = [say(language, key, count=count) for key, count in counts.items() if count]
    return [say(language, "privacy-head"), *lines]


async def _export(interaction: Interaction, language: Language) -> None:
    interaction.client.admission.charge(interaction.user.id, COSTLY_UNITS)
    everything = await interaction.client.privacy.everything_about(interaction.user.id)
    file = discord.File(io.BytesIO(as_json(everything).encode()), "paperboy.json")
    await interaction.response.send_message(say(language, "privacy-file"), file=file, ephemeral=True)


async def setup(bot: Paperboy) -> None:
    """Called by discord.py."""
    await bot.add_cog(PrivacyCog())
    bot.add_dynamic_items(PrivacyButton)
