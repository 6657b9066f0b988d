"""A figure alone that is another one's: seen by what a count counts, or by all the words of its bullet.

What is counted ("27 countries" where the abstract has 27 models and 12 countries) stands right beside a
count: behind it in English, behind or before it in Korean. A bullet with one figure, such as "GRPO lifts the
accuracy by 5.2 points", has words that all speak of that; where the abstract tells GRPO and the accuracy
beside 7.7 in one sentence, 5.2 is another one's.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from bot.summaries.figures.evidence import LATEST_PAPERS, Evidence
from bot.summaries.figures.measure import COUNTERS
from bot.summaries.figures.quantity import Quantity, is_alike, is_count
from bot.summaries.figures.signs import has_hangul, small_letters
from bot.summaries.figures.things import FUNCTION_WORDS, TOKEN, Names, is_same, names_of, weight, word_names

_Thing = Sequence[Names]
_WORDS = 4  # of what is counted: "18 kinds of style transfer operations" says too much already
_BEFORE = re.compile(r"(?:[가-힣A-Za-z-]+\s){1,2}$")
_ENDED = re.compile(r"[가-힣](?:[은는을를의에와과로며고서]|니다)[.,]?$")
_COUNTER = re.compile(rf"\s?(?:{COUNTERS}|점|배)?(?:의|에 이르는)?\s(?=[가-힣A-Za-z])")


def counts_of_same_thing(
    plain: str, figure: Quantity, sources: Sequence[Quantity], evidence: Evidence
) -> Iterator[Quantity]:
    """The abstract's counts of what a plain bullet counts, if the `sources` surely count something else."""
    if not _is_telling(figure) or not (thing := _counted(plain, figure)):
        return
    things = _counted_in(evidence)
    source_things = [things.get(source.start, ()) for source in sources]
    if all(source_things) and not any(_shares(thing, source_thing) for source_thing in source_things):
        for rival in evidence.figures:
            if rival not in sources and _shares(thing[-1:], things.get(rival.start, ())[-1:]):
                yield rival


def _is_telling(figure: Quantity) -> bool:
    """Not a pair, which is called by many names: both, two tasks, 두 분야."""
    return is_count(figure) and not (figure.is_written and figure.value == 2)


def _shares(left: _Thing, right: _Thing) -> bool:
    return any(is_same(*names) for names in product(left, right))


@lru_cache(maxsize=LATEST_PAPERS)
def _counted_in(evidence: Evidence) -> Mapping[int, _Thing]:
    """By where each count starts."""
    return {fig.start: _counted(evidence.plain, fig) for fig in evidence.figures if is_count(fig)}


def _counted(plain: str, figure: Quantity) -> _Thing:
    """The words beside a figure that have names, the main one last."""
    if not has_hangul(plain):
        return _english(plain, figure.end)
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
        if token["sign"] or token[0] in FUNCTION_WORDS or len(words) == _WORDS:
            return ()
        words.append(tuple(dict.fromkeys((token[0], *token[0].split("-")))))  # sub-patterns are patterns
        if token[0].endswith("s"):
            return words
    return ()


# Tuned, see the package.
_ENOUGH, _OUTWEIGHS = 0.3, 1.4  # how much more speaks for the other figure, and how many times
_HALVED = 20  # characters: a word so far away counts half
_REACH = 220  # characters: nothing farther away counts
_FEWEST = 2  # words that must be evidence to tell
_TIMES = 100  # nobody takes a count for one that is so many times larger or smaller

_LETTERS = 4  # at the beginning, by which words are looked for


class _Word(NamedTuple):
    """What a word of the bullet says, and where the abstract has it."""

    weight: float
    places: Sequence[tuple[int, int]]


def nearer_figures(
    plain: str, figure: Quantity, sources: Sequence[Quantity], evidence: Evidence
) -> Iterator[Quantity]:
    """The abstract's figure of which a plain bullet with only this one tells, if not its `sources`."""
    rivals = [
        rival for rival in evidence.figures if rival not in sources and _is_plausible(sources[0], rival)
    ]
    if figure.is_written or not rivals:
        return
    lower, stops = small_letters(evidence.plain), evidence.stops
    bullet_names = dict.fromkeys(word_names(plain))
    words = [_Word(weight(names), places) for names in bullet_names if (places := _places(lower, names))]
    source_pull = max(_pull(stops, source, words) for source in sources)
    pull, nearest = max(((_pull(stops, rival, words), rival) for rival in rivals), key=lambda pair: pair[0])
    if len(words) >= _FEWEST and pull > source_pull + _ENOUGH and pull > source_pull * _OUTWEIGHS:
        yield nearest


def _is_plausible(source: Quantity, figure: Quantity) -> bool:
    """One could be taken for the other."""
    if figure.is_written or not is_alike(source, figure):
        return False
    least, most = sorted((source.value, figure.value))
    return not is_count(source) or ((source.step < 1) is (figure.step < 1) and most <= _TIMES * least)


def _places(lower: str, names: Names) -> Sequence[tuple[int, int]]:
    """Where the abstract, in small letters, has a word that is called so."""
    return [place for name in names for place in _places_of(lower, name)]


def _places_of(lower: str, name: str) -> Iterator[tuple[int, int]]:
    letters = name[:_LETTERS]
    start = lower.find(letters)
    while start >= 0:
        word = TOKEN.match(lower, start)
        is_whole = not lower[start - 1 : start].isalnum()
        if word and is_whole and is_same((name,), (word[0],)):
            yield word.span()
        start = lower.find(letters, start + 1)


def _pull(stops: Sequence[int], figure: Quantity, words: Sequence[_Word]) -> float:
    """How much of what is said stands near a figure of the abstract."""
    return sum(word.weight * max(_nearness(stops, figure, *place) for place in word.places) for word in words)


def _nearness(stops: Sequence[int], figure: Quantity, start: int, end: int) -> float:
    """From 1, right beside the figure, to 0."""
    distance = figure.start - end if end <= figure.start else start - figure.end
    is_near = 0 <= distance <= _REACH and bisect(stops, start) == bisect(stops, figure.start)
    return _HALVED / (_HALVED + distance) if is_near else 0.0
