"""A count of one thing given to another: "27 countries" where the abstract has 27 models and 12 countries.

Only one figure of the bullet is needed for it. What is counted stands right beside a count: behind it in
English, behind or before it in Korean.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from bot.summaries.figures.evidence import LATEST_PAPERS, Evidence
from bot.summaries.figures.measure import COUNTERS, is_ordinal
from bot.summaries.figures.names import spaced_names
from bot.summaries.figures.quantity import Quantity, is_count
from bot.summaries.figures.text import has_hangul, small_letters
from bot.summaries.figures.things import FUNCTION_WORDS, TOKEN, Names, is_same, names_of

_Thing = Sequence[Names]
_WORDS = 4  # of what is counted: "18 kinds of style transfer operations" says too much already
_BEFORE = re.compile(r"(?:[가-힣A-Za-z-]+\s){1,2}$")
_MORE = "of in on at to by is as or per each it we a an vs via"
_ENDS = FUNCTION_WORDS.union(_MORE.split())
_ENDED = re.compile(r"[가-힣](?:[은는을를의에와과로며고서]|니다)[.,]?$")
_COUNTER = re.compile(rf"\s?(?:{COUNTERS}|점|배)?(?:의|에 이르는)?\s(?=[가-힣A-Za-z])")
_THING_RIGHT_BEHIND = re.compile(r"\s?(?:개의\s)?(토큰|파라미터|매개변수|문항|단어|프레임|픽셀)")


def counts_of_same_thing(
    plain: str, figure: Quantity, sources: Sequence[Quantity], known: Evidence
) -> Iterator[Quantity]:
    """The abstract's counts of what a plain bullet counts, if the `sources` surely count something else."""
    if not _is_telling(plain, figure) or not (thing := _counted(plain, figure)):
        return
    there = _counted_in(known)
    own = [there.get(source.start, ()) for source in sources]
    if all(own) and not any(_shares(thing, other) for other in own):
        others = (other for other in known.figures if other not in sources)
        yield from (other for other in others if _shares(thing[-1:], there.get(other.start, ())[-1:]))


def _is_telling(plain: str, figure: Quantity) -> bool:
    """No number of a place; nor a pair, which is called by many names: both, two tasks, 두 분야."""
    is_pair = figure.is_written and figure.value == 2
    return is_count(figure) and not is_pair and not is_ordinal(plain, figure)


def _shares(one: _Thing, other: _Thing) -> bool:
    return any(is_same(ours, theirs) for ours in one for theirs in other)


@lru_cache(maxsize=LATEST_PAPERS)
def _counted_in(known: Evidence) -> Mapping[int, _Thing]:
    """By where each count starts."""
    named = {name.end for name in spaced_names(known.plain)}  # "Llama 2 models" are not two
    counts = (figure for figure in known.figures if is_count(figure) and figure.end not in named)
    return {figure.start: _counted(known.plain, figure) for figure in counts}


def _counted(plain: str, figure: Quantity) -> _Thing:
    """The words beside a figure that have names, the main one last."""
    if not has_hangul(plain):
        return _english(plain, figure.end)
    if named := _THING_RIGHT_BEHIND.match(plain, figure.end):
        return _korean([named[1]])
    if behind := _COUNTER.match(plain, figure.end):
        return _korean(_phrase(plain[behind.end() : behind.end() + 24].split(" ")[:2]))
    before = _BEFORE.search(plain[max(0, figure.start - 24) : figure.start])
    return _korean(before[0].split()) if before else ()


def _phrase(words: Sequence[str]) -> Sequence[str]:
    """The words up to the first with a particle or an ending: 국가에서 모은, 분야의 이미지."""
    return words[:1] if words and _ENDED.search(words[0]) else words


def _korean(words: Iterable[str]) -> _Thing:
    tokens = (TOKEN.match(small_letters(word)) for word in words)
    return [names for token in tokens if token and (names := names_of(token))]


def _english(plain: str, end: int) -> _Thing:
    """The words up to the first plural, which is the main one."""
    words: list[Names] = []
    for token in TOKEN.finditer(small_letters(plain[end : end + 60])):
        if token["sign"] or token[0] in _ENDS or len(words) == _WORDS:
            return ()
        words.append(tuple(dict.fromkeys((token[0], *token[0].split("-")))))  # sub-patterns are patterns
        if token[0].endswith("s"):
            return words
    return ()
