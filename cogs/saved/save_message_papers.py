"""“Save papers of this message”: every paper that a message names goes on the list of whoever asks."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.app.client import Paperboy
from bot.models import Paper
from bot.saved.saved_papers import MAX_SAVED_PAPERS, Saving
from bot.texts import say
from cogs.answers import Interaction, answer, defer_answer, reader_language
from cogs.contexts import everywhere
from cogs.papers.message_papers import message_outcomes, named_ids
from cogs.translation import text


@everywhere
async def save_papers_of_message(interaction: Interaction, message: discord.Message) -> None:
    """Save those that are known or can be looked up now, and say how many that were."""
    outcomes = await message_outcomes(interaction, named_ids(message))
    papers = [paper for paper in outcomes if isinstance(paper, Paper)]
    if not interaction.response.is_done():
        await defer_answer(interaction)
    ids, language = [paper.id for paper in papers], reader_language(interaction)
    saving = await interaction.client.saved.save_all(interaction.user.id, ids, language)
    await answer(interaction, _report(interaction, saving, len(outcomes) - len(papers)))


def _report(interaction: Interaction, saving: Saving, unknown: int) -> str:
    language = reader_language(interaction)
    counts = {
        "saved-many-new": saving.new,
        "saved-many-known": saving.already_saved,
        "saved-many-over": saving.over,
        "saved-many-unknown": unknown,
    }
    lines = [say(language, key, count=count, most=MAX_SAVED_PAPERS) for key, count in counts.items() if count]
    return "\n".join(lines)


async def setup(bot: Paperboy) -> None:
    """Called by discord.py."""
    name = text("commands-save-message-papers")
    bot.tree.add_command(app_commands.ContextMenu(name=name, callback=save_papers_of_message))
