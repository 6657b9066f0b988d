"""Whether a day has anything for a person: silence is an answer, too."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from bot.ranking.order import FIRST_PAPERS, Place

FEWEST_TOLD = 3  # papers; fewer are no reason for a message
FEWEST_DAYS = 5  # before which nobody knows what a usual day is
CLEARLY = 1.15  # times as near as on a usual day


def worth_telling(places: Sequence[Place], usual_days: Sequence[Sequence[float]]) -> list[Place]:
    """The first three to five of the day's places, if they are clearly nearer than the third of a usual day;
    else none. `usual_days` are the nearnesses of the papers of each of the days before, to the same taste.
    """
    thirds = [sorted(day)[-FEWEST_TOLD] for day in usual_days if len(day) >= FEWEST_TOLD]
    if len(thirds) < FEWEST_DAYS:
        return []
    bar = CLEARLY * median(thirds)
    near = [place for place in places[:FIRST_PAPERS] if place.nearness > max(bar, 0)]
    return near if len(near) >= FEWEST_TOLD else []
