"""Where a Korean word can stand inside a run of Hangul: 확산 in 확산모델을, but 전이 not in 안전이.

A small rule instead of a dictionary. Behind the word may come particles, a one-syllable suffix that makes
words (생성자, 의료용), a verb ending, or another word of two syllables and more. Before it may come nothing,
a word of two syllables and more (강화학습), or a one-syllable prefix (재학습).

`undivided.txt` lists words of which this would find false parts: 프레임 in 프레임워크, 양자 in 양자화.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

LONGEST_WORD_SYLLABLES = (
    16  # syllables: of a word inside a longer run; bounds the work on text without spaces
)

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
# Behind a noun these end a question: 사실인지 is no 인지 (cognition), 정답인가 no 인가.
_ENDINGS = frozenset(["인지", "인가"])


def has_final_consonant(syllable: str) -> bool:
    """Whether a Hangul syllable ends in a consonant, which decides between 이 and 가, 은 and 는."""
    return (ord(syllable) - 0xAC00) % 28 != 0


def is_particle(run: str) -> bool:
    """Whether a run of Hangul is nothing but particles, as the 은 of "LLM은"."""
    return _PARTICLES.fullmatch(run) is not None


def heads(run: str) -> tuple[int, ...]:
    """Where a word that starts with the run can end; the whole run comes last."""
    ends = range(2, min(len(run), LONGEST_WORD_SYLLABLES + 1))
    single = (1,) if is_particle(run[1:]) else ()
    every_end = (*single, *(end for end in ends if _may_follow(run[end:])), len(run))
    return tuple(end for end in every_end if not _divides(run, 0, end))


def tails(run: str) -> tuple[int, ...]:
    """Where a word that ends with the run can start; the whole run comes first."""
    starts = range(max(1, len(run) - LONGEST_WORD_SYLLABLES), len(run) - 1)
    return (0, *(start for start in starts if _fits(run, start, len(run))))


def words(run: str) -> Iterator[tuple[int, int]]:
    """Every place (start, end) in the run where a word can stand; the whole run is one."""
    ends = heads(run)
    yield from ((0, end) for end in ends)
    for start in range(1, len(run) - 1):
        yield from ((start, end) for end in ends if _fits(run, start, end))


def _fits(run: str, start: int, end: int) -> bool:
    fits = 2 <= end - start <= LONGEST_WORD_SYLLABLES and _may_precede(run, start, end)
    return fits and not _divides(run, start, end)


def _may_precede(run: str, start: int, end: int) -> bool:
    if end == len(run) and run[-1] == "의":
        return False  # 품질의 is 품질 + 의, not 품 + 질의
    if start >= 2:
        return run[start:end] not in _ENDINGS or bool(_core(run[end:]))
    is_split = len(_core(run[end:])) == 1  # 소비전력 is 소비 + 전력, 전문화 is 전문 + 화
    return run[0] in _PREFIXES and not is_split and not (end == len(run) and _ends_in_particle(run))


def _ends_in_particle(word: str) -> bool:
    # 비전이 is 비전 + 이, because 전 ends in a consonant; 초나이 could not be 초나 + 이.
    return word[-1] in ("이은을" if has_final_consonant(word[-2]) else "가는를")


def _may_follow(rest: str) -> bool:
    core = _core(rest)
    return len(core) != 1 or core in _SUFFIXES


def _core(rest: str) -> str:
    """What follows a word, without the particles at its end."""
    return _PARTICLES.sub("", rest[-LONGEST_WORD_SYLLABLES:])


def _divides(run: str, start: int, end: int) -> bool:
    """Whether this is only a part of a word that has no parts."""
    spans = (word.span() for word in _undivided().finditer(run))
    return any(first <= start and end <= last and (first, last) != (start, end) for first, last in spans)


@cache
def _undivided() -> re.Pattern[str]:
    words = (files("bot.matching") / "undivided.txt").read_text(encoding="utf-8").split()
    return re.compile("|".join(sorted(words, key=len, reverse=True)))
