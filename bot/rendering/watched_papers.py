"""Watched papers as lines: what changed, and how each stands now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from discord import Embed
from discord.utils import format_dt

from bot.models import Language, PaperChange, WatchedPaper
from bot.rendering.escape import escape_within
from bot.rendering.links import masked_link
from bot.rendering.units import units
from bot.texts import say

PAGE_PAPERS = 10  # papers of one page: each takes at most 350 units of the 4,096
COLOUR = 0x2F9E8F

_TITLE = 150  # units of a title


def change_line(change: PaperChange, votes: int, language: Language, room: int) -> str:
    """What is new, in one line; its link only where it has room, in UTF-16 units. `votes` are today's."""
    match change.kind:
        case "withdrawn":
            return say(language, "watch-withdrawn")
        case "version":
            return say(language, "watch-version", version=change.version)
        case "votes":
            return say(language, "watch-votes", before=change.votes_before, votes=votes)
        case "code" | "project":
            label = say(language, "watch-code" if change.kind == "code" else "watch-project")
            link = masked_link(label, change.url)
            return link if link and units(link) <= room else label


def watched_embed(
    papers: Sequence[WatchedPaper], language: Language, *, first: int, total: int, watches_saved: bool
) -> Embed:
    """A page of the papers that a person watches, numbered from `first`."""
    title = say(language, "watch-title", first=first, last=first + len(papers) - 1, count=total)
    lines = [_line(rank, watched, language) for rank, watched in enumerate(papers, start=first)]
    switch = say(language, "watch-saved-is-on" if watches_saved else "watch-saved-is-off")
    return Embed(title=title, description="\n".join([*lines, "", switch]), colour=COLOUR)


def _line(rank: int, watched: WatchedPaper, language: Language) -> str:
    link = masked_link(escape_within(watched.title, _TITLE), f"https://arxiv.org/abs/{watched.paper_id}")
    return f"**{rank}.** {link} · {' · '.join(_facts(watched, language))}"


def _facts(watched: WatchedPaper, language: Language) -> Iterator[str]:
    if watched.withdrawn:
        yield say(language, "watch-fact-withdrawn")
    yield say(language, "digest-votes", count=watched.votes)
    if watched.version:
        yield f"v{watched.version}"
    if watched.code_url:
        yield say(language, "digest-code")
    if watched.project_url:
        yield say(language, "digest-project")
    yield say(language, "watch-since", since=format_dt(watched.since, "d"))
