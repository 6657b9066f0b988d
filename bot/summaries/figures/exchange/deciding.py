"""Whose is each thing in the bullet, whose in the abstract: were two figures exchanged?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from functools import lru_cache
from itertools import combinations
from operator import attrgetter
from typing import NamedTuple

from bot.summaries.figures.evidence import LATEST_PAPERS, Evidence
from bot.summaries.figures.exchange.borne import MANY, Borne
from bot.summaries.figures.exchange.contradictions import is_upside_down, verb_denies
from bot.summaries.figures.exchange.line import Belonging, Line, is_alike, lay_out
from bot.summaries.figures.exchange.things import Names, is_same, weight
from bot.summaries.figures.quantity import Quantity
from bot.summaries.figures.spans import changes, spans

_ENOUGH = 0.12  # evidence for an exchange
_OUTWEIGHS = 2.0  # times the evidence against it
_ONE_SIDED = 4.0  # evidence about one of the two figures only counts so many times less
_FIGURES = 8  # of a bullet that are compared with each other
_LARGE = 1000  # nobody takes a number in words for such a one

_value = attrgetter("value")


class _Bullet(NamedTuple):
    """A plain bullet; its changes and its spans are pairs of places where figures start."""

    plain: str
    line: Line
    changes: Set[tuple[int, int]]
    spans: Set[tuple[int, int]]


def exchanged(
    plain: str, figures: Sequence[Quantity], borne: Sequence[Borne], known: Evidence
) -> Iterator[tuple[Quantity, Quantity]]:
    """The figures of a plain bullet that stand at another one's place, with that other one."""
    telling = [pair for pair in borne if len(pair.sources) < MANY][:_FIGURES]
    if pairs := [pair for pair in combinations(telling, 2) if _is_comparable(*pair)]:
        bullet = _read(plain, figures)
        yield from (
            (left.figure, right.figure) for left, right in pairs if _is_exchanged(bullet, left, right, known)
        )


def _read(plain: str, figures: Sequence[Quantity]) -> _Bullet:
    return _Bullet(
        plain,
        lay_out(plain, figures),
        {(before.start, after.start) for before, after in changes(plain, figures)},
        {(first.start, last.start) for first, last in spans(plain, figures)},
    )


def _is_exchanged(bullet: _Bullet, left: Borne, right: Borne, known: Evidence) -> bool:
    one, other = left.figure.start, right.figure.start
    if (one, other) in bullet.spans:
        return _is_wrong_span(bullet, left, right, known)
    if (other, one) in bullet.spans:
        return _is_wrong_span(bullet, right, left, known)
    if any(start in (one, other) for start, _ in bullet.spans):
        return False
    return is_upside_down(bullet.plain, left.figure, right.figure) or _is_crossed(
        bullet.line, left, right, known
    )


def _is_comparable(left: Borne, right: Borne) -> bool:
    """The two could be taken for each other."""
    one, other = left.figure, right.figure
    in_words = min(one, other, key=_value).is_written and max(one.value, other.value) > _LARGE
    is_numbering = one.suffix == other.suffix == "단계" and min(one.value, other.value) == 1
    return is_alike(one, other) and one.value != other.value and not in_words and not is_numbering


def _is_wrong_span(bullet: _Bullet, before: Borne, after: Borne, known: Evidence) -> bool:
    """The abstract never has this range or change, but its figures in others; or it runs the wrong way.

    Of a change, one figure in another change is enough: what it begins or ends with is told then.
    """
    there = {(one.start, other.start) for one, other in known.spans}
    starts, ends = ({source.start for source in borne.sources} for borne in (before, after))
    if any(one in starts and other in ends for one, other in there):
        return False
    is_reversed = any(one in ends and other in starts for one, other in there)
    ends_told = any(one in starts for one, _ in there), any(other in ends for _, other in there)
    is_change = (before.figure.start, after.figure.start) in bullet.changes
    is_broken = any(ends_told) if is_change else all(ends_told)
    return is_reversed or is_broken or _runs_wrong_way(bullet, before.figure, after.figure)


def _runs_wrong_way(bullet: _Bullet, before: Quantity, after: Quantity) -> bool:
    """A change against its verb, or a range from more to less: "reduces it by 20-30%" is no change."""
    if (before.start, after.start) in bullet.changes:
        return verb_denies(bullet.plain, before, after)
    return before.value > after.value


def _is_crossed(line: Line, left: Borne, right: Borne, known: Evidence) -> bool:
    """Some place of the abstract says clearly that they were exchanged, and none that they were not."""
    said = list(line.belongings(left.figure, right.figure))
    pairs = ((one, other) for one in left.sources for other in right.sources if one is not other)
    there = _line_of(known)
    votes = [_vote(said, list(there.belongings(one, other))) for one, other in pairs] if said else []
    return max(votes, default=0) > _ENOUGH and min(votes) > -_ENOUGH


@lru_cache(maxsize=LATEST_PAPERS)
def _line_of(known: Evidence) -> Line:
    return lay_out(known.plain, known.figures)


def _vote(said: Sequence[Belonging], there: Sequence[Belonging]) -> float:
    """How clearly two places of the abstract speak for an exchange; below 0 against it."""
    votes = [(share, -_agreement(names, share, there)) for names, share in said]
    spoken_for, against = (sum(max(0.0, sign * vote) for _, vote in votes) for sign in (1, -1))
    if spoken_for < _OUTWEIGHS * against:
        return min(0.0, spoken_for - against)
    of_left, of_right = (sum(vote for share, vote in votes if sign * share > 0) for sign in (1, -1))
    return (spoken_for - against) / (1 if min(of_left, of_right) > 0 else _ONE_SIDED)


def _agreement(names: Names, share: float, there: Sequence[Belonging]) -> float:
    """Whether a thing belongs to the same one of the two figures in both texts (1) or not (-1)."""
    shares = [other for theirs, other in there if is_same(names, theirs)]
    return weight(names) * share * sum(shares) / len(shares) if shares else 0.0
