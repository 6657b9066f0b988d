"""The things that figures belong to, found in English and Korean under the same names."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

Names = tuple[str, ...]
"""What a word can be called in English, in small letters: whole words, or how they begin."""

# Words that say that something was measured rather than what: often said once for both figures.
_MEASURES = (
    "success", "accura", "rate", "score", "auc", "perform", "improv", "gain", "reduc", "speedup", "error",
    "average", "f1", "pass", "percent", "increas", "decreas", "drop", "point", "ratio", "number", "total",
    "result", "compar", "achiev", "reach", "outperform",
)  # fmt: skip
_COMMON = frozenset(
    [
        "and",
        "the",
        "for",
        "with",
        "from",
        "that",
        "this",
        "our",
        "its",
        "are",
        "was",
        "were",
        "than",
        "while",
        "over",
        "more",
        "most",
        "respectively",
        "times",
        "about",
        "around",
        "nearly",
        "into",
        "across",
        "per",
        "both",
        "using",
        "which",
        "when",
        "where",
        "has",
        "have",
        "can",
        "not",
        "but",
        "such",
        "under",
        "between",
    ]
)
_MEASURE_WEIGHT, _COMMON_WEIGHT = 0.4, 0.5  # tuned, see `exchange`


def english_names(word: str) -> Names:
    """The name of an English word or a model's or benchmark's name; in small letters already."""
    return (word,)


def korean_names(word: str) -> Names:
    """The English names of every known word inside a run of Hangul."""
    return tuple(name for known in _known().findall(word) for name in _glossary()[known])


def weight(names: Names) -> float:
    """How much a thing says about whose figure it is, up to 1."""
    if any(name.startswith(_MEASURES) for name in names):
        return _MEASURE_WEIGHT
    return _COMMON_WEIGHT if all(len(name) <= 2 or name in _COMMON for name in names) else 1.0


def is_same(one: Names, other: Names) -> bool:
    """Whether two things share a name: the same word, its plural, or one that begins with the other."""
    return any(_alike(ours, theirs) for ours in one for theirs in other)


def _alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) >= 4 and long.startswith(short)) or long == f"{short}s"


@cache
def _glossary() -> dict[str, Names]:
    text = (files("bot.summaries.figures") / "glossary.txt").read_text(encoding="utf-8")
    lines = (line.split() for line in text.splitlines() if not line.startswith("#"))
    return {korean: tuple(english) for korean, *english in lines}


@cache
def _known() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_glossary(), key=len, reverse=True)))
