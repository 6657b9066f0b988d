"""What an unsupported figure probably should be, written as the bullet writes: 38억, 1만 2,000, 3.8B."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from bot.summaries.figures.quantity import Quantity, Unit
from bot.summaries.figures.signs import has_hangul
from bot.summaries.figures.support import same_unit

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
_DECADE = Decimal(315360000)  # seconds; Korean counts its years
_TIME_NAMES = {
    Decimal("0.001"): ("ms", " ms"),
    Decimal(1): ("초", " seconds"),
    Decimal(60): ("분", " minutes"),
    Decimal(3600): ("시간", " hours"),
    Decimal(86400): ("일", " days"),
    Decimal(604800): ("주", " weeks"),
    Decimal(2592000): ("개월", " months"),
    Decimal(31536000): ("년", " years"),
    _DECADE: ("년", " decades"),
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
        vague = [source for source in figures if source.ceiling is not None and source.value >= 10]
        yield from vague if len(vague) == 1 else ()
        return
    exact = [source for source in figures if source.ceiling is None]
    alike = [source for source in exact if same_unit(source, figure)]
    yield from (
        source for source in alike if _digits(figure) == _digits(source) and source.value != figure.value
    )
    yield from (source for source in exact if source.value == figure.value)
    yield from (
        source for source in alike if _wrong_digits(figure, source) == 2 and _is_anagram(figure, source)
    )
    yield from (source for source in alike if _wrong_digits(figure, source) == 1)


def _digits(quantity: Quantity) -> tuple[int, ...]:
    return quantity.value.normalize().as_tuple().digits


def _wrong_digits(figure: Quantity, source: Quantity) -> int:
    """How many digits differ; 0 where lengths differ or one digit is all there is."""
    digits, source_digits = plain_number(figure.value), plain_number(source.value)
    if len(digits) != len(source_digits) or len(digits) < 2:
        return 0
    return sum(digit != source_digit for digit, source_digit in zip(digits, source_digits, strict=True))


def _is_anagram(figure: Quantity, source: Quantity) -> bool:
    return sorted(plain_number(figure.value)) == sorted(plain_number(source.value))


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


def rewritten(source: Quantity, figure: Quantity, bullet: str) -> str:
    """The abstract's figure `source` in the way in which the bullet writes `figure`."""
    korean = has_hangul(bullet)
    if source.ceiling is not None:
        power = source.value.adjusted()
        return _VAGUE[power] if korean and power < len(_VAGUE) else source.text
    is_in_years = korean and source.unit is Unit.TIME and source.factor == _DECADE
    value = 10 * source.value if is_in_years else source.value
    return _number(value, figure, korean) + _unit(source, figure, 0 if korean else 1)


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


def _unit(source: Quantity, figure: Quantity, language: int) -> str:
    """The unit; one that the abstract leaves out is the bullet's own, and a counter is not repeated."""
    if source.unit in (Unit.NONE, Unit.COUNT):
        return "" if figure.unit in (Unit.COUNT, Unit.PERCENT, Unit.MULTIPLE) else figure.suffix
    if source.unit is Unit.POINT:
        return _points(source, language)
    if source.unit is Unit.TIME:
        return _TIME_NAMES[source.factor][language]
    return _UNIT_NAMES.get(source.unit, (source.suffix, source.suffix))[language]


def _points(source: Quantity, language: int) -> str:
    percentage = source.suffix.startswith(("\\", "%", "percentage", "pp"))
    return ("%p" if percentage else "점", " percentage points" if percentage else " points")[language]
