"""What a text says without writing the figure: both, (1) … (2) …, the points between two ends of a change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from bot.summaries.figures.digits import ENGLISH
from bot.summaries.figures.english import ONES, TENS
from bot.summaries.figures.korean import NATIVE_ONES, NATIVE_TENS
from bot.summaries.figures.measure import share_at, unit_at
from bot.summaries.figures.quantity import Bound, Quantity, Unit, is_alike
from bot.summaries.figures.signs import occurrences
from bot.summaries.figures.spans import changes

_COUNT_WORDS = {
    word: value
    for value, words in (
        (0, "zero"),
        (1, "single one first once"),
        (2, "both either neither two dual couple pair pairs paired pairwise twin second secondly twice"),
        (2, "double doubles doubled doubling"),
        (3, "third thirdly triple triples tripled triplet triplets trio"),
    )
    for word in words.split()
}
_CLOSING = re.compile(r"\)")
_MARKER = re.compile(r"\((?:(\d)|(i{1,3}|iv|v))$|(?<![\w(])(\d)$")  # what stands before it
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_LESS = re.compile(r"reduc|cut|fewer|less|smaller|shrink|shrunk|lower|cheap|sav(?:e|ing)|compress|decreas")
_DEVICE_TIME = re.compile(r"\+?(?:[ -][A-Za-z][\w.]*){1,3}[ -](?:(?P<hours>hours)|days)\b", re.ASCII)
_MONTHS = {
    word: month
    for month, words in enumerate(
        (
            *("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul"),
            *("august aug", "september sept sep", "october oct", "november nov", "december dec"),
        ),
        start=1,
    )
    for word in words.split()
}
_DIFFERENCES = {Unit.PERCENT: Unit.POINT, Unit.FRACTION: Unit.POINT, Unit.COUNT: Unit.NONE}
_NUMBERS = {**ONES, **TENS, "hundred": 100, **NATIVE_ONES, **NATIVE_TENS, "열두": 12}
_NUMBER = rf"\d{{1,4}}(?![\d.,])|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))}"
_LONGEST_PART = 24  # characters
_OF_WHOLE = re.compile(rf" (?:in|out of|of)(?: the| every)? (?P<whole>{_NUMBER})\b(?![.%-]?\d)")
_PART_BEFORE = re.compile(rf"(?<![\w.,-])(?P<part>{_NUMBER})\b(?: [a-z]+)?$")
_KOREAN_PART_OF_WHOLE = re.compile(
    rf"(?<![\w.,가-힣])(?P<whole>{_NUMBER})(?:\s?[가-힣]{{1,3}})?(?:\s[가-힣]+)?"
    rf"\s(?:중|가운데)(?:에서?)?\s(?:약 )?(?P<part>{_NUMBER})(?=\s?[가-힣])"
)
_SCALES = frozenset(("thousand", "million", "billion", "trillion"))
_OF_A_SCALE = re.compile(r"-(?:scale|level|parameter|token)")
_FEW_WORDS = frozenset(("few", "several", "handful"))
_WORDS = frozenset((*_COUNT_WORDS, *_FEW_WORDS, *_MONTHS, *_SCALES))
_DATED_BEFORE, _DATED_BEHIND = re.compile(r"\d "), re.compile(r"\.?,? \d")


def implied(plain: str, lower: str, figures: Sequence[Quantity]) -> Iterator[Quantity]:
    """What a plain text with these figures bears out besides them; `lower` is the same in small letters."""
    yield from _counts(plain, lower)
    yield from _absolute(plain, figures)
    yield from _device_times(plain, figures)
    for ends in changes(plain, figures):
        yield from (result for result in worked_out(*ends) if result.unit is not Unit.FRACTION)
    yield from _shares(plain, figures)
    yield from parts_of_wholes(plain, lower)


def _absolute(plain: str, figures: Sequence[Quantity]) -> Iterator[Quantity]:
    """An absolute gain in percent is a gain in percentage points."""
    if "absolute" not in plain:
        return
    for figure in figures:
        if figure.unit is Unit.PERCENT and "absolute" in plain[max(0, figure.start - 40) : figure.end + 20]:
            yield replace(figure, unit=Unit.POINT)


def _device_times(plain: str, figures: Sequence[Quantity]) -> Iterator[Quantity]:
    """In "700K TPU v6e hours" the unit stands apart."""
    for figure in figures:
        if figure.unit is Unit.NONE and (match := _DEVICE_TIME.match(plain, figure.end)):
            yield replace(figure, unit=Unit.TIME, factor=Decimal(3600 if match["hours"] else 86400))


def worked_out(before: Quantity, after: Quantity) -> Iterator[Quantity]:
    """From 30% to 60% is twice as much, 30 points more, 100% more; and before it was a half."""
    if not _is_comparable(before, after):
        return
    first, last = before.value * before.factor, after.value * after.factor
    low, high = sorted((first, last))
    result = replace(after, bound=Bound.EXACT, factor=Decimal(1), suffix="")
    yield replace(result, values=(high - low,), unit=_DIFFERENCES.get(after.unit, after.unit))
    yield replace(result, values=(high / low,), unit=Unit.MULTIPLE)
    yield replace(result, values=(100 * low / high,), unit=Unit.FRACTION)
    yield replace(result, values=(100 * (high - low) / first,), unit=Unit.PERCENT)


def _is_comparable(before: Quantity, after: Quantity) -> bool:
    is_exact = before.ceiling is None and after.ceiling is None
    return is_alike(before, after) and is_exact and before.value > 0 and after.value > 0


def _shares(plain: str, figures: Sequence[Quantity]) -> Iterator[Quantity]:
    """Cut threefold is cut to a third."""
    for figure in figures:
        is_cut = figure.unit in (Unit.MULTIPLE, Unit.TIMES) and figure.value
        if is_cut and _LESS.search(plain, max(0, figure.start - 60), figure.end + 40):
            yield replace(figure, unit=Unit.FRACTION, values=(100 / figure.value,))


def parts_of_wholes(plain: str, lower: str) -> Iterator[Quantity]:
    """The shares that are told by two counts: one in five, 4 out of 5, 다섯 명 중 한 명."""
    for whole in _OF_WHOLE.finditer(lower):
        if part := _PART_BEFORE.search(lower, max(0, whole.start() - _LONGEST_PART), whole.start()):
            yield from _part_of_whole(plain, part.start(), whole.end(), part["part"], whole["whole"])
    for match in _KOREAN_PART_OF_WHOLE.finditer(plain) if "중" in plain or "가운데" in plain else ():
        yield from _part_of_whole(plain, *match.span(), match["part"], match["whole"])


def _part_of_whole(plain: str, start: int, end: int, part: str, whole: str) -> Iterator[Quantity]:
    if 0 < _counted(part) < _counted(whole):
        yield share_at(plain, start, end, _counted(part), _counted(whole))


def _counted(number: str) -> int:
    return int(number) if number.isdigit() else _NUMBERS[number]


def _counts(plain: str, lower: str) -> Iterator[Quantity]:
    """Counts said without a number: both, a single, (1) … (2) … (3); August 2025, which is 8월."""
    for match in occurrences(_WORDS, lower):
        word = match[0]
        if word in _COUNT_WORDS:
            yield _count(match, _COUNT_WORDS[word])
        elif word in _FEW_WORDS:
            yield _few(lower, match)
        elif word in _MONTHS and _is_dated(plain, match):
            yield _count(match, _MONTHS[word])
        elif word in _SCALES and _OF_A_SCALE.match(lower, match.end()):
            yield _count(match, ENGLISH[word])
    for closing in _CLOSING.finditer(plain):
        if match := _MARKER.search(plain, max(0, closing.start() - 5), closing.start()):
            yield _count(match, int(match[1] or match[3] or _ROMAN[match[2]]))


def _few(lower: str, match: re.Match[str]) -> Quantity:
    """A few hours are some of two to nine."""
    unit = unit_at(lower, match.end())
    few = replace(_count(match, 2), ceiling=Decimal(10))
    return few if unit.unit is Unit.NONE else replace(few, unit=unit.unit, factor=unit.factor)


def _is_dated(plain: str, match: re.Match[str]) -> bool:
    """Others may march."""
    start, end = match.span()
    is_beside = _DATED_BEFORE.match(plain, max(0, start - 2)) or _DATED_BEHIND.match(plain, end)
    return is_beside is not None and plain[start].isupper()


def _count(match: re.Match[str], value: int) -> Quantity:
    return Quantity(match[0], match.start(), match.end(), (Decimal(value),), unit=Unit.COUNT)
