"""Selects and buttons under a message, as plain values: those who send make Discord's components of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.models import Language, Paper
from bot.rendering.embeds import author_line
from bot.rendering.escape import plain
from bot.rendering.units import shorten
from bot.texts import say

LABEL_UNITS = 100  # UTF-16 units of an option's label, and of its description; no Markdown in either
MENU_OPTIONS = 25  # options of a select
# Old messages keep their selects for ever: whoever changes what stands behind this id takes a new one.
READ = "v1:read"


@dataclass(frozen=True)
class Option:
    """One choice; `value` is what Discord hands back (at most 100 characters)."""

    label: str
    description: str | None
    value: str


@dataclass(frozen=True)
class Menu:
    """A select."""

    placeholder: str
    options: tuple[Option, ...]
    custom_id: str = READ


@dataclass(frozen=True)
class Button:
    """A button."""

    label: str
    custom_id: str


def paper_menu(
    ranked: Sequence[tuple[int, Paper]], placeholder: str, language: Language, *, custom_id: str = READ
) -> Menu:
    """Up to 25 papers to choose from, each with the number that it has where it is listed.

    The values are their ids.
    """
    return Menu(placeholder, tuple(_option(rank, paper, language) for rank, paper in ranked), custom_id)


def _option(rank: int, paper: Paper, language: Language) -> Option:
    votes = say(language, "digest-votes", count=paper.votes)
    about = f"{votes} · {author_line(paper.authors)}" if paper.authors else votes
    label = shorten(f"{rank}. {plain(paper.title)}", LABEL_UNITS)
    return Option(label, shorten(about, LABEL_UNITS), paper.id)
