"""A text laid out on a line, on which what belongs together stands close.

A word is one step. What parts thoughts is more: a comma, "while", the end of a Korean clause, a full stop,
another figure. The steps were tuned together with `exchange`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from bot.summaries.figures.facing import Facing, facing
from bot.summaries.figures.quantity import Quantity
from bot.summaries.figures.text import small_letters
from bot.summaries.figures.things import Names, english_names, korean_names

_FIGURE = 8
_CONJUNCTION = 4
_CLAUSE = 3
_SIGNS = {"(": 1, ")": 3, ".": 20}
_SIGN = 3
_REACH = 10  # nothing farther away is taken to belong to a figure
_HALVED = 6  # a thing so many steps further away counts half

_CONJUNCTIONS = frozenset(("and", "while", "whereas", "but", "versus", "vs", "compared", "than", "or"))
_TOKEN = re.compile(
    r"(?P<word>[a-z][\w+-]*(?:[.@]\w+)*)|(?P<korean>[가-힣]+)|(?P<sign>[,;:()—]|--|\.(?=\s|$))", re.ASCII
)
_CLAUSE_END = re.compile(r"(?:며|고|지만|면서|는데|으나|반면|해|하여|[았었]고|면)$")


_at = attrgetter("at")


class Thing(NamedTuple):
    """A word and its place on the line."""

    names: Names
    at: int


class Belonging(NamedTuple):
    """A thing near two figures, and whose it is: from 1 (the left one's) to -1 (the right one's)."""

    names: Names
    share: float


class Spot(NamedTuple):
    """Where a figure begins and ends on the line, and which way it looks."""

    before: int
    after: int
    facing: Facing


@dataclass(frozen=True)
class Line:
    """`spots` are by the figure's start in the text."""

    things: Sequence[Thing]
    spots: Mapping[int, Spot]

    def near(self, left: Quantity, right: Quantity) -> Iterator[Belonging]:
        """The things in reach of two figures."""
        one, other = self.spots[left.start], self.spots[right.start]
        for names, at in self._between(min(one, other).before - _REACH, max(one, other).after + _REACH):
            to_one, to_other = _steps(at, one), _steps(at, other)
            near = min(to_one, to_other)
            if near <= _REACH and to_one != to_other:
                share = (to_other - to_one) / (to_other + to_one)
                yield Belonging(names, share * _HALVED / (_HALVED + near - 1))

    def _between(self, start: int, end: int) -> Sequence[Thing]:
        return self.things[bisect_left(self.things, start, key=_at) : bisect_left(self.things, end, key=_at)]


def _steps(at: int, spot: Spot) -> int:
    if at < spot.before:
        return spot.before - at + spot.facing.before
    return max(1, at - spot.after + 1 + spot.facing.behind)


def lay_out(plain: str, figures: Sequence[Quantity]) -> Line:
    """The line of a plain text, with its figures in order."""
    things, spots = list[Thing](), dict[int, Spot]()
    at = 0
    for match, figure in _parts(plain, figures):
        if figure:
            spots[figure.start] = Spot(at, at + _FIGURE, facing(plain, figure.end))
            at += _FIGURE
        elif match:
            names, before, after = _step(match)
            at += before
            if names:
                things.append(Thing(names, at))
            at += after
    return Line(things, spots)


def _parts(plain: str, figures: Sequence[Quantity]) -> Iterator[tuple[re.Match[str] | None, Quantity | None]]:
    """Words, signs and figures by turns; what is part of a figure is no word."""
    position = 0
    lower = small_letters(plain)
    for figure in figures:
        yield from ((match, None) for match in _TOKEN.finditer(lower, position, figure.start))
        yield None, figure
        position = max(position, figure.end)
    yield from ((match, None) for match in _TOKEN.finditer(lower, position))


def _step(match: re.Match[str]) -> tuple[Names, int, int]:
    """What a part is called, and the steps before and after it."""
    text = match[0]
    if match["sign"]:
        return (), _SIGNS.get(text, _SIGN), 0
    if match["word"]:
        return english_names(text), _CONJUNCTION if text in _CONJUNCTIONS else 0, 1
    return korean_names(text), 0, 1 + (_CLAUSE if _CLAUSE_END.search(text) else 0)
