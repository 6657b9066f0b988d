"""Which two figures of a text are the ends of one range or one change: 5~10%, from 4% to 6%, 4%에서 6%로."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.summaries.figures.quantity import Quantity, is_alike

Span = tuple[Quantity, Quantity]
"""The two ends of a range or a change."""

_COUNTED = r"\s?(?:[개명건장점]|토큰|파라미터|매개변수|문항|단어|프레임|픽셀)?\s?"
_TO = re.compile(rf"{_COUNTED}(?:to|에서)\s")
_SPAN_JOINT = re.compile(rf"{_COUNTED}(?:--?|~|to|에서|부터)\s?")
_FROM = re.compile(r"(?: [a-z]+)?,? (?:\w+ )?from ")
_FROM_BEFORE = re.compile(r"\bfrom [^.,;:()\d]{0,40}$", re.IGNORECASE)
_LO_BEHIND = re.compile(rf"{_COUNTED}(?:이[내하상]|미만|수준|정도|가량)?(?:으로|로|까지)")

# "From 4% and 5% to 6% and 7%" is two changes, and which ones is said by no neighbours.
_LISTED = re.compile(r"\d\S* (?:and|or) $")


def changes(plain: str, figures: Sequence[Quantity]) -> Iterator[Span]:
    """The figure before and the figure after each change that a plain text tells of."""
    for left, right in _neighbours(plain, figures):
        if _TO.fullmatch(plain, left.end, right.start) and _is_change(plain, left, right):
            yield left, right
        elif _FROM.fullmatch(plain, left.end, right.start):
            yield right, left


def spans(plain: str, figures: Sequence[Quantity]) -> Iterator[Span]:
    """The first and the last figure of each range and change; what stands around them is said of both."""
    yield from changes(plain, figures)
    for left, right in _neighbours(plain, figures):
        if _SPAN_JOINT.fullmatch(plain, left.end, right.start):
            yield left, right


def _neighbours(plain: str, figures: Sequence[Quantity]) -> Iterator[Span]:
    for left, right in pairwise(figures):
        if is_alike(left, right) and not _LISTED.search(plain, max(0, left.start - 24), left.start):
            yield left, right


def _is_change(plain: str, left: Quantity, right: Quantity) -> bool:
    """Plain "10 to 20" may be a range; "from" or a bracket before it, or 로 behind it, makes it a change."""
    return (
        plain[left.start - 1 : left.start] == "("
        or _LO_BEHIND.match(plain, right.end) is not None
        or _FROM_BEFORE.search(plain, max(0, left.start - 48), left.start) is not None
    )
