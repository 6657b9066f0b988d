"""All quantities of a text, English, Korean or mixed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from bot.summaries.figures import numerals
from bot.summaries.figures.marks import bound_of
from bot.summaries.figures.names import name_spans
from bot.summaries.figures.quantity import Number, Quantity, Unit
from bot.summaries.figures.scales import DIGITS, number_at
from bot.summaries.figures.text import plain_text
from bot.summaries.figures.units import unit_at

_DIGITS = re.compile(DIGITS)
_ENUMERATOR = re.compile(r"\(\d\)|(?:(?<=^)|(?<=[\s(]))\d\)|[①-⑨]")
_FRACTION = re.compile(r"(?<![\d/.])([1-9])/([2-9]|10)(?![\d/.])|(?<!\d)(\d{1,2})분의\s?(\d{1,2})(?!\d)")
_WORD_FRACTION = re.compile(
    r"\b(?P<half>half|halv(?:e|es|ed|ing))\b|(?P<korean>절반|반으로|반감)"
    r"|\b(?P<count>an?|one|two|three)[ -](?P<part>third|quarter|fifth)s?\b(?![ ](?:party|person|stage|step))",
    re.IGNORECASE,
)
_PARTS = {"third": 3, "quarter": 4, "fifth": 5, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3}
_MULTIPLE_WORD = re.compile(
    r"\b(?:(?P<two>doubl(?:es?|ed|ing)|twice|twofold)|(?P<three>tripl(?:es?|ed|ing)|thrice|threefold)"
    r"|(?P<four>quadrupl(?:es?|ed|ing)|fourfold)|(?P<any>five|six|seven|eight|nine|ten|hundred)fold)\b",
    re.IGNORECASE,
)
_MAGNITUDE = re.compile(r"\b(?:(an?|one|two|three|four|five|\d)\s)?orders?[- ]of[- ]magnitude", re.IGNORECASE)
_WORD_START = re.compile(
    rf"\b(?:{numerals.ENGLISH_WORDS.pattern})(?![A-Za-z])(?!-(?:shot|hot)\b)", re.IGNORECASE
)
_FACTOR = re.compile(r"(?:factors?|speed-?ups?|times) of\s(?:up to |over |about |more than |nearly )?$")
_RANGE = re.compile(r"\s?(?:--?|~|to|에서|부터|and)\s?")


def quantities(text: str) -> tuple[Quantity, ...]:
    """The figures of a text in order. Names such as GPT-4 or 3D, URLs and list markers are left out.

    The words "one", 한 and 하나 are articles more often than numbers and are left out too.
    """
    plain = plain_text(text)
    taken = [*name_spans(plain), *(match.span() for match in _ENUMERATOR.finditer(plain))]
    found: list[Quantity] = []
    for quantity in (*_fractions(plain), *_written(plain), *_vague(plain), *_digits(plain)):
        if not any(start < quantity.end and quantity.start < end for start, end in taken):
            taken.append((quantity.start, quantity.end))
            found.append(quantity)
    return tuple(_share_ranges(plain, sorted(found, key=lambda quantity: quantity.start)))


def _quantity(text: str, start: int, number: Number) -> Quantity:
    """Adds the unit and the marks around; a counter (개, 명) is no part of the figure's text."""
    end = number.end
    more = 1 if text[end : end + 1] == "여" else 0
    unit, factor, unit_end, suffix = unit_at(text, end + more)
    bound = bound_of(text, start, end if more else unit_end)
    if unit is Unit.NONE and _FACTOR.search(text, max(0, start - 24), start):
        unit = Unit.MULTIPLE
    if unit not in (Unit.NONE, Unit.COUNT):
        end = unit_end
    return Quantity(
        text[start:end], start, end, number.values, number.step, unit, factor, bound, number.ceiling, suffix
    )


def _digits(text: str) -> Iterator[Quantity]:
    position = 0
    while match := _DIGITS.search(text, position):
        number = number_at(text, match.start())
        if not number:
            break
        yield _quantity(text, match.start(), number)
        position = number.end


