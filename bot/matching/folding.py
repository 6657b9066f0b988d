"""Folded text (see `bot.words.folding`), and where each of its characters comes from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.words import folding

# Texts in which every character stands for itself, but for the case of Latin letters.
_SINGLE = re.compile("[\\x00-\\x7f가-힣“”‘’–—·×]*")
# A character with what combines with it: accents, and the vowels and finals of decomposed Hangul.
_CHARACTER = re.compile(r".[\u0300-\u036f\u1160-\u11ff]*", re.DOTALL)


class Folded(NamedTuple):
    """A text without case, width and accents; for each character of it, where its origin starts and ends."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]


def fold(text: str) -> Folded:
    """The text as it is compared. One character can become several (ﬃ, æ) or none (zero-width marks)."""
    if _SINGLE.fullmatch(text):
        return Folded(text.lower(), range(len(text)), range(1, len(text) + 1))
    folded: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for character in _CHARACTER.finditer(text):
        plain = _plain(character[0])
        folded.append(plain)
        starts += [character.start()] * len(plain)
        ends += [character.end()] * len(plain)
    return Folded("".join(folded), starts, ends)


_plain = lru_cache(maxsize=8_192)(folding.fold)
