"""What an unsupported figure probably should be, written as the bullet writes: 38억, 1만 2,000, 3.8B."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from bot.summaries.figures.quantity import Quantity, Unit
from bot.summaries.figures.support import same_unit
from bot.summaries.figures.text import has_hangul

_LARGE = ((10**12, "조"), (10**8, "억"), (10**4, "만"), (1, ""))
_KOREAN_SCALE = re.compile(r"[십백천만억조]")
_EXPONENT = re.compile(r"\d[eE]-?\d")
_LETTER = re.compile(r"\d([KkMBbTt])$")
_WORD = re.compile(r"thousand|million|billion|trillion", re.IGNORECASE)
_STEPS = (
    (10**12, "T", "trillion"),
    (10**9, "B", "billion"),
    (10**6, "M", "million"),
    (10**3, "K", "thousand"),
)
_UNIT_NAMES = {
    Unit.PERCENT: ("%", "%"),
    Unit.MULTIPLE: ("배", "×"),
    Unit.TIMES: ("배", " times"),
}
_TIME_NAMES = {
    Decimal("0.001"): ("ms", " ms"),
    Decimal(1): ("초", " seconds"),
    Decimal(60): ("분", " minutes"),
    Decimal(3600): ("시간", " hours"),
    Decimal(86400): ("일", " days"),
    Decimal(604800): ("주", " weeks"),
    Decimal(2592000): ("개월", " months"),
    Decimal(31536000): ("년", " years"),
}
# By the power of ten at which they begin.
_VAGUE = (
    "", "수십", "수백", "수천", "수만", "수십만", "수백만", "수천만",
    "수억", "수십억", "수백억", "수천억", "수조", "수십조", "수백조", "수천조",
)  # fmt: skip


def suggestion_for(figure: Quantity, figures: Iterable[Quantity], bullet: str) -> str | None:
    """The abstract's figure that the bullet's was most likely meant to be, or None if none is near.

    Near means, in this order: the same digits at another scale, the same value with another unit, two digits
    exchanged, one digit wrong. A vague figure is near the only other vague one.
    """
    chosen = next(_near(figure, tuple(figures)), None)
    return rewritten(chosen, figure, bullet) if chosen else None


def _near(figure: Quantity, figures: tuple[Quantity, ...]) -> Iterator[Quantity]:
    if figure.ceiling is not None:
        vague = [other for other in figures if other.ceiling is not None and other.value >= 10]
        yield from vague if len(vague) == 1 else ()
        return
    exact = [other for other in figures if other.ceiling is None]
    alike = [other for other in exact if same_unit(other, figure)]
    yield from (other for other in alike if _digits(figure) == _digits(other) and other.value != figure.value)
    yield from (other for other in exact if other.value == figure.value)
    yield from (other for other in alike if _wrong_digits(figure, other) == 2 and _is_anagram(figure, other))
    yield from (other for other in alike if _wrong_digits(figure, other) == 1)


def _digits(quantity: Quantity) -> tuple[int, ...]:
    return quantity.value.normalize().as_tuple().digits


def _wrong_digits(figure: Quantity, other: Quantity) -> int:
    """How many digits differ; 0 where lengths differ or one digit is all there is."""
    ours, theirs = plain_number(figure.value), plain_number(other.value)
    if len(ours) != len(theirs) or len(ours) < 2:
        return 0
    return sum(one != another for one, another in zip(ours, theirs, strict=True))


def _is_anagram(figure: Quantity, other: Quantity) -> bool:
    return sorted(plain_number(figure.value)) == sorted(plain_number(other.value))


def korean_number(value: Decimal) -> str:
    """The value in groups of four digits, each with its unit; in digits if it is below 10,000 or beyond them.

    Decimals appear only below 10,000.
    """
    if not 10**4 <= value < 10**20:
        return plain_number(value)
    whole = int(value)
    groups: list[str] = []
    for size, name in _LARGE:
        count, whole = divmod(whole, size)
        if count:
            groups.append(f"{count:,}{name}")
    return " ".join(groups)


def plain_number(value: Decimal) -> str:
    """The value in digits with thousands separators, without trailing zeros behind the point."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def rewritten(other: Quantity, figure: Quantity, bullet: str) -> str:
    """The abstract's figure `other` in the way in which the bullet writes `figure`."""
    korean = has_hangul(bullet)
    if other.ceiling is not None:
        power = other.value.adjusted()
        return _VAGUE[power] if korean and power < len(_VAGUE) else other.text
    return _number(other.value, figure, korean) + _unit(other, figure, 0 if korean else 1)


def _number(value: Decimal, figure: Quantity, korean: bool) -> str:
    if figure.suffix == "년":
        return f"{value:f}"
    if _EXPONENT.search(figure.text):
        return f"{value:.0e}".replace("e-0", "e-")
    if _LETTER.search(figure.text):
        return _scaled(value, 1, "")
    if _WORD.search(figure.text):
        return _scaled(value, 2, " ")
    in_digits = figure.value >= 10**4 and not _KOREAN_SCALE.search(figure.text)
    return plain_number(value) if in_digits or not korean else korean_number(value)


def _scaled(value: Decimal, name: int, space: str) -> str:
    for step in _STEPS:
        if value >= step[0]:
            return f"{plain_number(value / step[0])}{space}{step[name]}"
    return plain_number(value)


def _unit(other: Quantity, figure: Quantity, language: int) -> str:
    """The unit; one that the abstract leaves out is the bullet's own, and a counter is not repeated."""
    if other.unit in (Unit.NONE, Unit.COUNT):
        return "" if figure.unit in (Unit.COUNT, Unit.PERCENT, Unit.MULTIPLE) else figure.suffix
    if other.unit is Unit.POINT:
        return _points(other, language)
    if other.unit is Unit.TIME:
        return _TIME_NAMES[other.factor][language]
    return _UNIT_NAMES.get(other.unit, (other.suffix, other.suffix))[language]


def _points(other: Quantity, language: int) -> str:
    percentage = other.suffix.startswith(("\\", "%", "percentage", "pp"))
    return ("%p" if percentage else "점", " percentage points" if percentage else " points")[language]
