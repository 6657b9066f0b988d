"""Figures that a bullet works out from others: "70.1%, 0.8 points above …", "45.8%, less than half"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import permutations

from bot.summaries.figures.evidence import Evidence
from bot.summaries.figures.implied import differences, parts_of_wholes
from bot.summaries.figures.quantities import Span
from bot.summaries.figures.quantity import Bound, Quantity, Unit, is_count
from bot.summaries.figures.support import Support, supports
from bot.summaries.figures.text import small_letters

_DERIVED = (Unit.POINT, Unit.MULTIPLE, Unit.FRACTION)
_BESIDE = 12  # characters between a figure and the limit that it is compared with, at most
_FAR = 5  # times the limit: so far beyond it nobody compares with it
_SENTENCE = re.compile(r"[.;]\s")


def is_derived(plain: str, figure: Quantity, supported: Sequence[Support], evidence: Evidence) -> bool:
    """Whether supported figures of the bullet say it in other words, or a reader can work it out from them.

    The points between a figure of the bullet and one in the same sentence of the abstract, and the points or
    the ratio of two figures of the bullet.
    """
    if _is_part_of_whole(plain, figure, evidence):
        return True
    beside = [support.figure for support in supported]
    if any(_is_beyond(limited, figure) for limited in beside):
        return True
    if figure.unit not in _DERIVED:
        return False
    derived = [*differences(permutations(beside, 2)), *_points(supported, evidence)]
    if figure.unit is Unit.FRACTION:
        derived += [*beside, *_parts(beside)]
    return any(supports(result, figure) for result in derived)


def _is_part_of_whole(plain: str, figure: Quantity, evidence: Evidence) -> bool:
    """Whether it is one of the two counts of "one in five", for 20%."""
    return any(
        share.start <= figure.start < share.end and supports(source, share)
        for share in parts_of_wholes(plain, small_letters(plain))
        for source in (*evidence.figures, *evidence.implied)
    )


def _points(supported: Sequence[Support], evidence: Evidence) -> Iterator[Quantity]:
    return (result for result in differences(_compared(supported, evidence)) if result.unit is Unit.POINT)


def _is_beyond(limited: Quantity, figure: Quantity) -> bool:
    """0.31%, which is less than 1%: a round limit beside it to compare with is no news."""
    is_beside = max(limited.start, figure.start) - min(limited.end, figure.end) <= _BESIDE
    is_round = len(figure.value.normalize().as_tuple().digits) == 1
    if limited.unit is not figure.unit or not is_beside or not is_round:
        return False
    if figure.bound is Bound.UNDER:
        return figure.value / _FAR < limited.value < figure.value
    return figure.bound is Bound.OVER and figure.value < limited.value < figure.value * _FAR


def _parts(figures: Sequence[Quantity]) -> Iterator[Quantity]:
    """16 of 23 are two thirds."""
    for part, whole in permutations(figures, 2):
        if part.value < whole.value and is_count(part) and is_count(whole):
            yield replace(part, values=(100 * part.value / whole.value,), unit=Unit.FRACTION)


def _compared(supported: Sequence[Support], evidence: Evidence) -> Iterator[Span]:
    for support in supported:
        for source in support.sources:
            for figure in evidence.figures:
                if _is_one_sentence(evidence, source, figure):
                    yield source, figure


def _is_one_sentence(evidence: Evidence, one: Quantity, other: Quantity) -> bool:
    first, last = sorted((one, other), key=lambda figure: figure.start)
    return not _SENTENCE.search(evidence.plain, first.end, last.start)
