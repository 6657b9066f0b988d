"""A score of one name given to another: "SDXL gains 2.07x" where the abstract has 2.07x on SD3.

Only one figure of the bullet is needed for it: its own name is missing in the bullet, and the one that is
named has another figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import lru_cache
from typing import NamedTuple

from bot.summaries.figures.evidence import LATEST_PAPERS, Evidence
from bot.summaries.figures.names import NO_NAME
from bot.summaries.figures.quantity import Quantity, Unit
from bot.summaries.figures.text import has_hangul

_NAME = (
    rf"(?!(?:{NO_NAME})\b)[A-Za-z0-9]*[A-Z][\w.+-]*\w(?:[ ](?:[A-Z][\w.+-]*\w|\d[\w.]*)(?![\w.]*[%x])){{0,3}}"
)
_NAMES = rf"{_NAME}(?:(?:, and |, | and |/){_NAME})*"
_NAME_ALONE = re.compile(rf"(?<![\w.-]){_NAME}", re.ASCII)
_WORDS = r"(?:[ ](?!(?:and|or|while|but|to|vs|versus|than|over|against)\b)[a-z-]+){0,3}?"
_BEHIND = re.compile(
    rf"{_WORDS}(?:[ ](?:against|over|than)[ ]{_NAME})?"
    rf"[ ](?:on|for|with|in|of|at|from)[ ](?:the |both )?({_NAMES})",
    re.ASCII,
)
_COMPARED = re.compile(rf"{_WORDS}[ ](?:over|against|than)[ ](?:the |both )?({_NAMES})", re.ASCII)
_BEFORE = re.compile(
    rf"(?<![\w.-])({_NAMES})(?:'s)?(?:[ ]\(|:[ ]|{_WORDS}[ ])(?:[+-]|about |up to |to )?$", re.ASCII
)
_COMPARED_BEFORE = re.compile(
    rf"\b(?:outperform\w*|surpass\w*|exceed\w*|beat\w*|over)[ ](?:the )?({_NAMES})[ ]by[ ]"
    r"(?:[+-]|about |up to )?$",
    re.ASCII,
)
_REACH = 72  # characters before a figure
_SENTENCE_START = re.compile(r"(?:^|[.:\n]\s?)$")
_CAPITALS = re.compile(r"[A-Z].*[A-Z\d]|\d", re.ASCII)
# What is compared with, and what is only one of several.
_COMPARED_KOREAN = re.compile(
    r"(?:\s?[가-힣]+)??\s?(?:보다|대비|에 비해|에 비하면"
    r"|[을를]\s(?:상대|[^,]{0,24}?(?:앞[서섰선지질]|넘어|능가|제[치쳐쳤친])))"
)
_COMPARED_ENGLISH = re.compile(r"(?:than|over|against|vs\.?|versus|compared (?:to|with))(?: the| both)? ?$")
_PART_KOREAN = re.compile(r"(?:\s?[가-힣]+)??\s?(?:를|을|와|과|등|같은|처럼|만큼|및|,|/|·)")
_PART_ENGLISH = re.compile(
    r"(?:surpass\w*|outperform\w*|beat\w*|exceed\w*|to|with|like|by|and|,|/)(?: the| both)? ?$"
)


class _Names(NamedTuple):
    """The names right before a figure, right behind it, and those that it is compared with."""

    before: Set[str]
    behind: Set[str]
    compared: Set[str]


def of_another_name(
    plain: str, figure: Quantity, sources: Sequence[Quantity], told: Set[Quantity], known: Evidence
) -> Iterator[Quantity]:
    """The scores of the names of a plain bullet, if the `sources` of its score are of names that it has not.

    `told` are the sources of all its figures.
    """
    if not _is_score(figure):
        return
    there = _owners_in(known)
    explained = {name for source in told for names in there[source.start] for name in names}
    others = [other for other in known.figures if other not in told and _are_alike(other, sources[0])]
    for side, named in enumerate(_named(plain)):
        own = [there[source.start][side] for source in sources]
        new = {name for name in named if not _are_called({name}, explained)} if all(own) else ()
        for other in others:
            shared = _are_called(new, there[other.start][side])
            if shared and not _are_hinted({name for names in own for name in names}, plain, shared):
                yield other


def _are_called(names: Iterable[str], others: Iterable[str]) -> Set[str]:
    """Those of the names by which one of the others is called, at least at its beginning."""
    return {name for name in names if any(f"{other} ".startswith(f"{name} ") for other in others)}


def _are_hinted(names: Set[str], plain: str, shared: Set[str]) -> bool:
    """Whether any word of the names stands in the bullet, outside the names that it shares."""
    for name in shared:
        plain = plain.replace(name, "")
    return any(word in plain for name in names for word in name.split())


def _are_alike(one: Quantity, other: Quantity) -> bool:
    """+1.8 may be as many points."""
    return one.unit is other.unit or {one.unit, other.unit} == {Unit.NONE, Unit.POINT}


def _is_score(figure: Quantity) -> bool:
    """Not a count: those are told by what they count."""
    return figure.unit is not Unit.COUNT and (figure.unit is not Unit.NONE or figure.step < 1)


def _named(plain: str) -> _Names:
    """The names of which a bullet tells something, and those that it compares with."""
    found = [match for match in _NAME_ALONE.finditer(plain) if _is_proper(plain, match)]
    compared = frozenset(
        match[0] for match in found if _stands_by(plain, match, _COMPARED_KOREAN, _COMPARED_ENGLISH)
    )
    parts = (match[0] for match in found if _stands_by(plain, match, _PART_KOREAN, _PART_ENGLISH))
    named = frozenset(match[0] for match in found).difference(compared, parts)
    return _Names(named, named, compared)


def _stands_by(plain: str, match: re.Match[str], korean: re.Pattern[str], english: re.Pattern[str]) -> bool:
    """Whether such a word stands behind a name in Korean, before it in English."""
    if has_hangul(plain):
        return korean.match(plain, match.end()) is not None
    return english.search(plain[max(0, match.start() - 24) : match.start()]) is not None


def _is_proper(plain: str, match: re.Match[str]) -> bool:
    """At the start of a sentence every word has a capital."""
    return bool(_CAPITALS.search(match[0])) or not _SENTENCE_START.search(plain, 0, match.start())


@lru_cache(maxsize=LATEST_PAPERS)
def _owners_in(known: Evidence) -> Mapping[int, _Names]:
    """By where each figure starts."""
    return {figure.start: _owners(known.plain, figure) for figure in known.figures}


def _owners(plain: str, figure: Quantity) -> _Names:
    before = plain[max(0, figure.start - _REACH) : figure.start]
    compared = _COMPARED.match(plain, figure.end) or _COMPARED_BEFORE.search(before)
    return _Names(*map(_names_in, (_BEFORE.search(before), _BEHIND.match(plain, figure.end), compared)))


def _names_in(match: re.Match[str] | None) -> Set[str]:
    return frozenset(name[0] for name in _NAME_ALONE.finditer(match[1])) if match else frozenset()
