"""One shape for the signs that texts write differently, without moving a character."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from functools import lru_cache

_SIGNS = str.maketrans(
    "０１２３４５６７８９％，．−‐‑–〜∼～×✕’$\u00a0\u2009\u202f",
    "0123456789%,.----~~~xx'    ",
)
_SMALL = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")
_WORD = re.compile(r"[a-z]+")
_HANGUL = re.compile(r"[가-힣]")
# What is left of TeX's commands: a part that is found fast, all of it, and as many characters of what was
# meant.
_TEX = (
    ("sim", re.compile(r"(?<![\w.])sim(?=\d)"), "  ~"),  # sim6%
    ("sim", re.compile(r"(?<=\d)sim(?=\d)"), " ~ "),  # 1.04sim2.2
    (" space ", re.compile(r"(?<=\d) space (?=[a-z])"), " " * 7),  # 3 space billion
    ("^{", re.compile(r"(?<=[A-Za-z])\^\{(\w)\}"), r"^\1  "),  # TRC^{2}
)
_LINK = re.compile(r"(?:https?://|www\.)\S+")


def plain_text(text: str) -> str:
    """The text with one kind of dash, sign and digit, and blanks for links; every position stays the same.

    `×` becomes x, so that 1024×1024 and 1024x1024 are one name. TeX's `$` is a blank, and what
    is left of some of its commands becomes the sign that was meant.
    """
    text = text.translate(_SIGNS)
    for part, pattern, meant in _TEX:
        text = pattern.sub(meant, text) if part in text else text
    return _LINK.sub(lambda link: " " * len(link[0]), text) if "://" in text or "www." in text else text


def small_letters(text: str) -> str:
    """The text with small ASCII letters; unlike `str.lower` it never changes the length."""
    return text.translate(_SMALL)


@lru_cache(maxsize=4)
def has_hangul(text: str) -> bool:
    """Whether a text is read as Korean: one such syllable is enough."""
    return _HANGUL.search(text) is not None


@lru_cache(maxsize=4)
def words_of(lower: str) -> Sequence[re.Match[str]]:
    """The English words of a text in small letters, found once for all who look at it in turn."""
    return tuple(_WORD.finditer(lower))


def occurrences(words: Container[str], lower: str) -> Iterator[re.Match[str]]:
    """Where these English words stand; far faster than trying all of them at every letter."""
    return (match for match in words_of(lower) if match[0] in words)
