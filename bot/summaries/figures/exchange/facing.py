"""Does a figure go with what stands before it or behind it? "정확도 85%" and "85%의 정확도", "52 models"."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.summaries.figures.text import has_hangul

# Once read, a counter is none of the nouns behind it: "12만 개와 이미지".
_COUNTER = (
    r"(?:\s?(?:[개명건장종편점배대권초년쌍]|가지|시간|퍼센트|문항|토큰)"
    r"(?=[의인짜여에를을로으이가나까와과은는도]|[\s,.()]|$))?+"
)
# 52개 아키텍처, 61억 개의 토큰, 72%(실제 환경)
_KOREAN_NOUN = re.compile(rf"{_COUNTER}(?:의|짜리|여)?\s+(?=[가-힣A-Za-z])|\s?\(")
# 46%에 그친 모델: a verb whose form belongs to the noun behind it; it ends in ㄴ.
_KOREAN_VERB = re.compile(
    rf"{_COUNTER}\s?(?:에|를|을|로|으로|이|가|나|까지)?\s[가-힣]{{0,3}}(?P<last>[가-힣])\s"
    r"(?!반면|것|데|뒤|후|때|만큼|채)"
)
_ENGLISH_NOUN = re.compile(
    r"-|\s?\(|\s(?:[a-z@0-9-]+\s){0,2}(?:on|in|for|of|with|at|under)\s"
    r"|\s(?:[a-z-]+\s){0,3}than\s"
    r"|\s(?:[a-z-]+\s)?[a-z]+s\b(?<!times)(?<!points)|\s(?:parameter|billion)"
)


class Facing(NamedTuple):
    """How many steps more it is from a figure to what stands before it, and to what stands behind it."""

    before: int
    behind: int


# Tuned, see the package. English names things on both sides of a figure, Korean nearly always on one.
_KOREAN_AHEAD, _KOREAN_BACK = Facing(2, 0), Facing(0, 8)
_ENGLISH_AHEAD, _ENGLISH_BOTH = Facing(3, 0), Facing(0, 0)


def facing(plain: str, end: int) -> Facing:
    """Which way the figure that ends at `end` of a plain text looks."""
    if not has_hangul(plain):
        return _ENGLISH_AHEAD if _ENGLISH_NOUN.match(plain, end) else _ENGLISH_BOTH
    verb = _KOREAN_VERB.match(plain, end)
    is_noun_next = (verb and _ends_in_n(verb["last"])) or _KOREAN_NOUN.match(plain, end)
    return _KOREAN_AHEAD if is_noun_next else _KOREAN_BACK


def _ends_in_n(syllable: str) -> bool:
    return (ord(syllable) - 0xAC00) % 28 == 4
