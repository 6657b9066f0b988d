"""The weekly post as a message: the best, the risers, what was saved here, and a picture."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from discord import Embed

from bot.models import Language, Paper, Week, WeekPaper
from bot.rendering import limits
from bot.rendering.digest_message import Message, Picture, ThreadHead
from bot.rendering.escape import escape, escape_within
from bot.rendering.menus import paper_menu
from bot.rendering.pictures.week_bars import week_png
from bot.rendering.units import shorten
from bot.texts import say

COLOUR = 0x2ED3A0
_TITLE = 120  # UTF-16 units of a title
_ALT_TEXT = 1024  # characters of an attachment's description, by Discord's documentation


def week_message(week: Week) -> Message:
    """The post with its picture, where there is a plotting library. That is drawn for half a second: call
    this in a thread.
    """
    language = week.language
    embed = Embed(title=escape(_title(week)), description=_best(week), colour=COLOUR)
    for key, papers, line in (
        ("week-risers", week.risers, _riser),
        ("week-saved", week.saved, _saved),
    ):
        if papers:
            embed.add_field(name=say(language, key), value=_lines(papers, language, line), inline=False)
    papers = list(_papers(week))
    menu = paper_menu(list(enumerate(papers, start=1)), say(language, "menu-read"), language)
    head = ThreadHead(_title(week), tuple(papers))
    return Message(None, (embed,), (menu,), thread=head, picture=_picture(week))


def _title(week: Week) -> str:
    return say(week.language, "week-title", first=week.first_day, last=week.last_day)


def _best(week: Week) -> str:
    head = say(week.language, "week-best", papers=week.listed)
    lines = [
        f"**{place}.** {_linked(each.paper)} · {say(week.language, 'foryou-votes', count=each.paper.votes)}"
        for place, each in enumerate(week.best, start=1)
    ]
    return shorten("\n".join([head, *lines]), limits.DESCRIPTION)


def _lines(
    papers: Sequence[WeekPaper], language: Language, line: Callable[[WeekPaper, Language], str]
) -> str:
    return shorten("\n".join(line(each, language) for each in papers), limits.FIELD)


def _riser(each: WeekPaper, language: Language) -> str:
    votes = say(language, "week-rise", before=each.listed_votes, now=each.paper.votes)
    return f"{_linked(each.paper)} · {votes}"


def _saved(each: WeekPaper, language: Language) -> str:
    people = say(language, "week-people", count=each.people)
    return f"{_linked(each.paper)} · {people}"


def _linked(paper: Paper) -> str:
    title = escape_within(paper.title, _TITLE) or escape_within(f"arXiv {paper.id}", _TITLE)
    return f"[{title}]({paper.url})"


def _papers(week: Week) -> Iterable[Paper]:
    """Each once, in reading order."""
    return {each.paper.id: each.paper for each in (*week.best, *week.risers, *week.saved)}.values()


def _picture(week: Week) -> Picture | None:
    if (png := week_png(week)) is None:
        return None
    lines = [
        say(week.language, "week-bar", title=each.paper.title, before=each.listed_votes, now=each.paper.votes)
        for each in week.best
    ]
    alt = shorten(". ".join([say(week.language, "week-picture"), *lines]), _ALT_TEXT)
    return Picture("week.png", png, alt)
