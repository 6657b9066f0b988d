"""The select under a list of papers, which opens one of them for whoever chooses it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import discord

from bot.models import Entry, Language
from bot.rendering.escape import plain
from bot.rendering.menus import LABEL_UNITS
from bot.rendering.units import shorten
from bot.texts import say
from cogs.papers.views import ReadMore


def open_paper(entries: Sequence[Entry], language: Language, *, first: int = 1) -> ReadMore:
    """The select of up to 25 papers, numbered from `first`."""
    options = [_option(number, entry, language) for number, entry in enumerate(entries, start=first)]
    return ReadMore(options, say(language, "list-open"))


def _option(number: int, entry: Entry, language: Language) -> discord.SelectOption:
    label = shorten(f"{number}. {plain(entry.title)}", LABEL_UNITS)
    description = facts(entry.votes, entry.day, language)
    return discord.SelectOption(label=label, value=entry.paper_id, description=description)


def facts(votes: int, day: date | None, language: Language) -> str:
    """`▲ 32 · 2024-04-03`"""
    return " · ".join([say(language, "digest-votes", count=votes), *([day.isoformat()] if day else [])])
