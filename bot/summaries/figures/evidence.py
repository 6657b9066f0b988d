"""What an abstract and its title bear out: quantities, names with figures, and counts said in other words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from bot.summaries.figures.extract import plain_quantities
from bot.summaries.figures.names import Parts, names, parts_of, phrases, size_of
from bot.summaries.figures.quantity import Quantity, Unit
from bot.summaries.figures.spans import Span, changes, spans
from bot.summaries.figures.text import occurrences, plain_text, small_letters

_COUNT_WORDS = {
    word: value
    for value, words in (
        (1, "single one first once"),
        (2, "both two dual pair pairs paired pairwise twin second secondly twice"),
        (2, "double doubles doubled doubling"),
        (3, "third thirdly triple triples tripled triplet triplets trio"),
        (4, "fourth quadruple quadruples quadrupled quadrants"),
        (5, "fifth"),
        (6, "sixth"),
    )
    for word in words.split()
}
_MARKER = re.compile(r"\((?:(\d)|(i{1,3}|iv|v))\)|(?<![\w(])(\d)\)")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_DIMENSION = re.compile(r"\b(two|three|four)-dimensional\b", re.IGNORECASE)
_LESS = re.compile(r"reduc|cut|fewer|less|smaller|shrink|shrunk|lower|cheap|sav(?:e|ing)|compress|decreas")
_DEVICE_TIME = re.compile(r"\+?(?:[ -][A-Za-z][\w.]*){1,3}[ -](?:(?P<hours>hours)|days)\b", re.ASCII)
_LIST_JOINT = re.compile(r"(?:,|,? and|,? or|/|,? vs\.?|,? versus)?\s?")
_WORD = re.compile(r"[a-z]+")
_LATEST_PAPERS = 256  # abstracts kept read: the bullets of one paper come one by one


@dataclass(frozen=True, eq=False)
class Evidence:
    """`figures` are quantities as written, `implied` those in other words or parts of names.

    `spans` are the ends of ranges and changes. All positions refer to
    `plain`, the title and the abstract.
    """

    plain: str
    figures: tuple[Quantity, ...]
    implied: tuple[Quantity, ...]
    spans: tuple[Span, ...]
    names: tuple[Parts, ...]
    words: frozenset[str]


@lru_cache(maxsize=_LATEST_PAPERS)
def evidence(abstract: str, title: str) -> Evidence:
    """Reads an abstract and its title once."""
    text = f"{title}\n{abstract}"
    plain = plain_text(text)
    lower = small_letters(plain)
    tokens = tuple(names(plain))
    figures = plain_quantities(plain, tokens)
    sizes = (size_of(part, name) for name in tokens for part in name.parts)
    implied = (
        *(size for size in sizes if size),
        *_listed(plain, figures),
        *_counts(plain, lower),
        *_absolute(plain, figures),
        *_device_times(plain, figures),
        *_differences(changes(plain, figures)),
        *_shares(plain, figures),
    )
    written = (*(name.parts for name in tokens), *phrases(plain), *_dimensions(plain))
    ends, words = tuple(spans(plain, figures)), frozenset(_WORD.findall(lower))
    return Evidence(plain, figures, implied, ends, written, words)


def _listed(plain: str, figures: tuple[Quantity, ...]) -> Iterator[Quantity]:
    """In "48.2, 57.1 and 60.3%" the sign stands once and holds for all."""
    following: Quantity | None = None
    for figure in reversed(figures):
        joined = following and _LIST_JOINT.fullmatch(plain, figure.end, following.start)
        if following and joined and figure.unit is Unit.NONE and following.unit is not Unit.NONE:
            following = replace(figure, unit=following.unit, factor=following.factor, suffix=following.suffix)
            yield following
        else:
            following = figure


def _absolute(plain: str, figures: tuple[Quantity, ...]) -> Iterator[Quantity]:
    """An absolute gain in percent is a gain in percentage points."""
    if "absolute" not in plain:
        return
    for figure in figures:
        if figure.unit is Unit.PERCENT and "absolute" in plain[max(0, figure.start - 40) : figure.end + 20]:
            yield replace(figure, unit=Unit.POINT)


def _device_times(plain: str, figures: tuple[Quantity, ...]) -> Iterator[Quantity]:
    """In "700K TPU v6e hours" the unit stands apart."""
    for figure in figures:
        if figure.unit is Unit.NONE and (match := _DEVICE_TIME.match(plain, figure.end)):
            yield replace(figure, unit=Unit.TIME, factor=Decimal(3600 if match["hours"] else 86400))


def _differences(changes: Iterable[Span]) -> Iterator[Quantity]:
    """From 30% to 60% is twice as much, 30 points more, and 100% more."""
    for before, after in changes:
        if before.unit is after.unit and before.value and after.value:
            low, high = sorted((before.value, after.value))
            yield replace(after, values=(high / low,), unit=Unit.MULTIPLE)
            yield replace(after, values=(high - low,), unit=Unit.POINT)
            yield replace(after, values=(100 * (high - low) / before.value,), unit=Unit.PERCENT)


def _shares(plain: str, figures: tuple[Quantity, ...]) -> Iterator[Quantity]:
    """Cut threefold is cut to a third."""
    for figure in figures:
        is_cut = figure.unit is Unit.MULTIPLE and figure.value
        if is_cut and _LESS.search(plain, max(0, figure.start - 60), figure.end + 40):
            yield replace(figure, unit=Unit.FRACTION, values=(100 / figure.value,))


def _counts(plain: str, lower: str) -> Iterator[Quantity]:
    """Counts said without a number: both, a single, (1) … (2) … (3)."""
    for match in occurrences(_COUNT_WORDS, lower):
        yield _count(match, _COUNT_WORDS[match[0]])
    for match in _MARKER.finditer(plain):
        yield _count(match, int(match[1] or match[3] or _ROMAN[match[2]]))


def _count(match: re.Match[str], value: int) -> Quantity:
    return Quantity(match[0], match.start(), match.end(), (Decimal(value),), unit=Unit.COUNT)


def _dimensions(plain: str) -> Iterator[Parts]:
    for match in _DIMENSION.finditer(plain) if "-dimensional" in plain else ():
        yield parts_of({"two": "2d", "three": "3d", "four": "4d"}[match[1].lower()])
