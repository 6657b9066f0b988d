"""Figures side by side and the things that they belong to, in the same order.

"12% and 6% for explicit and implicit questions", "A, B, and C gain 5%, 8% and 3%", A와 B에서 각각 5%와 8%:
how near a thing is says nothing there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum

from bot.summaries.figures.quantity import Quantity
from bot.summaries.figures.text import small_letters
from bot.summaries.figures.things import TOKEN, Names, names_of

_JOINED = re.compile(
    r"(?:\\?%|[개명건장종편점배대]|가지|퍼센트)?"
    r"(?:,? (?:and|or) (?:by )?|, |와 |과 |, 그리고 | 및 |/)(?:약 |about )?"
)
_THINGS_FOLLOW = re.compile(r"(?: [a-z-]+){0,4}? (?:on|for|in|of|with|over|against|at|than|to|across)\s")
_REACH = 120  # characters
_NEAREST, _OTHERS = 12, 4  # words of the thing nearest to the figures, and of each other one

Things = tuple[Names, ...]


class _Mark(Enum):
    AND = "and"
    COMMA = "comma"
    END = "end"


def side_by_side(plain: str, figures: Sequence[Quantity]) -> Iterator[Sequence[Quantity]]:
    """The lists of two and more figures with nothing between them but commas and the like."""
    start = 0
    for place in range(1, len(figures) + 1):
        if place < len(figures) and _JOINED.fullmatch(plain, figures[place - 1].end, figures[place].start):
            continue
        if place - start > 1:
            yield figures[start:place]
        start = place


def in_parallel(plain: str, figures: Sequence[Quantity]) -> Sequence[Things]:
    """The things of each of some figures side by side; without any where no list of things is as long."""
    first, last, count = figures[0].start, figures[-1].end, len(figures)
    before, behind = plain[max(0, first - _REACH) : first], plain[last : last + _REACH]
    joint = _THINGS_FOLLOW.match(behind)
    if joint and (following := _groups(_words(behind[joint.end() :]), count)):
        return following
    preceding = _groups(reversed(list(_words(before))), count)
    return preceding[::-1] or [()] * count


def _groups(words: Iterable[Names | _Mark], count: int) -> list[Things]:
    """So many things in a list, going away from the figures; none if the list is shorter."""
    groups: list[list[Names]] = [[]]
    for word in words:
        if word is _Mark.END or (word is _Mark.COMMA and count == 2):
            break
        if not isinstance(word, _Mark) and len(groups[-1]) < (_NEAREST if len(groups) == 1 else _OTHERS):
            groups[-1].append(word)
        elif len(groups) == count or not isinstance(word, _Mark):
            break
        elif groups[-1]:
            groups.append([])
    return [tuple(group) for group in groups] if len(groups) == count and groups[-1] else []


def _words(text: str) -> Iterator[Names | _Mark]:
    for match in TOKEN.finditer(small_letters(text)):
        if match["sign"]:
            yield _Mark.COMMA if match[0] == "," else _Mark.END
        elif match[0] in ("and", "or", "및"):
            yield _Mark.AND
        else:
            yield names_of(match)
            if match["korean"] and match[0][-1] in "와과":
                yield _Mark.AND
