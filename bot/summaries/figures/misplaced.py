"""Right figures at the wrong place: "A 33%, B 32%" where the abstract has A 32% and B 33%.

The figures exist, so only what stands around them can tell. Of two figures in one bullet, every thing that
bullet and abstract name near both has a say: it belongs to one of them in the bullet, and to one of them in
the abstract. If what speaks for the exchange outweighs what speaks against it, the figures were exchanged.
One figure alone is enough where it is sure whose it is: by what a count counts, or by all the words
of a bullet that has no other figure (`alone`).

The numbers in here were tuned on real abstracts with bullets written for them. They lean to silence, since a
false alarm costs a right bullet: of figures that natural bullets give to another thing, half are not seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from functools import lru_cache
from itertools import chain, combinations
from typing import NamedTuple

from bot.summaries.figures.alone import counts_of_same_thing, nearer_figures
from bot.summaries.figures.evidence import LATEST_PAPERS, Evidence
from bot.summaries.figures.line import Belonging, Line, lay_out
from bot.summaries.figures.quantity import Quantity, is_alike
from bot.summaries.figures.spans import changes, spans
from bot.summaries.figures.support import MAX_SOURCES, Support
from bot.summaries.figures.things import Names, is_same, weight

_EXCHANGE_EVIDENCE = 0.12  # what speaks for an exchange, at least
_OUTWEIGHS = 2.0  # times the evidence against it
_LONE_EVIDENCE = 4.0  # evidence about one of the two figures only counts so many times less
_COMPARED_FIGURES = 8  # of a bullet, at most


class _Bullet(NamedTuple):
    """A plain bullet; its changes and its spans are pairs of positions where figures start."""

    line: Line
    changes: Set[tuple[int, int]]
    spans: Set[tuple[int, int]]


def misplaced_figures(
    plain: str, figures: Sequence[Quantity], supported: Sequence[Support], evidence: Evidence
) -> dict[Quantity, Quantity]:
    """The figures of a plain bullet that belong elsewhere, with the one that probably belongs there.

    `supported` are those of its figures that the abstract has.
    """
    telling = [support for support in supported if len(support.sources) < MAX_SOURCES]
    alone = {
        support.figure: right
        for support in telling
        if (right := next(_rightful(plain, support, evidence, is_only=len(figures) == 1), None))
    }
    return alone | dict(_exchanged(plain, figures, telling[:_COMPARED_FIGURES], evidence))


def _rightful(plain: str, support: Support, evidence: Evidence, *, is_only: bool) -> Iterator[Quantity]:
    """What should stand where one figure stands, told without another figure of the bullet."""
    return chain(
        counts_of_same_thing(plain, *support, evidence),
        nearer_figures(plain, *support, evidence) if is_only else (),
    )


def _exchanged(
    plain: str, figures: Sequence[Quantity], telling: Sequence[Support], evidence: Evidence
) -> Iterator[tuple[Quantity, Quantity]]:
    """The figures of a plain bullet that stand at another one's place, with that other one."""
    if pairs := [pair for pair in combinations(telling, 2) if _is_comparable(*pair)]:
        bullet = _Bullet(
            lay_out(plain, figures),
            {(before.start, after.start) for before, after in changes(plain, figures)},
            {(first.start, last.start) for first, last in spans(plain, figures)},
        )
        for left, right in pairs:
            if _is_exchanged(bullet, left, right, evidence):
                yield left.figure, right.figure


def _is_comparable(left: Support, right: Support) -> bool:
    """The two could be taken for each other."""
    return is_alike(left.figure, right.figure) and left.figure.value != right.figure.value


def _is_exchanged(bullet: _Bullet, left: Support, right: Support, evidence: Evidence) -> bool:
    starts = (left.figure.start, right.figure.start)
    if starts in bullet.spans:
        return _is_wrong_span(bullet, left, right, evidence)
    if starts[::-1] in bullet.spans:
        return _is_wrong_span(bullet, right, left, evidence)
    if any(start in starts for start, _ in bullet.spans):
        return False
    return _is_crossed(bullet.line, left, right, evidence)


def _is_wrong_span(bullet: _Bullet, before: Support, after: Support, evidence: Evidence) -> bool:
    """The abstract never has this range or change, but its figures in others; or it runs the wrong way.

    Of a change, one figure in another change is enough: what it begins or ends with is told then. A range
    from more to less is wrong; "reduces it by 20-30%" is no change.
    """
    in_abstract = {(first.start, last.start) for first, last in evidence.spans}
    starts, ends = ({source.start for source in support.sources} for support in (before, after))
    if any(first in starts and last in ends for first, last in in_abstract):
        return False
    is_reversed = any(first in ends and last in starts for first, last in in_abstract)
    shared_ends = (
        any(first in starts for first, _ in in_abstract),
        any(last in ends for _, last in in_abstract),
    )
    if (before.figure.start, after.figure.start) in bullet.changes:
        return is_reversed or any(shared_ends)
    return is_reversed or all(shared_ends) or before.figure.value > after.figure.value


def _is_crossed(line: Line, left: Support, right: Support, evidence: Evidence) -> bool:
    """Some place of the abstract says clearly that they were exchanged, and none that they were not."""
    in_bullet = list(line.belongings(left.figure, right.figure))
    pairs = ((first, last) for first in left.sources for last in right.sources if first is not last)
    abstract = _line_of(evidence)
    votes = [_vote(in_bullet, list(abstract.belongings(*pair))) for pair in pairs] if in_bullet else []
    return max(votes, default=0) > _EXCHANGE_EVIDENCE and min(votes) > -_EXCHANGE_EVIDENCE


@lru_cache(maxsize=LATEST_PAPERS)
def _line_of(evidence: Evidence) -> Line:
    return lay_out(evidence.plain, evidence.figures)


def _vote(in_bullet: Sequence[Belonging], in_abstract: Sequence[Belonging]) -> float:
    """How clearly two places of the abstract speak for an exchange; below 0 against it."""
    votes = [(share, -_agreement(names, share, in_abstract)) for names, share in in_bullet]
    spoken_for, against = (sum(max(0.0, sign * vote) for _, vote in votes) for sign in (1, -1))
    if spoken_for < _OUTWEIGHS * against:
        return min(0.0, spoken_for - against)
    of_left, of_right = (sum(vote for share, vote in votes if sign * share > 0) for sign in (1, -1))
    return (spoken_for - against) / (1 if min(of_left, of_right) > 0 else _LONE_EVIDENCE)


def _agreement(names: Names, share: float, in_abstract: Sequence[Belonging]) -> float:
    """Whether a thing belongs to the same one of the two figures in both texts (1) or not (-1)."""
    shares = [belonging.share for belonging in in_abstract if is_same(names, belonging.names)]
    return weight(names) * share * sum(shares) / len(shares) if shares else 0.0
