"""Which figures of the abstract bear a figure of the bullet out."""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from bot.summaries.figures.compare import supports
from bot.summaries.figures.evidence import Evidence
from bot.summaries.figures.quantity import Quantity

_ORDINAL = re.compile(r"차(?![례원량])|위(?![치험])|번째")
MANY = 4  # a figure that stands in so many places says nothing about its place


class Borne(NamedTuple):
    """A bullet's figure and the abstract's figures that bear it out, the first few."""

    figure: Quantity
    sources: tuple[Quantity, ...]


def is_ordinal(plain: str, figure: Quantity) -> bool:
    """Whether a figure is the number of a place (2위, 3차), which counts nothing."""
    return _ORDINAL.match(plain, figure.end) is not None


def borne_by(figure: Quantity, known: Evidence) -> Borne:
    """The figure with its sources; without any it is not borne out by a figure as written."""
    sources = (source for source in known.figures if supports(source, figure))
    return Borne(figure, tuple(islice(sources, MANY)))
