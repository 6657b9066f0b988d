"""What a person missed, as one embed: how much it is, and the best of it in lines."""

from __future__ import annotations

from discord import Embed

from bot.models import Language, RankedPaper
from bot.models.catchups import MissedPapers
from bot.rendering import limits
from bot.rendering.escape import escape_within
from bot.rendering.ranked_papers import COLOUR, PAGE_PAPERS, ranked_line
from bot.rendering.units import shorten
from bot.texts import say

_KEYWORDS, _KEYWORD = 3, 40  # shown of one paper, and units of each


def missed_embed(missed: MissedPapers, language: Language) -> Embed:
    """The page, with the words that made its order."""
    title = say(language, "catchup-title", first=missed.days.first, last=missed.days.last)
    places = enumerate(missed.papers, start=missed.start + 1)
    lines = [*_head(missed, language), "", *(_line(each, place, missed, language) for place, each in places)]
    embed = Embed(title=title, description=shorten("\n".join(lines), limits.DESCRIPTION), colour=COLOUR)
    if (pages := -(-missed.total // PAGE_PAPERS)) > 1:
        embed.set_footer(text=say(language, "list-page", page=missed.start // PAGE_PAPERS + 1, pages=pages))
    return embed


def _head(missed: MissedPapers, language: Language) -> list[str]:
    lines = [say(language, "catchup-head", listed=missed.listed, hits=len(missed.keywords))]
    if missed.days.is_cut:
        lines.append(say(language, "catchup-cut"))
    if missed.order == "foryou" and not missed.is_own_order:
        lines.append(say(language, "catchup-too-few"))
    if not missed.papers:
        lines.append(say(language, "catchup-no-papers"))
    return lines


def _line(each: RankedPaper, place: int, missed: MissedPapers, language: Language) -> str:
    line = ranked_line(each, place, "foryou-like-saved", language)
    keywords = missed.keywords.get(each.paper.id, ())[:_KEYWORDS]
    if not keywords:
        return line
    names = ", ".join(f"**{escape_within(keyword, _KEYWORD)}**" for keyword in keywords)
    reason = say(language, "catchup-keywords", keywords=names)
    return f"{line}\n-# {reason}"
