"""The select under a list of papers, which opens one of them for whoever chooses it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, cast

import discord

from bot.client import Paperboy
from bot.errors import UserError
from bot.models import Entry, Language
from bot.rendering.escape import plain
from bot.rendering.messages import paper_message
from bot.rendering.units import shorten
from bot.texts import say
from cogs.funnel import FunnelItem, Interaction, answer, reader

LABEL = 100  # UTF-16 units of an option's label and description, by Discord's documentation


class OpenPaper(FunnelItem[discord.ui.Select[Any]], template=r"v1:read"):
    """Opens the chosen paper; its id is the option's value, so that it works on messages of any age."""

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> OpenPaper:
        """Called by discord.py at a choice."""
        return cls(cast("discord.ui.Select[Any]", item))

    async def used(self, interaction: Interaction) -> None:
        """Show the paper to whoever chose it, in that person's language."""
        language, paper_id = reader(interaction), self.item.values[0]
        if (found := await interaction.client.service.find_paper(paper_id, language)) is None:
            raise UserError("papers-unknown", id=paper_id)
        message = paper_message(found.shown, language, listings=found.listings)
        await answer(interaction, message.content, embeds=message.embeds)


def open_paper(entries: Sequence[Entry], language: Language, *, first: int = 1) -> OpenPaper:
    """The select of up to 25 papers, numbered from `first`."""
    select = discord.ui.Select[Any](custom_id="v1:read", placeholder=say(language, "list-open"))
    for number, entry in enumerate(entries, start=first):
        label = shorten(f"{number}. {plain(entry.title)}", LABEL)
        select.add_option(
            label=label, value=entry.paper_id, description=facts(entry.votes, entry.day, language)
        )
    return OpenPaper(select)


def facts(votes: int, day: date | None, language: Language) -> str:
    """`▲ 32 · 2024-04-03`"""
    return " · ".join([say(language, "digest-votes", count=votes), *([day.isoformat()] if day else [])])


async def setup(bot: Paperboy) -> None:
    """Called by discord.py."""
    bot.add_dynamic_items(OpenPaper)
