"""Figures that a bullet works out from its others: "70.1%, 0.8 points above …", "45.8%, less than half"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import permutations

from bot.summaries.figures.compare import supports
from bot.summaries.figures.evidence import Evidence
from bot.summaries.figures.exchange import Borne
from bot.summaries.figures.implied import differences
from bot.summaries.figures.quantity import Bound, Quantity, Unit, is_count
from bot.summaries.figures.spans import Span

_DERIVED = (Unit.POINT, Unit.MULTIPLE, Unit.FRACTION)
_BESIDE = 12  # characters between a figure and the limit that it is compared with, at most
_FAR = 5  # times the limit: so far beyond it nobody compares with it
_SENTENCE = re.compile(r"[.;]\s")


def is_worked_out(figure: Quantity, borne: Sequence[Borne], known: Evidence) -> bool:
    """Whether borne figures of the bullet say it in other words, or a reader can work it out from them.

    The points between a figure of the bullet and one in the same sentence of the abstract, and the points or
    the ratio of two figures of the bullet.
    """
    told = [one for one, _ in borne]
    if any(_is_beyond(one, figure) for one in told):
        return True
    if figure.unit not in _DERIVED:
        return False
    worked_out = [*differences(permutations(told, 2)), *_points(borne, known)]
    if figure.unit is Unit.FRACTION:
        worked_out += [*told, *_parts(told)]
    return any(supports(one, figure) for one in worked_out)


def _points(borne: Sequence[Borne], known: Evidence) -> Iterator[Quantity]:
    return (one for one in differences(_beside(borne, known)) if one.unit is Unit.POINT)


def _is_beyond(told: Quantity, figure: Quantity) -> bool:
    """0.31%, which is less than 1%: a round limit beside it to compare with is no news."""
    is_beside = max(told.start, figure.start) - min(told.end, figure.end) <= _BESIDE
    is_round = len(figure.value.normalize().as_tuple().digits) == 1
    if told.unit is not figure.unit or not is_beside or not is_round:
        return False
    if figure.bound is Bound.UNDER:
        return figure.value / _FAR < told.value < figure.value
    return figure.bound is Bound.OVER and figure.value < told.value < figure.value * _FAR


def _parts(told: Sequence[Quantity]) -> Iterator[Quantity]:
    """16 of 23 are two thirds."""
    for part, whole in permutations(told, 2):
        if part.value < whole.value and is_count(part) and is_count(whole):
            yield replace(part, values=(100 * part.value / whole.value,), unit=Unit.FRACTION)


def _beside(borne: Sequence[Borne], known: Evidence) -> Iterator[Span]:
    for _, sources in borne:
        for source in sources:
            yield from ((source, other) for other in known.figures if _is_one_sentence(known, source, other))


def _is_one_sentence(known: Evidence, one: Quantity, other: Quantity) -> bool:
    first, last = sorted((one, other), key=lambda figure: figure.start)
    return not _SENTENCE.search(known.plain, first.end, last.start)