def _vague(text: str) -> Iterator[Quantity]:
    for match in numerals.VAGUE.finditer(text):
        if number := numerals.vague(match):
            of = text.startswith(" of ", number.end) and unit_at(text, number.end + 3).unit is not Unit.NONE
            yield _quantity(text, match.start(), replace(number, end=number.end + 3) if of else number)


def _written(text: str) -> Iterator[Quantity]:
    for match in _MAGNITUDE.finditer(text):
        word = (match[1] or "a").lower()
        power = int(word) if word.isdigit() else numerals.ONES.get(word, 1)
        yield _multiple(match, 10**power)
    for match in _MULTIPLE_WORD.finditer(text):
        yield _multiple(match, _multiple_word(match))
    for match in _WORD_START.finditer(text):
        if match[0].lower() != "one" or text[match.end() : match.end() + 4].lower() in (
            " mil",
            " bil",
            " hun",
            " tho",
        ):
            yield _quantity(text, match.start(), numerals.english_words(text, match))
    for match in numerals.NATIVE.finditer(text):
        number = numerals.native(match)
        quantity = _quantity(text, match.start(), number)
        if number.values[0] != 1 or quantity.unit is Unit.MULTIPLE:
            yield quantity
    for match in numerals.SINO_WORD.finditer(text):
        yield _quantity(text, match.start(), numerals.sino(match))


def _multiple_word(match: re.Match[str]) -> int:
    if word := match["any"]:
        return 100 if word.lower() == "hundred" else numerals.ONES[word.lower()]
    return {"two": 2, "three": 3, "four": 4}[match.lastgroup or "two"]


def _multiple(match: re.Match[str], value: int) -> Quantity:
    return Quantity(
        match[0], match.start(), match.end(), (Decimal(value),), unit=Unit.MULTIPLE,
        bound=bound_of(match.string, match.start(), match.end()),
    )  # fmt: skip


def _fractions(text: str) -> Iterator[Quantity]:
    for match in _FRACTION.finditer(text):
        above, below = (match[1], match[2]) if match[1] else (match[4], match[3])
        if int(above) < int(below):
            yield _share(text, match, Decimal(above) / Decimal(below))
    for match in _WORD_FRACTION.finditer(text):
        part = match["part"]
        share = Decimal(_PARTS[match["count"].lower()]) / _PARTS[part.lower()] if part else Decimal("0.5")
        yield _share(text, match, share)


def _share(text: str, match: re.Match[str], share: Decimal) -> Quantity:
    bound = bound_of(text, match.start(), match.end())
    return Quantity(match[0], match.start(), match.end(), (share * 100,), unit=Unit.FRACTION, bound=bound)


def _share_ranges(text: str, found: Iterable[Quantity]) -> Iterator[Quantity]:
    """In "20-100K" and "5~10%" the scale and the unit of the second figure hold for the first too."""
    left: Quantity | None = None
    for right in found:
        if left and _RANGE.fullmatch(text, left.end, right.start):
            left = _like(left, right)
        if left:
            yield left
        left = right
    if left:
        yield left


def _like(left: Quantity, right: Quantity) -> Quantity:
    if left.unit is Unit.NONE and right.unit not in (Unit.NONE, Unit.COUNT):
        left = replace(left, unit=right.unit, factor=right.factor, suffix=right.suffix)
    scale = _scale_of(right)
    if scale > 1 and left.value < right.value / scale and _scale_of(left) == 1 and left.unit is right.unit:
        return replace(left, values=(*left.values, left.value * scale))
    return left


def _scale_of(quantity: Quantity) -> Decimal:
    """1,000 for 20K: how far the value is from its digits."""
    digits = _DIGITS.match(quantity.text)
    return quantity.value / Decimal(digits[0].replace(",", "")) if digits and quantity.value else Decimal(1)
