"""Two right figures at each other's place: seen only where bullet and abstract name the same two things.

Each figure of a pair goes with the thing named beside it. If the abstract, within one sentence, has the two
things in one order and their two figures in the other, the figures were exchanged. Everything less clear is
let through: a false alarm costs a right bullet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import islice, pairwise
from typing import NamedTuple

from bot.summaries.figures.compare import supports
from bot.summaries.figures.evidence import Evidence
from bot.summaries.figures.quantity import Quantity, Unit
from bot.summaries.figures.transitions import transitions

# Korean nouns and how the English word for them begins: the things that abstracts count and measure.
_NOUNS = {
    "모델": "model", "전문가": "expert", "언어": "language", "토큰": "token", "과제": "task",
    "작업": "task", "데이터셋": "dataset", "데이터 세트": "dataset", "벤치마크": "benchmark",
    "이미지": "image", "영상": "video", "비디오": "video", "동영상": "video", "질문": "question",
    "앱": "app", "사람": "human", "인간": "human", "에이전트": "agent", "정확도": "accura",
    "지연": "laten", "속도": "speed", "메모리": "memory", "문맥": "context", "프리필": "prefill",
    "디코딩": "decod", "학습": "train", "추론": "inference", "참가자": "participant", "레이블": "label",
    "클래스": "class", "단계": "stage", "장면": "scene", "명령": "command", "파라미터": "param",
    "매개변수": "param", "샘플": "sample", "도메인": "domain", "카테고리": "categor",
    "시나리오": "scenario",
}  # fmt: skip
# Words that name no thing.
_COMMON = (
    "and the for with from that this our its are was were than while over more most achieves achieve reaches"
    " reach improves improve respectively percent points times about around nearly into across per both"
    " using which when has have can not but such under between"
)
_PLAIN = frozenset(_COMMON.split())
_THING = re.compile(rf"[A-Za-z][\w.@+-]*\w|{'|'.join(_NOUNS)}", re.ASCII)
_THING_FOLLOWS = re.compile(
    r"의\s|\s?(?:[개명건장종편]|가지)(?:의)?\s"
    r"|[ ](?:[a-z@0-9]+[ ]){0,2}(?:on|in|for|of|with|at)[ ]|[ ][a-z]+s\b"
)
_MANY = 4  # a figure that stands in so many places says nothing about its place
_COUNTED = (Unit.NONE, Unit.COUNT)


class Order(Enum):
    """Whether two things and their two figures come in the same order."""

    SAME = 1
    CROSSED = 2
    UNCLEAR = 3


class Borne(NamedTuple):
    """A bullet's figure and the abstract's figures that bear it out, the first few."""

    figure: Quantity
    sources: tuple[Quantity, ...]


def borne_by(figure: Quantity, known: Evidence) -> Borne:
    """The figure with its sources; without any it is not borne out by a figure as written."""
    sources = (source for source in known.figures if supports(source, figure))
    return Borne(figure, tuple(islice(sources, _MANY)))


def exchanged(plain: str, borne: Sequence[Borne], known: Evidence) -> Iterator[tuple[Quantity, Quantity]]:
    """Neighbouring figures of a plain bullet that stand at each other's place."""
    changes = set(transitions(plain, [pair.figure for pair in borne]))
    for left, right in pairwise(borne):
        if not _is_comparable(left.figure, right.figure) or _MANY in (len(left.sources), len(right.sources)):
            continue
        if (left.figure, right.figure) in changes:
            crossed = _is_reversed(left, right, known)
        else:
            crossed = _is_crossed(plain, left, right, known)
        if crossed:
            yield left.figure, right.figure


def _is_comparable(left: Quantity, right: Quantity) -> bool:
    """The two could be taken for each other."""
    units = (left.unit, right.unit)
    return left.value != right.value and (units[0] is units[1] or all(unit in _COUNTED for unit in units))


def _is_reversed(left: Borne, right: Borne, known: Evidence) -> bool:
    """The abstract tells of the change the other way round, and never this way."""
    there = {(before.start, after.start) for before, after in transitions(known.plain, known.figures)}
    ways = [(one.start, other.start) for one in left.sources for other in right.sources]
    return any((other, one) in there for one, other in ways) and not any(way in there for way in ways)


def _is_crossed(plain: str, left: Borne, right: Borne, known: Evidence) -> bool:
    things = _things_of(plain, left.figure, right.figure)
    if not things:
        return False
    pairs = ((one, other) for one in left.sources for other in right.sources if one is not other)
    orders = [_order(things, one, other, known.lower) for one, other in pairs]
    return Order.CROSSED in orders and Order.SAME not in orders


def _things_of(plain: str, left: Quantity, right: Quantity) -> tuple[str, str] | None:
    """The thing named beside each figure: both behind (33.3% on A, 32.6% on B), or both before."""
    between = _things(plain[left.end : right.start])
    if _THING_FOLLOWS.match(plain, left.end) and _THING_FOLLOWS.match(plain, right.end):
        behind = _things(plain[right.end :])
        return next(((one, other) for one, other in zip(between, behind, strict=False) if one != other), None)
    before = _things(plain[: left.start])
    nearest = zip(reversed(before), reversed(between), strict=False)
    return next(((one, other) for one, other in nearest if one != other), None)


def _things(text: str) -> list[str]:
    found = (_NOUNS.get(match[0], match[0].lower()) for match in _THING.finditer(text))
    return [thing for thing in found if thing not in _PLAIN and len(thing) > 2]


def _order(things: tuple[str, str], left: Quantity, right: Quantity, abstract: str) -> Order:
    """How the things stand to the figures within the one sentence that has them all."""
    start = abstract.rfind(". ", 0, min(left.start, right.start)) + 1
    end = abstract.find(". ", max(left.start, right.start))
    sentence = abstract[start : end if end >= 0 else None]
    places = [_only_place(thing, sentence) for thing in things]
    if ". " in sentence.strip(". ") or places[0] is None or places[1] is None:
        return Order.UNCLEAR
    return Order.SAME if (places[0] < places[1]) is (left.start < right.start) else Order.CROSSED


def _only_place(thing: str, sentence: str) -> int | None:
    """Where the sentence names the thing, if it does so once."""
    places = [match.start() for match in re.finditer(rf"(?<![a-z0-9]){re.escape(thing)}", sentence)]
    return places[0] if len(places) == 1 else None
