"""Figures that the abstract tells in a row, each of its own thing, and a bullet that gives one to another.

"7.8% and 12.0% for open and closed models", "2.6x for text and 5.2x for images", "speed grows by 12% and
memory by 54%": which figure is whose is sure there, so that one figure of a bullet is enough to tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from bot.summaries.figures.evidence import LATEST_PAPERS, Evidence
from bot.summaries.figures.exchange.parallel import Things, in_parallel, side_by_side
from bot.summaries.figures.exchange.things import Names, glossary_names, is_same, weight, words_said
from bot.summaries.figures.quantity import Quantity
from bot.summaries.figures.spans import spans
from bot.summaries.figures.text import has_hangul, small_letters

_WORD = r"(?!(?:and|or|but|while|respectively)\b)[^\s,.;:()\d][^\s,.;:()]*"
_FOR = re.compile(
    rf"(?: [A-Za-z-]+){{0,2}}? (on|for|in|with|at|of|over|against) (?:the )?({_WORD}(?: {_WORD}){{0,2}})"
)
_CONNECTED = re.compile(r"\s((?:(?:by|to|of|at|with|is|only|just|about|up)\s)+)[+-]?$")
_THING = re.compile(rf"{_WORD}(?: {_WORD}){{0,3}}$")
_SIGNS = ".,;:()'\""

_start = attrgetter("start")

_Row = Mapping[Quantity, Things]


class _Beside(NamedTuple):
    """What stands at one side of a figure from `start` to `end`, and the word that joins the two."""

    joint: str
    things: Things
    start: int
    end: int


def of_another_in_its_row(
    plain: str, sources: Sequence[Quantity], told: Set[Quantity], known: Evidence
) -> Iterator[Quantity]:
    """The figures of what a plain bullet names, in the rows where its own figure's `sources` are of others.

    `told` are the sources of all its figures.
    """
    rows = [row for row in _rows_of(known) if any(source in row for source in sources)]
    if not rows or not all(any(source in row for row in rows) for source in sources):
        return
    said = words_said(plain)
    for row in rows:
        own = [names for source in sources if source in row for names in _only(row, source)]
        if own and not _are_said(own, said) and _can_be_said(plain, own, known):
            yield from (other for other in row if other not in told and _are_said(_only(row, other), said))


def _only(row: _Row, figure: Quantity) -> list[Names]:
    """The things that no other figure of the row has."""
    others = [names for other, things in row.items() if other is not figure for names in things]
    return [
        names
        for names in row[figure]
        if weight(names) == 1 and not any(is_same(names, theirs) for theirs in others)
    ]


def _are_said(things: Sequence[Names], said: Sequence[Names]) -> bool:
    return any(is_same(names, ours) for names in things for ours in said)


def _can_be_said(plain: str, things: Sequence[Names], known: Evidence) -> bool:
    """A word that the glossary does not know may stand in the bullet in Korean."""
    if not has_hangul(plain):
        return True
    named = _named_in(known)
    return all(
        names[0] in named or any(is_same(names, theirs) for theirs in glossary_names()) for names in things
    )


@lru_cache(maxsize=LATEST_PAPERS)
def _named_in(known: Evidence) -> Set[str]:
    """The words with a capital, in small letters."""
    words = zip(known.plain.split(), small_letters(known.plain).split(), strict=True)
    return {small.strip(_SIGNS) for word, small in words if word != small}


@lru_cache(maxsize=LATEST_PAPERS)
def _rows_of(known: Evidence) -> Sequence[_Row]:
    plain, figures = known.plain, known.figures
    lists = (dict(zip(some, in_parallel(plain, some), strict=True)) for some in side_by_side(plain, figures))
    return [row for row in (*lists, *_one_by_one(plain, figures)) if all(row.values())]


def _one_by_one(plain: str, figures: Sequence[Quantity]) -> Iterator[_Row]:
    """12% on arms and 54% on hands; speed grows by 12% and memory by 54%."""
    ends = {max(one, other, key=_start) for one, other in spans(plain, figures)}
    for left, right in pairwise(figure for figure in figures if figure not in ends):
        if left.unit is right.unit:
            pairs = (
                (_behind(plain, left), _behind(plain, right)),
                (_before(plain, left), _before(plain, right)),
            )
            for one, other in pairs:
                if one and other and one.joint == other.joint and one.end <= other.start:
                    yield {left: one.things, right: other.things}


def _behind(plain: str, figure: Quantity) -> _Beside | None:
    match = _FOR.match(plain, figure.end)
    return _Beside(match[1], tuple(words_said(match[2])), figure.start, match.end()) if match else None


def _before(plain: str, figure: Quantity) -> _Beside | None:
    joint = _CONNECTED.search(plain, max(0, figure.start - 20), figure.start)
    match = joint and _THING.search(plain, max(0, joint.start() - 40), joint.start())
    return (
        _Beside(joint[1], tuple(words_said(match[0])), match.start(), figure.end) if joint and match else None
    )
