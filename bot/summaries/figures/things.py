"""The things that figures belong to, found in English and Korean under the same names."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from bot.summaries.figures.quantity import Quantity
from bot.summaries.figures.signs import small_letters

Names = tuple[str, ...]
"""What a word can be called in English, in small letters: whole words, or how they begin."""

TOKEN = re.compile(
    r"(?P<word>[a-z][\w+-]*(?:[.@]\w+)*)|(?P<korean>[가-힣]+)|(?P<sign>[,;:()—]|--|\.(?=\s|$))", re.ASCII
)
"""A word or a sign of a text in small letters."""

# Words that say that something was measured rather than what: often said once for both figures.
_MEASURES = (
    "success", "accura", "rate", "score", "auc", "perform", "improv", "gain", "reduc", "speedup", "error",
    "average", "f1", "pass", "percent", "increas", "decreas", "drop", "point", "ratio", "number", "total",
    "result", "compar", "achiev", "reach", "outperform", "param",
)  # fmt: skip
_WORDS = """
a about across after all also among an and are around as at before between both but by can compared each
even for from has have in into is it its just more most nearly not of on only or other our over per
respectively still such than that the these this those times to under up using via vs was we were when
where which while with within
"""
FUNCTION_WORDS = frozenset(_WORDS.split())
"""Words that name nothing."""
_MEASURE_WEIGHT, _COMMON_WEIGHT = 0.4, 0.5  # tuned, see the package


def names_of(token: re.Match[str]) -> Names:
    """What a word is called; a sign, and Hangul without a known word inside, has no names."""
    if token["korean"]:
        return tuple(name for word in _glossary_pattern().findall(token[0]) for name in _glossary()[word])
    return (token[0],) if token["word"] else ()


def word_names(text: str) -> list[Names]:
    """What the words of a text are called, in order; those without a name are left out."""
    return [names for token in TOKEN.finditer(small_letters(text)) if (names := names_of(token))]


def named(figure: Quantity) -> Names:
    """A figure as a thing that others go with: the 7 days of "7-day gain", 7일."""
    return (f"={(figure.value * figure.factor).normalize():f}",)


def weight(names: Names) -> float:
    """How much a thing says about whose figure it is, up to 1."""
    if any(name.startswith(_MEASURES) for name in names):
        return _MEASURE_WEIGHT
    return _COMMON_WEIGHT if all(len(name) <= 2 or name in FUNCTION_WORDS for name in names) else 1.0


def is_same(left: Names, right: Names) -> bool:
    """Whether two things share a name: the same word, its plural, or one that begins with the other.

    GPT and GPT-4 are two.
    """
    return any(_alike(left_name, right_name) for left_name in left for right_name in right)


def _alike(left: str, right: str) -> bool:
    if left == right:
        return True
    short, long = (left, right) if len(left) < len(right) else (right, left)
    ending = long[len(short) :]
    return long.startswith(short) and (ending == "s" or (len(short) >= 4 and ending.isalpha()))


@cache
def _glossary() -> dict[str, Names]:
    text = (files("bot.summaries.figures") / "glossary.txt").read_text(encoding="utf-8")
    lines = (line.split() for line in text.splitlines() if not line.startswith("#"))
    return {korean: tuple(english) for korean, *english in lines}


@cache
def _glossary_pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_glossary(), key=len, reverse=True)))
