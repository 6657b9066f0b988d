"""Whether a day has anything for a person: silence is an answer, too."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from bot.ranking.order import FIRST_PAPERS, RankedPlace

FEWEST_PAPERS = 3  # papers; fewer are no reason for a message
FEWEST_DAYS = 5  # before which nobody knows what a usual day is
# Times as near as on a usual day. Of eight readers’ days two thirds were silent; of the papers that they kept
# later half were told. With 1.0 two fifths of the days are silent, with 1.3 four fifths.
CLEARLY_TIMES = 1.15


def worth_telling(places: Sequence[RankedPlace], usual_days: Sequence[Sequence[float]]) -> list[RankedPlace]:
    """The first three to five of those places that are clearly nearer than the third of a usual day; none if
    there are fewer. `usual_days` are the nearnesses of the papers of each of the days before.
    """
    thirds = [sorted(day)[-FEWEST_PAPERS] for day in usual_days if len(day) >= FEWEST_PAPERS]
    if len(thirds) < FEWEST_DAYS:
        return []
    bar = CLEARLY_TIMES * median(thirds)
    near = [place for place in places if place.nearness > max(bar, 0)]
    return near[:FIRST_PAPERS] if len(near) >= FEWEST_PAPERS else []
