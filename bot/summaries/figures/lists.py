"""Lists that say a number without a figure: "ICLR, ICML, NeurIPS의 세 학회"."""

from __future__ import annotations

import re

from bot.summaries.figures.evidence import Evidence
from bot.summaries.figures.quantity import Quantity, is_count
from bot.summaries.figures.signs import small_letters
from bot.summaries.figures.things import TOKEN, names_of

_LONGEST_LIST = 200  # characters
_MOST = 10  # items that are counted
_ITEMS = r"(?:[^.;:()—\n]|\.(?=\d))+"
_BEFORE = re.compile(rf"({_ITEMS}?)(?:이라는|라는|의|인|등의?|이란|,)?\s?$")
_BEHIND = re.compile(rf"[^.,;:()\n]{{0,40}}?(?:\(|\s?—\s?)({_ITEMS})")
_JOINT = re.compile(r",\s(?:and\s|그리고\s)?|\s(?:and|및|그리고)\s|[와과]\s|·|/")
_WORD = re.compile(r"[a-z]{2,}")


def is_listed(plain: str, figure: Quantity, evidence: Evidence) -> bool:
    """Whether a plain bullet counts what it lists right before or behind, and the abstract has each of that.

    By the names that the abstract has ("Gull, Tern, Rail의 세 가지"), or translated.
    """
    if not is_count(figure) or not 2 <= figure.value <= _MOST:
        return False
    before = _BEFORE.search(plain[max(0, figure.start - _LONGEST_LIST) : figure.start])
    lists = [_JOINT.split(match[1]) for match in (before, _BEHIND.match(plain, figure.end)) if match]
    return any(
        len(items) == figure.value and all(_is_in_abstract(item, evidence) for item in items)
        for items in lists
    )


def _is_in_abstract(item: str, evidence: Evidence) -> bool:
    """Whether one of its words is one of the abstract, or the Korean for such a one."""
    if any(word in evidence.words for word in _WORD.findall(small_letters(item))):
        return True
    korean = (token for token in TOKEN.finditer(item) if token["korean"])
    names = [name for token in korean for name in names_of(token)]
    return any(word.startswith(name) for name in names for word in evidence.words)
