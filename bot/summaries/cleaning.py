"""A bullet as plain text: without what models and their servers put around it. Pure."""

from __future__ import annotations

import re
import unicodedata

# - * • ▪, 1. 2) (3) ④ and # of a heading, > of a quotation, also several: "- 1. "
_SIGN = re.compile(r"^(?:(?:[-–—*•·▪◦‣●○#>]+|\(?\d{1,2}[.)]|[①-⑳][.)]?)\s+|[①-⑳▪◦‣●○•]\s*)+")
_EMPHASIS = re.compile(r"(\*{1,3}|`)(?=\S)([^*`]+?)(?<=\S)\1")
_PERCENT_POINT = re.compile(r"(?<=\d)\s*(?:퍼센트|프로|%)\s*포인트")
# Controls and NUL, marks of direction and width, halves of pairs, private characters and unassigned ones.
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}


def clean(text: str) -> str:
    """Single-spaced, without bullet signs, numbering, Markdown's emphasis and characters that nobody sees.

    Percentage points become %p in Korean.
    """
    bullet = _SIGN.sub("", one_line(text))
    return _PERCENT_POINT.sub("%p", _EMPHASIS.sub(r"\2", bullet)).strip()


def one_line(text: str) -> str:
    """Single-spaced, and without characters that nobody sees."""
    return " ".join("".join(map(_shown, text)).split())


def _shown(character: str) -> str:
    if character.isspace():
        return " "
    category = unicodedata.category(character)
    return ("" if category != "Cc" else " ") if category in _UNSEEN else character
