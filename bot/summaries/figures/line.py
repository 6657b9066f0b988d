"""A text laid out on a line, on which what belongs together stands close.

A word is one step. What parts thoughts is more: a comma, "while", the end of a Korean clause, a full stop,
another figure. The numbers were tuned, see the package.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from bot.summaries.figures.measure import COUNTERS
from bot.summaries.figures.quantity import Quantity, is_alike
from bot.summaries.figures.signs import has_hangul, small_letters
from bot.summaries.figures.spans import spans
from bot.summaries.figures.things import TOKEN, Names, named, names_of

# Steps.
_FIGURE, _CONJUNCTION, _CLAUSE, _SIGN = 12, 4, 3, 3
_SIGN_STEPS = {"(": 1, ".": 20}
_REACH = 10  # nothing farther away is taken to belong to a figure
_HALVED = 6  # a thing so many steps further away counts half

# More to what stands before and behind a figure: English names things on both sides, Korean mostly before.
_ENGLISH_STEPS, _KOREAN_STEPS = (0, 0), (1, 2)

_CONJUNCTIONS = frozenset(("and", "while", "whereas", "but", "versus", "vs", "compared", "or"))
_CLAUSE_END = re.compile(r"(?:며|고|지만|면서|는데|으나|반면|해|하여|면)$")

_COUNTER = re.compile(rf"(?:{COUNTERS}|점|배)(?:인|의|을|를|이|가|은|는|로|와|과)?")

_at = attrgetter("at")


class Thing(NamedTuple):
    """A word or a figure and its place on the line."""

    names: Names
    at: int
    figure: Quantity | None = None


class Belonging(NamedTuple):
    """A thing near two figures, and whose it is: from 1 (the left one's) to -1 (the right one's)."""

    names: Names
    share: float


class Spot(NamedTuple):
    """Where a figure begins and ends on the line."""

    before: int
    after: int


@dataclass(frozen=True)
class Line:
    """`spots` are by the figure's start in the text, `together` those of two that share all things.

    `steps_before` and `steps_behind` are added to the steps from a figure to what stands there.
    """

    together: Set[tuple[int, int]]
    things: Sequence[Thing]
    spots: Mapping[int, Spot]
    steps_before: int
    steps_behind: int

    def belongings(self, left: Quantity, right: Quantity) -> Iterator[Belonging]:
        """The things in the reach of two figures, if each has its own."""
        if self.together & {(left.start, right.start), (right.start, left.start)}:
            return
        left_spot, right_spot = self.spots[left.start], self.spots[right.start]
        start, end = min(left_spot, right_spot).before - _REACH, max(left_spot, right_spot).after + _REACH
        for names, at, figure in self._between(start, end):
            if figure and is_alike(figure, left):
                continue
            to_left, to_right = self._steps(at, left_spot), self._steps(at, right_spot)
            near = min(to_left, to_right)
            if near <= _REACH and to_left != to_right:
                share = (to_right - to_left) / (to_right + to_left)
                yield Belonging(names, share * _HALVED / (_HALVED + near - 1))

    def _steps(self, at: int, spot: Spot) -> int:
        if at < spot.before:
            return spot.before - at + self.steps_before
        return max(1, at - spot.after + 1 + self.steps_behind)

    def _between(self, start: int, end: int) -> Sequence[Thing]:
        return self.things[bisect_left(self.things, start, key=_at) : bisect_left(self.things, end, key=_at)]


def lay_out(plain: str, figures: Sequence[Quantity]) -> Line:
    """The line of a plain text, with its figures in order. The two ends of a range are one figure."""
    things, spots = list[Thing](), dict[int, Spot]()
    ranges = {first.start: last for first, last in spans(plain, figures) if first.start < last.start}
    at = previous = 0
    for match, figure in _parts(plain, figures):
        if figure:
            width, previous = (0 if figure.start in ranges else _FIGURE), figure.end
            spots[figure.start] = Spot(at, at + width)
            things.append(Thing(named(figure), at, figure))
            at += width
        elif match:
            at += _toll(match)
            is_counter = match.start() == previous and _COUNTER.fullmatch(match[0])
            if not is_counter and (names := names_of(match)):
                things.append(Thing(names, at))
            at += _length(match)
    together = frozenset((left, right.start) for left, right in ranges.items())
    steps = _KOREAN_STEPS if has_hangul(plain) else _ENGLISH_STEPS
    return Line(together, things, spots, *steps)


def _parts(plain: str, figures: Sequence[Quantity]) -> Iterator[tuple[re.Match[str] | None, Quantity | None]]:
    """Words, signs and figures by turns; what is part of a figure is no word."""
    position = 0
    lower = small_letters(plain)
    for figure in figures:
        yield from ((match, None) for match in TOKEN.finditer(lower, position, figure.start))
        yield None, figure
        position = max(position, figure.end)
    yield from ((match, None) for match in TOKEN.finditer(lower, position))


def _toll(match: re.Match[str]) -> int:
    """The steps before a part, besides the one that a word takes."""
    if match["sign"]:
        return _SIGN_STEPS.get(match[0], _SIGN)
    return _CONJUNCTION if match[0] in _CONJUNCTIONS else 0


def _length(match: re.Match[str]) -> int:
    """The steps of a part: none for a sign, and for a particle or counter right behind a figure or a name."""
    if match["sign"]:
        return 0
    clause = _CLAUSE if match["korean"] and _CLAUSE_END.search(match[0]) else 0
    before = match.string[max(0, match.start() - 1) : match.start()]
    is_glued = match["korean"] and before.strip(" (\n")
    return clause + (0 if is_glued else 1)
