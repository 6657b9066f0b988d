"""Is a text in the language that was asked for? By script, and English by its small words."""

from __future__ import annotations

import re

_HANGUL = re.compile(r"[가-힣]")
_LETTER = re.compile(r"[^\W\d_]")
# Scripts of which no letter belongs into a Korean or English bullet: Cyrillic, Hebrew, Arabic, the scripts
# of India, Thai, kana, Han. Greek is left out: formulas need it.
_OTHER_SCRIPT = re.compile(r"[\u0400-\u052f\u0590-\u06ff\u0900-\u0e7f\u3041-\u30ff\u3400-\u9fff]")
_WORD = re.compile(r"[^\W\d_]+")
# English words that other languages of its script do not share: without "a", "an", "in", "on", "as", "is".
_SMALL_WORD = re.compile(
    r"\b(?:across|all|and|are|at|be|between|both|but|by|for|from|have|how|into|it|its|more|most|not|of|only|or"
    r"|such|than|that|the|their|them|these|they|this|through|to|using|via|when|where|which|while|who|with"
    r"|without)\b",
    re.IGNORECASE,
)
_LEAST_HANGUL = 0.2  # of the letters; names of models and English terms take the rest
_LEAST_SMALL_WORDS = 0.07  # of the words; on 1,649 abstracts, three sentences had less in two cases
_MOST_OTHER = 2  # letters of other scripts: a name in its own writing


def is_korean(text: str) -> bool:
    """Whether a bullet is Korean: one in Hangul, whatever English terms it keeps."""
    letters = len(_LETTER.findall(text))
    return letters > 0 and len(_HANGUL.findall(text)) >= _LEAST_HANGUL * letters and not _is_mixed(text)


def is_english(text: str) -> bool:
    """Whether a text of some sentences is English; a single short one may lack the small words."""
    words, small = len(_WORD.findall(text)), len(_SMALL_WORD.findall(text))
    few_hangul = len(_HANGUL.findall(text)) < _LEAST_HANGUL * len(_LETTER.findall(text))
    return small >= _LEAST_SMALL_WORDS * words and few_hangul and not _is_mixed(text)


def _is_mixed(text: str) -> bool:
    return len(_OTHER_SCRIPT.findall(text)) > _MOST_OTHER
