"""A trend in words: the numbers beside the picture, and what the picture says to those who cannot see it."""

from __future__ import annotations

from collections.abc import Iterator

from discord import Embed

from bot.models import Language, Trend, TrendLine
from bot.rendering import limits
from bot.rendering.escape import escape, escape_within
from bot.rendering.units import shorten
from bot.texts import say, say_day_briefly

COLOUR = 0x56B4E9
ALT_TEXT = 1024  # characters of an attachment's description, by Discord's documentation

_KEYWORD = 220  # UTF-16 units of an escaped keyword of 100 characters
_GAP = "–"


def trend_embed(trend: Trend, language: Language) -> Embed:
    """Each keyword with all its numbers, oldest first, and what they do not say."""
    lines = [f"{_head(line, trend, language)}\n{_numbers(line)}" for line in trend.lines]
    lines += _remarks(trend, language)
    return Embed(
        title=escape(_title(trend, language)),
        description=shorten("\n".join(lines), limits.DESCRIPTION),
        colour=COLOUR,
    )


def alt_text(trend: Trend, language: Language) -> str:
    """What the picture shows, for those who hear it."""
    parts = [_title(trend, language), *(_spoken(line, trend, language) for line in trend.lines)]
    return shorten(". ".join(parts), ALT_TEXT)


def _title(trend: Trend, language: Language) -> str:
    first, last = trend.mondays[0], trend.mondays[-1]
    return say(language, "trends-title", weeks=len(trend.mondays), first=first, last=last)


def _head(line: TrendLine, trend: Trend, language: Language) -> str:
    keyword = f"**{escape_within(line.keyword, _KEYWORD)}**"
    return f"{keyword} · {_summary(line, trend, language)}"


def _spoken(line: TrendLine, trend: Trend, language: Language) -> str:
    return f"{line.keyword}: {_summary(line, trend, language)}"


def _summary(line: TrendLine, trend: Trend, language: Language) -> str:
    if not line.total:
        return say(language, "trends-none")
    most, monday = max(
        (count, monday) for count, monday in zip(line.counts, trend.mondays, strict=True) if count
    )
    peak = say_day_briefly(language, monday)
    return say(language, "trends-summary", total=line.total, most=most, week=peak)


def _numbers(line: TrendLine) -> str:
    return "`" + " ".join(_GAP if count is None else str(count) for count in line.counts) + "`"


def _remarks(trend: Trend, language: Language) -> Iterator[str]:
    gaps = sum(count is None for count in trend.lines[0].counts)
    if trend.is_running:
        yield "-# " + say(language, "trends-running")
    if gaps:
        yield "-# " + say(language, "trends-gaps", weeks=gaps)
    if trend.missing_days:
        yield "-# " + say(language, "trends-missing", days=trend.missing_days)
