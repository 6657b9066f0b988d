"""A figure alone in a bullet whose words stand nearer to another figure of the abstract.

"GRPO lifts the accuracy by 5.2 points" where the abstract tells GRPO and the accuracy beside 7.7. With one
figure in the bullet all its words speak of that; in the abstract only those of the same sentence count.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.summaries.figures.evidence import LATEST_PAPERS, Evidence
from bot.summaries.figures.line import is_alike
from bot.summaries.figures.measure import is_ordinal
from bot.summaries.figures.quantity import Quantity, is_count
from bot.summaries.figures.text import small_letters
from bot.summaries.figures.things import TOKEN, Names, is_same, weight, words_said

# Tuned, see the package.
_ENOUGH, _OUTWEIGHS = 0.3, 1.4  # how much more speaks for the other figure, and how many times
_HALVED = 20  # characters: a word so far away counts half
_REACH = 220  # characters: nothing farther away counts
_FEWEST = 2  # words that must be known to tell
_TIMES = 100  # nobody takes a count for one that is so many times larger or smaller

_STOP = re.compile(r"[.;:]\s")
_LETTERS = 4  # at the beginning, by which words are looked for


class _Said(NamedTuple):
    """What a word of the bullet says, and where the abstract has it."""

    weight: float
    places: Sequence[tuple[int, int]]


def nearer_figures(
    plain: str, figure: Quantity, sources: Sequence[Quantity], known: Evidence
) -> Iterator[Quantity]:
    """The abstract's figure of which a plain bullet with only this one tells, if not its `sources`."""
    others = [other for other in known.figures if other not in sources and _is_plausible(sources[0], other)]
    if figure.is_written or is_ordinal(plain, figure) or not others:
        return
    lower, stops = small_letters(known.plain), _stops_in(known)
    names_said = dict.fromkeys(words_said(plain))
    said = [_Said(weight(names), places) for names in names_said if (places := _places(lower, names))]
    own = max(_pull(stops, source, said) for source in sources)
    pull, nearest = max(((_pull(stops, other, said), other) for other in others), key=lambda found: found[0])
    if len(said) >= _FEWEST and pull > own + _ENOUGH and pull > own * _OUTWEIGHS:
        yield nearest


def _is_plausible(source: Quantity, other: Quantity) -> bool:
    """One could be taken for the other."""
    if other.is_written or not is_alike(source, other):
        return False
    least, most = sorted((source.value, other.value))
    return not is_count(source) or ((source.step < 1) is (other.step < 1) and most <= _TIMES * least)


@lru_cache(maxsize=LATEST_PAPERS)
def _stops_in(known: Evidence) -> Sequence[int]:
    """Where sentences end."""
    return [stop.start() for stop in _STOP.finditer(known.plain)]


def _places(lower: str, names: Names) -> Sequence[tuple[int, int]]:
    """Where the abstract, in small letters, has a word that is called so."""
    return [place for name in names for place in _places_of(lower, name)]


def _places_of(lower: str, name: str) -> Iterator[tuple[int, int]]:
    letters = name[:_LETTERS]
    start = lower.find(letters)
    while start >= 0:
        word = TOKEN.match(lower, start)
        is_whole = not lower[start - 1 : start].isalnum()
        if word and is_whole and is_same((name,), (word[0],)):
            yield word.span()
        start = lower.find(letters, start + 1)


def _pull(stops: Sequence[int], figure: Quantity, said: Sequence[_Said]) -> float:
    """How much of what is said stands near a figure of the abstract."""
    return sum(word.weight * max(_nearness(stops, figure, *place) for place in word.places) for word in said)


def _nearness(stops: Sequence[int], figure: Quantity, start: int, end: int) -> float:
    """From 1, right beside the figure, to 0."""
    distance = figure.start - end if end <= figure.start else start - figure.end
    is_near = 0 <= distance <= _REACH and bisect(stops, start) == bisect(stops, figure.start)
    return _HALVED / (_HALVED + distance) if is_near else 0.0
