"""Is a bullet in the language that was asked for? A script tells Korean, a small library English."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from typing import Protocol, cast

_HANGUL = re.compile(r"[가-힣]")
_LETTER = re.compile(r"[^\W\d_]")
# Scripts of which no letter belongs into a Korean or English bullet: Cyrillic, Hebrew, Arabic, the scripts
# of India, Thai, kana, Han. Greek is left out: formulas need it.
_FOREIGN_SCRIPT = re.compile(r"[\u0400-\u052f\u0590-\u06ff\u0900-\u0e7f\u3041-\u30ff\u3400-\u9fff]")
_LEAST_HANGUL = 0.2  # of the letters; names of models and English terms take the rest
_LEAST_WORDS = 0.25  # that have Hangul in them
_ASIDE = re.compile(r"\([^)]*\)|[“\"‘'][^”\"’']*[”\"’']")
# No name or term has these in small letters: the sentence is built in English.
_ENGLISH_GRAMMAR = re.compile(r"(?<![\w-])(?:is|are|was|were|has|have|we|which|that|than)(?![\w-])", re.ASCII)
_KOREAN_VERB = re.compile(r"(?:다|요|까|죠|함|됨|임|음)[.!?\s\"'”’)]*$")
_MOST_FOREIGN_LETTERS = 2  # letters of other scripts: a name in its own writing


def is_korean(text: str) -> bool:
    """Whether a bullet is Korean: one in Hangul, whatever English terms and names it keeps.

    Where those have most of the letters, words with Hangul (particles, a verb at the end) make it Korean.
    """
    if _is_mixed(text) or _ENGLISH_GRAMMAR.search(_ASIDE.sub(" ", text)):
        return False
    return _share_of_hangul(text) >= _LEAST_HANGUL or _is_built_in_korean(text)


def _is_built_in_korean(text: str) -> bool:
    words = _ASIDE.sub(" ", text).split()
    with_hangul = sum(bool(_HANGUL.search(word)) for word in words)
    return bool(_KOREAN_VERB.search(text)) and with_hangul >= max(2, _LEAST_WORDS * len(words))


def is_english(text: str) -> bool:
    """Whether a bullet is English; one that is little more than names passes for it."""
    if _share_of_hangul(text) >= _LEAST_HANGUL or _is_built_in_korean(text) or _is_mixed(text):
        return False
    detected = _detector().detect(text)
    return detected.language == "en" or not detected.is_reliable()


def _share_of_hangul(text: str) -> float:
    return len(_HANGUL.findall(text)) / max(1, len(_LETTER.findall(text)))


def _is_mixed(text: str) -> bool:
    return len(_FOREIGN_SCRIPT.findall(text)) > _MOST_FOREIGN_LETTERS


class _Detected(Protocol):
    language: str | None

    def is_reliable(self) -> bool: ...


class _Detector(Protocol):
    def detect(self, text: str) -> _Detected: ...


@cache
def _detector() -> _Detector:
    """The library, imported at the first English bullet: its tables take 50 MiB."""
    return cast(_Detector, import_module("eld").LanguageDetector())
