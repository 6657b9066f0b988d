"""Finding the few keywords that a paper can fit among a million: one key per keyword, in an indexed column.

Every paper that fits a keyword has the keyword's key among its own keys. So the store is asked only for the
keywords with one of the paper's keys, and `fits` decides about those that ask for more.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from bot.matching.grammar import Keyword
from bot.matching.tokens import FUNCTION_WORDS, together, words

# Of the rules behind the keys. Raise it with every change of theirs: stored keys then have to be made anew.
VERSION = 4


@cache
def _common() -> frozenset[str]:
    """Function words, and words that every thirtieth of 1,649 papers of 2024 to 2026 has, or more."""
    text = (files("bot.matching") / "common.txt").read_text(encoding="utf-8")
    return FUNCTION_WORDS.union(together((word,)) for word in words(text))


def lookup_key(keyword: Keyword) -> str:
    """The key under which to store a keyword: that of its wanted term that is likely the rarest."""
    return max((term.key for term in keyword.required), key=_rarity)


def _rarity(key: str) -> tuple[bool, int, str]:
    # In UTF-8 a Korean syllable weighs as much as three letters, which is about right.
    return key not in _common(), len(key.encode()), key


def asks_for_more(form: str) -> bool:
    """Whether a found keyword, in its canonical form, asks for more than its key: then `fits` decides."""
    # A space stands in names and beside function words, with which a key does not begin or end.
    return "|" in form or " " in form or form.startswith("+author:")
