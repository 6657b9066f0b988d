"""A bullet as plain text: without what models and their servers put around it. Pure."""

from __future__ import annotations

import re
import unicodedata

from bot.models import Language

# - * • ▪, 1. 2) (3) ④ and # of a heading, > of a quotation, also several: "- 1. "
_SIGN = re.compile(r"^(?:(?:[-–—*•·▪◦‣●○#>]+|\(?\d{1,2}[.)]|[①-⑳][.)]?)\s+|[①-⑳▪◦‣●○•]\s*)+")
_EMPHASIS = re.compile(r"(\*{1,3}|`)(?=\S)([^*`]+?)(?<=\S)\1")
_PERCENT_POINT = re.compile(r"(?<=\d)\s*(?:퍼센트|프로|%)\s*포인트")
# Controls and NUL, marks of direction and width, halves of pairs, private characters and unassigned ones.
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}


# Whole sentences about what “we” do read the same about the authors: the verb stays as it is. Within a name
# it stands with a capital, and in a quotation it is another one's.
_QUOTATION = re.compile(r"[“”\"‘]")
_FIRST_PERSON: dict[Language, tuple[tuple[re.Pattern[str], str], ...]] = {
    "en": (
        (re.compile(r"^(We [^.]*?)\bour(?= \w)"), r"\1their"),
        (re.compile(r"^We(?= [a-z])"), "The authors"),
        (re.compile(r"^Our(?= [a-z])"), "The authors'"),
        (re.compile(r"(?<![\w'-])we(?= [a-z])"), "the authors"),
        (re.compile(r"(?<![\w'-])our(?= \w)"), "the authors'"),
    ),
    "ko": (
        (re.compile(r"(?<![가-힣])(?:우리|저희)(?=(?:는|의)\s)"), "저자들"),
        (re.compile(r"(?<![가-힣])(?:우리가|저희가)(?=\s)"), "저자들이"),
    ),
}


def in_third_person(bullet: str, language: Language) -> str:
    """A bullet that speaks of the authors where it spoke as them."""
    if _QUOTATION.search(bullet):
        return bullet
    for words, authors in _FIRST_PERSON[language]:
        bullet = words.sub(authors, bullet)
    return bullet.replace("저자들는", "저자들은")


def clean(text: str) -> str:
    """Single-spaced, without bullet signs, numbering, Markdown's emphasis and characters that nobody sees.

    Percentage points become %p in Korean.
    """
    bullet = _SIGN.sub("", one_line(text))
    return _PERCENT_POINT.sub("%p", _EMPHASIS.sub(r"\2", bullet)).strip()


def one_line(text: str) -> str:
    """Single-spaced, and without characters that nobody sees."""
    return " ".join("".join(map(_visible, text)).split())


def _visible(character: str) -> str:
    if character.isspace():
        return " "
    category = unicodedata.category(character)
    return ("" if category != "Cc" else " ") if category in _UNSEEN else character
