"""Papers ranked for one person as lines: title, votes, and why a paper stands where it does."""

from __future__ import annotations

from collections.abc import Sequence

from discord import Embed

from bot.models import Language, Paper, RankedDays, RankedPaper
from bot.rendering import limits
from bot.rendering.escape import escape_within
from bot.rendering.units import shorten
from bot.texts import say, say_day

PAGE_PAPERS = 10  # papers of one page: each takes at most 400 units of the 4,096
COLOUR = 0x7A5CC8

_TITLE, _LIKE, _WORD = 120, 60, 30  # units of titles and of a shared word


def ranked_embed(ranked: RankedDays, language: Language) -> Embed:
    """A page of ranked days. Below three saved papers it says so, and that votes decide."""
    title = say(language, "foryou-title", day=_days(ranked, language))
    places = enumerate(ranked.papers, start=ranked.start + 1)
    lines = [_marked_line(each, place, ranked, language) for place, each in places]
    if ranked.taste < ranked.needed:
        lines.insert(0, too_few(ranked, language))
    embed = Embed(title=title, description=_description(lines), colour=COLOUR)
    pages = -(-ranked.total // PAGE_PAPERS)
    if pages > 1:
        page = say(language, "list-page", page=ranked.start // PAGE_PAPERS + 1, pages=pages)
        embed.set_footer(text=page)
    return embed


def starters_embed(papers: Sequence[Paper], ranked: RankedDays, language: Language) -> Embed:
    """Papers on many topics, for somebody who saved too few."""
    lines = [
        ranked_line(RankedPaper(paper=paper, like=None, words=()), place, "", language)
        for place, paper in enumerate(papers, start=1)
    ]
    head = say(language, "foryou-starters", missing=ranked.needed - ranked.taste, saved=ranked.taste)
    title = say(language, "foryou-starters-title")
    return Embed(title=title, description=_description([head, "", *lines]), colour=COLOUR)


def like_embed(title: str, papers: tuple[RankedPaper, ...], language: Language) -> Embed:
    """The papers that are like the one with this title."""
    head = escape_within(say(language, "foryou-like-title", title=title), limits.TITLE)
    lines = [
        ranked_line(each, place, "foryou-shared", language) for place, each in enumerate(papers, start=1)
    ]
    description = _description(lines or [say(language, "foryou-nothing-like")])
    return Embed(title=head, description=description, colour=COLOUR)


def too_few(ranked: RankedDays, language: Language) -> str:
    """That so many saved papers are needed, and how many there are."""
    return say(language, "foryou-too-few", saved=ranked.taste, needed=ranked.needed)


def _days(ranked: RankedDays, language: Language) -> str:
    if ranked.first == ranked.last:
        return say_day(language, ranked.last)
    return say(language, "foryou-days", first=ranked.first, last=ranked.last)


def _description(lines: list[str]) -> str:
    return shorten("\n".join(lines), limits.DESCRIPTION)


def _marked_line(each: RankedPaper, place: int, ranked: RankedDays, language: Language) -> str:
    line = ranked_line(each, place, "foryou-like-saved", language)
    head, _, reason = line.partition("\n")
    head += " · 🔖" if each.paper.id in ranked.saved else ""
    if each.paper.id in ranked.refused:
        return f"{head}\n-# " + say(language, "foryou-refused")
    return f"{head}\n{reason}" if reason else head


def ranked_line(ranked: RankedPaper, place: int, reason: str, language: Language) -> str:
    """The paper in one line, and in a second one why it stands there, in the words of the text `reason`."""
    paper = ranked.paper
    title = escape_within(paper.title, _TITLE) or escape_within(f"arXiv {paper.id}", _TITLE)
    votes = say(language, "foryou-votes", count=paper.votes)
    line = f"**{place}.** [{title}]({paper.url}) · {votes}"
    if not (ranked.like and ranked.words):
        return line
    words = ", ".join(f"**{escape_within(word, _WORD)}**" for word in ranked.words)
    like = escape_within(ranked.like.title, _LIKE)
    return f"{line}\n-# {say(language, reason, title=like, words=words)}"
