"""All quantities of a text, English, Korean or mixed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from bot.summaries.figures.digits import DIGITS, number_at
from bot.summaries.figures.digits import plain as plain_digits
from bot.summaries.figures.english import english_figures
from bot.summaries.figures.figure_names import Name
from bot.summaries.figures.korean import korean_figures
from bot.summaries.figures.measure import quantity_at, share_at
from bot.summaries.figures.quantity import FIRST_YEAR, Quantity, Unit
from bot.summaries.figures.signs import small_letters

_DIGITS = re.compile(DIGITS)
_FIRST_SIGN = re.compile(r"[.\d]")  # of a number; found much faster than a number
# (1), 2), ①, 3인칭
_NO_FIGURE = re.compile(r"[①-⑨]|\(\d\)|[0-9](?:인칭|(?<![^\s(].)\))")
_FRACTION = re.compile(r"(?<![\d/.])(?:([1-9])/([2-9]|10)|1/([1-9]\d{1,2}))(?!\d|[/.]\d)")
_AND = re.compile(r"\s?(?:and\s)?")
_AND_HALF = re.compile(r"\s?반(?![가-힣]{2})")
_RANGE = re.compile(r"\s?(?:--?|~|to|에서|부터|and)\s?")


def plain_quantities(plain: str, names: Iterable[Name]) -> tuple[Quantity, ...]:
    """The figures of a plain text in order; its names such as GPT-4, 3D or URLs, and list markers, are none.

    The words "one", 한 and 하나 are articles more often than numbers and are left out too.
    """
    taken = [(name.start, name.end) for name in names]
    taken += [match.span() for match in _NO_FIGURE.finditer(plain)]
    quantities: list[Quantity] = []
    for quantity in (*_fractions(plain), *_words(plain), *_digits(plain)):
        if not any(start < quantity.end and quantity.start < end for start, end in taken):
            taken.append((quantity.start, quantity.end))
            quantities.append(quantity)
    in_order = sorted(quantities, key=lambda quantity: quantity.start)
    return tuple(_share_ranges(plain, _whole_times(plain, in_order)))


def _words(plain: str) -> Iterator[Quantity]:
    yield from english_figures(plain, small_letters(plain))
    yield from korean_figures(plain)


def _digits(plain: str) -> Iterator[Quantity]:
    end = 0
    for first in _FIRST_SIGN.finditer(plain):
        is_stop = first[0] == "." and not plain[first.end() : first.end() + 1].isdigit()
        if first.start() >= end and not is_stop and (number := number_at(plain, first.start())):
            yield quantity_at(plain, first.start(), number)
            end = number.end


def _fractions(plain: str) -> Iterator[Quantity]:
    if "/" not in plain:
        return
    for match in _FRACTION.finditer(plain):
        above, below = int(match[1] or 1), int(match[2] or match[3])
        if above < below:
            yield share_at(plain, *match.span(), above, below)


def _whole_times(plain: str, figures: Iterable[Quantity]) -> Iterator[Quantity]:
    """1시간 30분, 2 minutes and 30 seconds and 1년 반 are one time each."""
    left: Quantity | None = None
    for right in figures:
        if left and _continues(plain, left, right):
            value = left.value * left.factor / right.factor + right.value
            text = plain[left.start : right.end]
            left = replace(right, text=text, start=left.start, values=(value,))
            continue
        if left:
            yield left
        left = _and_half(plain, right)
    if left:
        yield left


def _continues(plain: str, left: Quantity, right: Quantity) -> bool:
    is_time = left.unit is right.unit is Unit.TIME and right.factor < left.factor
    is_rest = right.value * right.factor < left.factor and left.value < FIRST_YEAR
    return is_time and is_rest and _AND.fullmatch(plain, left.end, right.start) is not None


def _and_half(plain: str, figure: Quantity) -> Quantity:
    half = _AND_HALF.match(plain, figure.end) if figure.unit is Unit.TIME else None
    if not half:
        return figure
    text, step = plain[figure.start : half.end()], Decimal("0.5")
    return replace(figure, text=text, end=half.end(), values=(figure.value + step,), step=step)


def _share_ranges(plain: str, quantities: Iterable[Quantity]) -> Iterator[Quantity]:
    """In "20-100K" and "5~10%" the scale and the unit of the second figure hold for the first too."""
    left: Quantity | None = None
    for right in quantities:
        if left and _RANGE.fullmatch(plain, left.end, right.start):
            left = _like(left, right)
        if left:
            yield left
        left = right
    if left:
        yield left


def _like(left: Quantity, right: Quantity) -> Quantity:
    if left.unit is Unit.NONE and right.unit not in (Unit.NONE, Unit.COUNT):
        left = replace(left, unit=right.unit, factor=right.factor, suffix=right.suffix)
    if right.text.endswith("magnitude") and left.unit is Unit.MULTIPLE:
        return replace(left, values=(Decimal(10) ** min(left.value, 15),))  # 1 to 2 orders of magnitude
    scale = _scale_of(right)
    if scale > 1 and left.value < right.value / scale and _scale_of(left) == 1 and left.unit is right.unit:
        return replace(left, values=(*left.values, left.value * scale))
    return left


def _scale_of(quantity: Quantity) -> Decimal:
    """1,000 for 20K: how far the value is from its digits."""
    digits = _DIGITS.match(quantity.text)
    written = plain_digits(digits[0]) if digits else None
    return quantity.value / written if written and quantity.value else Decimal(1)
