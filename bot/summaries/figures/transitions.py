"""Changes from one figure to another: "from 75.2% to 81.4%", "81.4%, up from 75.2%", 75.2%에서 81.4%로."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from bot.summaries.figures.quantity import Quantity

_COUNTED = r"\s?(?:[개명건장점]|토큰|파라미터|매개변수|문항|단어|프레임|픽셀)?\s?"
_TO = re.compile(rf"{_COUNTED}(?:to|에서)\s")
_RANGE = re.compile(rf"{_COUNTED}(?:--?|~|to|에서|부터)\s?")
_FROM = re.compile(r"(?: [a-z]+)?,? (?:\w+ )?from ")
_FROM_BEFORE = re.compile(r"\bfrom (?:[a-z]+ )?$", re.IGNORECASE)
_LO_BEHIND = re.compile(rf"{_COUNTED}(?:으로|로)")


def transitions(plain: str, figures: Iterable[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    """The figure before and the figure after each change that a plain text tells of."""
    for left, right in pairwise(figures):
        if _TO.fullmatch(plain, left.end, right.start) and _is_change(plain, left, right):
            yield left, right
        elif _FROM.fullmatch(plain, left.end, right.start):
            yield right, left


def range_starts(plain: str, figures: Iterable[Quantity]) -> set[int]:
    """Where the first figures of ranges and changes begin: what stands around them is said of the second."""
    return {left.start for left, right in pairwise(figures) if _RANGE.fullmatch(plain, left.end, right.start)}


def _is_change(plain: str, left: Quantity, right: Quantity) -> bool:
    """Plain "10 to 20" may be a range; "from" before it or 로 behind it makes it a change."""
    return (
        _LO_BEHIND.match(plain, right.end) is not None
        or _FROM_BEFORE.search(plain, max(0, left.start - 16), left.start) is not None
    )
