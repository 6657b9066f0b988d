"""From a number read in a text to a quantity: its unit, and what the words around say of its exactness."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.summaries.figures.marks import bound_of
from bot.summaries.figures.quantity import Number, Quantity, Unit
from bot.summaries.figures.units import unit_at

_FACTOR = re.compile(r"(?:factors?|speed-?ups?) of\s(?:up to |over |about |more than |nearly )?$")

_MONTH = re.compile(r"\d월\s?$")


def quantity_at(text: str, start: int, number: Number) -> Quantity:
    """The number with its unit; a counter (개, 명) is no part of the figure's text."""
    end = number.end
    more = 1 if text[end : end + 1] == "여" else 0
    unit, factor, unit_end, suffix = unit_at(text, end + more)
    if suffix == "일" and _MONTH.search(text, max(0, start - 3), start):
        unit, factor, suffix = Unit.NONE, Decimal(1), ""  # the day of a date is no time
    bound = bound_of(text, start, end if more else unit_end)
    if unit is Unit.NONE and _FACTOR.search(text, max(0, start - 24), start):
        unit = Unit.MULTIPLE
    if unit not in (Unit.NONE, Unit.COUNT):
        end = unit_end
    return Quantity(
        text[start:end], start, end, number.values, number.step, unit, factor, bound, number.ceiling, suffix
    )


def multiple_at(text: str, start: int, end: int, value: int) -> Quantity:
    """A multiple said in one word: twice, tenfold."""
    bound = bound_of(text, start, end)
    return Quantity(text[start:end], start, end, (Decimal(value),), unit=Unit.MULTIPLE, bound=bound)


def share_at(text: str, start: int, end: int, above: int, below: int) -> Quantity:
    """A fraction, kept in percent."""
    value = Decimal(100 * above) / below
    return Quantity(
        text[start:end], start, end, (value,), unit=Unit.FRACTION, bound=bound_of(text, start, end)
    )
