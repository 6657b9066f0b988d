"""Text as Discord measures it, and text made shorter."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from unicodedata import category

_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*(?=\s)|[。！？]")
_WORD_END = re.compile(r"\S(?=\s)")
_CLOSED = tuple(".!?。！？…\"'”’)]")
_LOOSE_END = " \t\n,;:·-–—([{“‘"

# What Unicode never lets stand alone: joiner, Hangul vowels and finals, skin tones, flags' tags.
_EXTENDS = re.compile("[\u200d\u1160-\u11ff\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
_FLAG_LETTER = re.compile("[\U0001f1e6-\U0001f1ff]")


def units(text: str) -> int:
    """The length that Discord's limits count: UTF-16 code units, so an emoji counts as two or more."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def shorten(text: str, limit: int, measure: Callable[[str], int] = units) -> str:
    """The text, or a beginning of it that ends in “…”, of at most `limit` as measured.

    Cuts after a sentence if that keeps most of the room, else after a word; a word alone too long is cut
    between graphemes, but an address is left out whole. Takes plain text: shorten first, escape afterwards
    (`escape.escape_within` does both), so that no escape or masked link can be cut. `measure` must not
    shrink when text is added.
    """
    if measure(text) <= limit:
        return text
    if limit < 1:
        return ""
    fits = bisect_right(range(1, len(text)), limit - len(" …"), key=lambda end: measure(text[:end]))
    head = text[: _cut(text, fits)].rstrip(_LOOSE_END)
    return head + (" …" if head.endswith(_CLOSED) else "…")


def _cut(text: str, fits: int) -> int:
    """Where to cut, at most at `fits`."""
    seen = text[: fits + 1]
    sentence = _last_end(_SENTENCE_END, seen)
    if 0 < sentence >= fits * 2 // 3:
        return sentence
    word = _last_end(_WORD_END, seen)
    cut_word = text[word:].lstrip().partition(" ")[0]
    return word if 0 < word >= fits // 2 or "://" in cut_word else _grapheme_end(text, fits)


def _last_end(pattern: re.Pattern[str], text: str) -> int:
    return max((match.end() for match in pattern.finditer(text)), default=0)


def _grapheme_end(text: str, end: int) -> int:
    while end > 0 and _joined(text[end - 1], text[end]):
        end -= 1
    return end


def _joined(left: str, right: str) -> bool:
    return (
        left == "\u200d"
        or category(right).startswith("M")
        or _EXTENDS.match(right) is not None
        or (_FLAG_LETTER.match(left) is not None and _FLAG_LETTER.match(right) is not None)
    )
