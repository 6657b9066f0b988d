"""The check that no bullet may skip: which of its figures does the abstract not bear out?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.summaries.figures.compare import supports
from bot.summaries.figures.evidence import Evidence, evidence
from bot.summaries.figures.exchange import borne_by, misplaced
from bot.summaries.figures.extract import plain_quantities
from bot.summaries.figures.lists import is_listed
from bot.summaries.figures.namematch import Verdict, judge
from bot.summaries.figures.names import Name, names, spaced_names
from bot.summaries.figures.quantity import Quantity
from bot.summaries.figures.remainders import contradicted, is_rest
from bot.summaries.figures.suggest import probable
from bot.summaries.figures.text import plain_text
from bot.summaries.figures.worked_out import is_worked_out


@dataclass(frozen=True, slots=True)
class Finding:
    """A figure at `bullet[start:end]` without support, and what it probably should be, if that is clear."""

    text: str
    start: int
    end: int
    probably: str | None


def unsupported_figures(bullet: str, *, abstract: str, title: str) -> tuple[Finding, ...]:
    """Names each figure of the bullet that neither the abstract nor the title bears out, in order.

    Plain texts in English or Korean. Of what an abstract does not state, only differences and ratios are
    worked out (of a change's two ends, and see `worked_out`); any other sum is unsupported. A figure that is
    borne out but stands at another one's place is found where what stands around the two says so clearly
    (see `exchange`).
    """
    known, plain = evidence(abstract, title), plain_text(bullet)
    known_names = tuple(names(plain))
    spaced = tuple((name, judge(name, known, only_rivals=True)) for name in spaced_names(plain))
    settled = [name for name, verdict in spaced if verdict.rival or verdict.supported]
    figures = [
        figure
        for figure in plain_quantities(plain, known_names)
        if not any(name.start <= figure.start < name.end for name in settled)
    ]
    verdicts = (*((name, judge(name, known)) for name in known_names), *spaced)
    places = (*_wrong_names(verdicts), *_wrong_figures(bullet, plain, figures, known))
    return tuple(
        Finding(bullet[place.start : place.end], place.start, place.end, probably)
        for place, probably in sorted(places, key=lambda found: found[0].start)
    )


def _wrong_names(verdicts: Iterable[tuple[Name, Verdict]]) -> Iterator[tuple[Name, str | None]]:
    for name, verdict in verdicts:
        if verdict.wrong:
            yield name, verdict.probably


def _wrong_figures(
    bullet: str, plain: str, figures: Sequence[Quantity], known: Evidence
) -> Iterator[tuple[Quantity, str | None]]:
    looked_up = [borne_by(figure, known) for figure in figures]
    borne = [found for found in looked_up if found.sources]
    for figure, sources in looked_up:
        if not sources and not _is_implied(plain, figure, known) and not is_worked_out(figure, borne, known):
            yield figure, probable(figure, (*known.figures, *known.implied), bullet)
    wrong = misplaced(plain, figures, borne, known) | contradicted(plain, borne, known)
    yield from ((figure, right.text) for figure, right in wrong.items())


def _is_implied(plain: str, figure: Quantity, known: Evidence) -> bool:
    """Whether the abstract says it in other words, or by naming what the bullet counts."""
    return (
        any(supports(source, figure) for source in known.implied)
        or is_listed(plain, figure, known)
        or is_rest(plain, figure, known)
    )
