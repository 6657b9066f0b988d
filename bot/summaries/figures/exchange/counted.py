"""A count of one thing given to another: "27 countries" where the abstract has 27 models and 12 countries.

Only one figure of the bullet is needed for it. What is counted stands right beside a count: behind it in
English, behind or before it in Korean.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.summaries.figures.exchange.facing import facing
from bot.summaries.figures.exchange.things import FUNCTION_WORDS, TOKEN, Names, is_same, names_of
from bot.summaries.figures.quantity import Quantity
from bot.summaries.figures.text import has_hangul, small_letters
from bot.summaries.figures.units import COUNTERS

_WORDS = 4  # of what is counted: "18 kinds of style transfer operations" says too much already
_BEFORE = re.compile(r"(?:[가-힣A-Za-z-]+\s){1,2}$")
_MORE = "of in on at to by is as or per each it we a an vs via"
_ENDS = FUNCTION_WORDS.union(_MORE.split())
_ENDED = re.compile(r"[가-힣](?:[은는을를의에와과로며고서]|니다)[.,]?$")
_COUNTER = re.compile(rf"\s?(?:{COUNTERS}|점|배)?(?:의|에 이르는)?\s?")


def counted(plain: str, figure: Quantity) -> Sequence[Names]:
    """What a figure counts: the words beside it that have names, the main one last."""
    if not has_hangul(plain):
        return _english(plain, figure.end)
    behind = _COUNTER.match(plain, figure.end)
    if behind and facing(plain, figure.end).behind == 0:
        return _korean(_phrase(plain[behind.end() : behind.end() + 24].split(" ")[:2]))
    before = _BEFORE.search(plain[max(0, figure.start - 24) : figure.start])
    return _korean(before[0].split()) if before else ()


def _phrase(words: Sequence[str]) -> Sequence[str]:
    """The words up to the first with a particle or an ending: 국가에서 모은, 분야의 이미지."""
    return words[:1] if words and _ENDED.search(words[0]) else words


def _korean(words: Iterable[str]) -> Sequence[Names]:
    tokens = (TOKEN.match(small_letters(word)) for word in words)
    return [names for token in tokens if token and (names := names_of(token))]


def _english(plain: str, end: int) -> Sequence[Names]:
    """The words up to the first plural, which is the main one."""
    words: list[Names] = []
    for token in TOKEN.finditer(small_letters(plain[end : end + 60])):
        if token["sign"] or token[0] in _ENDS or len(words) == _WORDS:
            return ()
        words.append((token[0],))
        if token[0].endswith("s"):
            return words
    return ()


def is_of_another(
    thing: Sequence[Names], sources: Sequence[Sequence[Names]], others: Iterable[Sequence[Names]]
) -> bool:
    """Whether what the bullet counts is counted by another figure of the abstract, and by none of its own."""
    if not thing or not all(sources):
        return False
    if any(is_same(ours, theirs) for source in sources for theirs in source for ours in thing):
        return False
    return any(other and is_same(thing[-1], other[-1]) for other in others)
