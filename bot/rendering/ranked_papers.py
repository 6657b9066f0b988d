"""Papers ranked for one person as lines: title, votes, and why a paper stands where it does."""

from __future__ import annotations

from discord import Embed

from bot.models import Language, RankedDay, RankedPaper
from bot.rendering import limits
from bot.rendering.escape import escape_within
from bot.rendering.units import shorten
from bot.texts import say, say_day

LINES = 10  # papers of one page: each takes at most 400 units of the 4,096

_TITLE, _LIKE, _WORD = 120, 60, 30  # units of titles and of a shared word


def day_embed(ranked: RankedDay, language: Language) -> Embed:
    """A page of a ranked day. Below three saved papers it says so, and that votes decide."""
    title = say(language, "foryou-title", day=say_day(language, ranked.day))
    lines = [
        _line(each, place, "foryou-like-saved", language)
        for place, each in enumerate(ranked.papers, start=ranked.start + 1)
    ]
    if ranked.saved < ranked.needed:
        lines.insert(0, say(language, "foryou-too-few", saved=ranked.saved, needed=ranked.needed))
    return Embed(title=title, description=_description(lines))


def like_embed(title: str, papers: tuple[RankedPaper, ...], language: Language) -> Embed:
    """The papers that are like the one with this title."""
    head = escape_within(say(language, "foryou-like-title", title=title), limits.TITLE)
    lines = [_line(each, place, "foryou-shared", language) for place, each in enumerate(papers, start=1)]
    return Embed(title=head, description=_description(lines or [say(language, "foryou-nothing-like")]))


def _description(lines: list[str]) -> str:
    return shorten("\n".join(lines), limits.DESCRIPTION)


def _line(ranked: RankedPaper, place: int, reason: str, language: Language) -> str:
    paper = ranked.paper
    title = escape_within(paper.title, _TITLE) or escape_within(f"arXiv {paper.id}", _TITLE)
    votes = say(language, "foryou-votes", count=paper.votes)
    line = f"**{place}.** [{title}]({paper.url}) · {votes}"
    if not (ranked.like and ranked.words):
        return line
    words = ", ".join(f"**{escape_within(word, _WORD)}**" for word in ranked.words)
    like = escape_within(ranked.like.title, _LIKE)
    return f"{line}\n-# {say(language, reason, title=like, words=words)}"
