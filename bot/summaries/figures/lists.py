"""Lists that say a number without a figure: "ICLR, ICML, and NeurIPS" are three conferences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache

from bot.summaries.figures.evidence import LATEST_PAPERS, Evidence
from bot.summaries.figures.quantity import Quantity, is_count
from bot.summaries.figures.signs import small_letters
from bot.summaries.figures.things import TOKEN, names_of

_ITEM = re.compile(r"[\w+/-]+(?:[ ][\w+/-]+){0,4}")
_AND = re.compile(r",?\s(?:and|&)\s(?=\w)")
_LONGEST_ITEM = 60  # characters
_LONGEST_LIST = 200  # characters
_MOST = 10  # items that are counted
_ITEMS = r"(?:[^.;:()—\n]|\.(?=\d))+"
_BEFORE = re.compile(rf"({_ITEMS}?)(?:이라는|라는|의|인|등의?|이란|,)?\s?$")
_BEHIND = tuple(
    re.compile(rf"[^.,;:()\n]{{0,40}}?{opening}(?P<items>{_ITEMS})")
    for opening in (r":\s", r"\(", r"\sof\s", r"\s?—\s?")
)
_JOINT = re.compile(r",\s(?:and\s|그리고\s)?|\s(?:and|및|그리고)\s|[와과]\s|·|/")
_WORD = re.compile(r"[a-z]{2,}")


@lru_cache(maxsize=LATEST_PAPERS)
def _lengths_of_lists(plain: str) -> Set[int]:
    """How long a text's lists of three and more things are, at most."""
    lengths = (_items(plain, joint.start()) for joint in _AND.finditer(plain))
    return frozenset(length for longest in lengths for length in range(3, longest + 1))


def _items(plain: str, end: int) -> int:
    """The length of the list of anything whose "and" stands here, at most: a comma before it counts too."""
    count = 2
    while (comma := plain.rfind(", ", max(0, end - _LONGEST_ITEM), end)) >= 0:
        if not _ITEM.fullmatch(plain, comma + 2, end):
            break
        end, count = comma, count + 1
    return count


def is_listed(plain: str, figure: Quantity, evidence: Evidence) -> bool:
    """Whether a plain bullet counts what it lists itself, and the abstract lists as many.

    By names that the abstract has ("Gull, Tern, Rail의 세 가지"), or translated.
    """
    if _is_numbering(plain, figure):
        return True
    if not is_count(figure) or not 2 <= figure.value <= _MOST:
        return False
    lists = [items for items in _enumerations(plain, figure) if len(items) == figure.value]
    lengths = _lengths_of_lists(evidence.plain)
    return any(len(items) in lengths or _are_in_abstract(items, evidence) for items in lists)


def _is_numbering(plain: str, figure: Quantity) -> bool:
    """1단계에서 …, 2단계에서 … number what the abstract tells one after the other."""
    return figure.suffix == "단계" and figure.value <= 2 and "1단계" in plain and "2단계" in plain


def _enumerations(plain: str, figure: Quantity) -> Iterator[Sequence[str]]:
    """The lists right before and right behind a figure of a bullet."""
    if before := _BEFORE.search(plain[max(0, figure.start - _LONGEST_LIST) : figure.start]):
        yield _JOINT.split(before[1])
    for pattern in _BEHIND:
        if behind := pattern.match(plain, figure.end):
            yield _JOINT.split(behind["items"])


def _are_in_abstract(items: Sequence[str], evidence: Evidence) -> bool:
    """Whether each item has a word of the abstract, or stands there as it is (1.7B) or in English."""
    return all(item.strip(" .)") in evidence.plain or _has_a_word(item, evidence) for item in items)


def _has_a_word(item: str, evidence: Evidence) -> bool:
    if any(word in evidence.words for word in _WORD.findall(small_letters(item))):
        return True
    korean = (token for token in TOKEN.finditer(item) if token["korean"])
    names = [name for token in korean for name in names_of(token)]
    return any(word.startswith(name) for name in names for word in evidence.words)
