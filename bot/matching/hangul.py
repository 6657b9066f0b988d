"""Where a Korean word can stand inside a run of Hangul: 확산 in 확산모델을, but 전이 not in 안전이.

A small rule instead of a dictionary. Behind the word may come particles, a one-syllable suffix that makes
words (생성자, 의료용), a verb ending, or another word of two syllables and more. Before it may come nothing,
a word of two syllables and more (강화학습), or a one-syllable prefix (재학습).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST = 16  # syllables: of a word inside a longer run; bounds the work on text without spaces

_PARTICLES = re.compile(
    "(?:들|은|는|이|가|을|를|의|에|에서|에게|께|한테|와|과|랑|도|로|으로|만|나|이나|라|라는|란|까지|부터|보다|처럼|마다|조차|밖에"
    "|써|서|인|이다|다|입니다|며|고|든|요|등|및|뿐|대로|만큼|여|면|니다)+$"
)
# Word-making syllables, then what 하다, 되다, 시키다 and 받다 begin with, then nouns as in 학습중.
_SUFFIXES = frozenset(
    "적화형기자법론성률율용별상내간식망력량점층군값셋쌍팔팀칩류물체권급판"
    "하한할함합해했되된될됨됩돼됐시받"
    "중후전"
)
_PREFIXES = frozenset("재비다초고저역대소준반무미신탈총전본각")


def has_final_consonant(syllable: str) -> bool:
    """Whether a Hangul syllable ends in a consonant, which decides between 이 and 가, 은 and 는."""
    return (ord(syllable) - 0xAC00) % 28 != 0


def is_particle(run: str) -> bool:
    """Whether a run of Hangul is nothing but particles, as the 은 of "LLM은"."""
    return _PARTICLES.fullmatch(run) is not None


def heads(run: str) -> tuple[int, ...]:
    """Where a word that starts with the run can end; the whole run comes last."""
    ends = range(2, min(len(run), LONGEST + 1))
    return (*(end for end in ends if _may_follow(run[end:])), len(run))


def tails(run: str) -> tuple[int, ...]:
    """Where a word that ends with the run can start; the whole run comes first."""
    starts = range(max(1, len(run) - LONGEST), len(run) - 1)
    return (0, *(start for start in starts if _may_precede(run, start, len(run))))


def words(run: str) -> Iterator[tuple[int, int]]:
    """Every place (start, end) in the run where a word can stand; the whole run is one."""
    ends = heads(run)
    yield from ((0, end) for end in ends)
    if len(run) > 1 and is_particle(run[1:]):
        yield 0, 1
    for start in range(1, len(run) - 1):
        yield from ((start, end) for end in ends if _fits(run, start, end))


def _fits(run: str, start: int, end: int) -> bool:
    return 2 <= end - start <= LONGEST and _may_precede(run, start, end)


def _may_precede(run: str, start: int, end: int) -> bool:
    if start >= 2:
        return True
    return run[0] in _PREFIXES and not (end == len(run) and _ends_in_particle(run[start:]))


def _ends_in_particle(word: str) -> bool:
    # 비전이 is 비전 + 이, because 전 ends in a consonant; 초나이 could not be 초나 + 이.
    return word[-1] in ("이은을" if has_final_consonant(word[-2]) else "가는를")


def _may_follow(rest: str) -> bool:
    core = _PARTICLES.sub("", rest[-LONGEST:])
    return len(core) != 1 or core in _SUFFIXES
