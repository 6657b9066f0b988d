"""The best papers of a week as bars: their votes when they were listed, and those that came since."""

# matplotlib does not tell the types of all that its functions take.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models import Week
from bot.rendering.pictures.canvas import COLOURS, SMALL_POINTS, TEXT_POINTS, drawable, lines_of, png
from bot.texts import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_TITLE = 46  # characters of a paper's title above its bar


def week_png(week: Week) -> bytes | None:
    """The week as a PNG; None where there is no plotting library."""
    return png(lambda figure, axes: _draw(week, figure, axes))


def _draw(week: Week, figure: Figure, axes: Axes) -> None:
    places = range(len(week.best))
    before = [min(each.listed_votes, each.paper.votes) for each in week.best]
    since = [max(each.rise, 0) for each in week.best]
    listed, risen = say(week.language, "week-votes-listed"), say(week.language, "week-votes-since")
    axes.barh(places, before, height=0.38, color=COLOURS[0], label=drawable(listed))
    axes.barh(places, since, left=before, height=0.38, color=COLOURS[1], label=drawable(risen))
    for place, each in zip(places, week.best, strict=True):
        title = lines_of(each.paper.title, _TITLE, 1)
        axes.text(0, place - 0.32, title, fontsize=TEXT_POINTS, va="bottom")
        axes.text(each.paper.votes, place, f" {each.paper.votes}", fontsize=SMALL_POINTS, va="center")
    highest = max((each.paper.votes for each in week.best), default=0)
    axes.set_xlim(0, max(highest, 1) * 1.12)
    axes.set_ylim(len(week.best) - 0.6, -0.9)
    axes.set_axis_off()
    figure.suptitle(drawable(say(week.language, "week-picture")), x=0.02, ha="left", fontsize=TEXT_POINTS + 2)
    figure.legend(loc="outside lower left", ncols=2)
