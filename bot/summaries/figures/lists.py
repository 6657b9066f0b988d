"""Lists that say a number without a figure: "ICLR, ICML, and NeurIPS" are three conferences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from bot.summaries.figures.quantity import Quantity, Unit
from bot.summaries.figures.text import small_letters

_NAME = r"[A-Za-z]*[A-Z][\w.+-]*(?:[ ][A-Z0-9][\w.+-]*){0,3}"
_AND = re.compile(rf",?[ ](?:and|&)[ ](?={_NAME})")
_WHOLE, _LAST = re.compile(_NAME), re.compile(rf"(?<![\w-]){_NAME}$")
_LONGEST_NAME = 60  # characters
# Such a list has not all of them.
_SOME = re.compile(r"(?:e\.g\.|such as|like|including),?\s$")

_NAMED = re.compile(
    r"(?:\s?(?:가지|개|종|곳)의?)?(?:\s[가-힣A-Za-z-]+)?\s"
    r"(?:벤치마크|데이터\s?[셋세]|모델|학회|언어|benchmarks|datasets|data sets|models|conferences|languages)"
)

_MOST = 10  # items that are counted
_ITEMS = r"[^.;:()\n]+"
_BEFORE = re.compile(rf"({_ITEMS}?)(?:이라는|라는|의|인|등의?|이란|,)?\s?$")
_BEHIND = re.compile(rf"[^.,;:()\n]{{0,40}}?(?::\s|\()(?P<items>{_ITEMS})")
_JOINT = re.compile(r",\s(?:and\s|그리고\s)?|\s(?:and|및|그리고)\s|[와과]\s|·|/")
_WORD = re.compile(r"[a-z]{2,}")


def list_lengths(plain: str) -> Iterator[int]:
    """How many names each list of capitalised names in a plain English text has."""
    for joint in _AND.finditer(plain):
        start, count = _names_before(plain, joint.start())
        if count and not _SOME.search(plain, max(0, start - 12), start):
            yield count + 1


def is_listed(plain: str, figure: Quantity, lengths: Set[int]) -> bool:
    """Whether a plain bullet counts what has names, such as benchmarks, and the abstract lists so many."""
    is_count = figure.unit in (Unit.NONE, Unit.COUNT) and figure.value in lengths
    return is_count and _NAMED.match(plain, figure.end) is not None


def _names_before(plain: str, end: int) -> tuple[int, int]:
    """Where the names begin that end here with commas between them, and how many there are."""
    count = 0
    while True:
        comma = plain.rfind(", ", max(0, end - _LONGEST_NAME), end)
        if comma >= 0 and _WHOLE.fullmatch(plain, comma + 2, end):
            end, count = comma, count + 1
        else:
            last = _LAST.search(plain[max(0, end - _LONGEST_NAME) : end])
            return (end - len(last[0]), count + 1) if last else (end, count)


def is_enumerated(plain: str, figure: Quantity, words: Set[str]) -> bool:
    """Whether a plain bullet lists what it counts, by names that the abstract's `words` (small letters) have.

    "EvolAST, EvolDomain, EvolDifficulty의 세 가지", "three tasks: COPA, BoolQ, and RTE".
    """
    if figure.unit not in (Unit.NONE, Unit.COUNT) or not 2 <= figure.value <= _MOST:
        return False
    before, behind = _BEFORE.search(plain[: figure.start]), _BEHIND.match(plain, figure.end)
    lists = (before[1] if before else "", behind["items"] if behind else "")
    return any(_named(_JOINT.split(text), words) == figure.value for text in lists)


def _named(items: Sequence[str], words: Set[str]) -> int:
    """How many items there are, if all are names that the abstract has; else 0."""
    known = (any(word in words for word in _WORD.findall(small_letters(item))) for item in items)
    return len(items) if all(known) else 0
