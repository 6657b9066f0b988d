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
from bot.summaries.figures.quantity import Quantity, Unit, is_count
from bot.summaries.figures.spans import Span

_DERIVED = (Unit.POINT, Unit.MULTIPLE, Unit.FRACTION)
_SENTENCE = re.compile(r"[.;]\s")


def is_worked_out(figure: Quantity, borne: Sequence[Borne], known: Evidence) -> bool:
    """Whether borne figures of the bullet say it in other words, or a reader can work it out from them.

    The points between a figure of the bullet and one in the same sentence of the abstract, and the points or
    the ratio of two figures of the bullet.
    """
    if figure.unit not in _DERIVED:
        return False
    told = [one for one, _ in borne]
    if figure.unit is Unit.FRACTION and any(supports(one, figure) for one in (*told, *_parts(told))):
        return True
    points = (one for one in differences(_beside(borne, known)) if one.unit is Unit.POINT)
    return any(supports(one, figure) for one in (*differences(permutations(told, 2)), *points))


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
