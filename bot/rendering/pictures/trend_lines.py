"""Papers a week as lines, one for each keyword."""

# matplotlib does not tell the types of all that its functions take.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.models import Language, Trend
from bot.rendering.pictures.canvas import COLOURS, TEXT_POINTS, drawable, lines_of, png
from bot.texts import say, say_day_briefly, say_month

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_MARKERS, _DASHES = "osD^v", ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)))
_MOST_MARKED_WEEKS = 30  # of more weeks the lines are told apart by their dashes alone
_TICKS = 5
_LONG_SPAN_WEEKS = 40  # from which months are named, not days
_LABEL_LINE, _LABEL_LINES = 44, 2  # characters of a keyword below the picture


def trend_png(trend: Trend, language: Language) -> bytes | None:
    """The trend as a PNG; None where there is no plotting library."""
    return png(lambda figure, axes: _draw(trend, language, figure, axes))


def _draw(trend: Trend, language: Language, figure: Figure, axes: Axes) -> None:
    weeks = range(len(trend.mondays))
    is_marked = len(weeks) <= _MOST_MARKED_WEEKS
    for number, line in enumerate(trend.lines):
        axes.plot(
            weeks,
            [float("nan") if count is None else count for count in line.counts],
            color=COLOURS[number],
            linestyle="-" if is_marked else _DASHES[number],
            marker=_MARKERS[number] if is_marked else "",
            markersize=5,
            linewidth=2,
            clip_on=False,
            label=lines_of(line.keyword, _LABEL_LINE, _LABEL_LINES),
        )
    _draw_axes(trend, language, axes)
    figure.legend(loc="outside lower left", ncols=1, handlelength=2.5)


def _draw_axes(trend: Trend, language: Language, axes: Axes) -> None:
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415 - see the package

    axes.set_title(drawable(say(language, "trends-picture")), loc="left", fontsize=TEXT_POINTS + 2, pad=10)
    axes.grid(axis="y")
    axes.tick_params(length=0)
    axes.tick_params(axis="x", pad=9)
    highest = max((count or 0 for line in trend.lines for count in line.counts), default=0)
    axes.set_ylim(0, max(highest * 1.05, 4))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
    last = len(trend.mondays) - 1
    axes.set_xlim(-0.5, last + 0.5) if last < _TICKS else axes.set_xlim(0, last)
    ticks = range(last, -1, -max(1, -(-last // (_TICKS - 1))))  # evenly, back from the last week
    axes.set_xticks(ticks, [_tick(trend.mondays[tick], len(trend.mondays), language) for tick in ticks])


def _tick(monday: date, weeks: int, language: Language) -> str:
    spoken = say_month if weeks > _LONG_SPAN_WEEKS else say_day_briefly
    return drawable(spoken(language, monday))
