"""The check that no bullet may skip: which of its figures does the abstract not bear out?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.summaries.figures.compare import supports
from bot.summaries.figures.evidence import Evidence, evidence
from bot.summaries.figures.extract import quantities
from bot.summaries.figures.namematch import judge
from bot.summaries.figures.names import Name, names, spaced_names
from bot.summaries.figures.quantity import Quantity
from bot.summaries.figures.suggest import probable
from bot.summaries.figures.text import plain_text


@dataclass(frozen=True, slots=True)
class Finding:
    """A figure at `bullet[start:end]` without support, and what it probably should be, if that is clear."""

    text: str
    start: int
    end: int
    probably: str | None


def unsupported_figures(bullet: str, *, abstract: str, title: str) -> tuple[Finding, ...]:
    """Names each figure of the bullet that neither the abstract nor the title bears out, in order.

    Plain texts in English or Korean. Nothing is computed: a difference or a quotient that the abstract does
    not state is unsupported. Figures borne out but attached to the wrong thing are not seen.
    """
    known = evidence(abstract, title)
    return tuple(
        sorted((*_names(bullet, known), *_quantities(bullet, known)), key=lambda finding: finding.start)
    )


def _names(bullet: str, known: Evidence) -> Iterator[Finding]:
    for name in names(plain_text(bullet)):
        verdict = judge(name, known)
        if not verdict.supported:
            yield _finding(bullet, name, verdict.probably)


def _quantities(bullet: str, known: Evidence) -> Iterator[Finding]:
    spaced = [(name, judge(name, known, only_rivals=True)) for name in spaced_names(plain_text(bullet))]
    for name, verdict in spaced:
        if verdict.rival:
            yield _finding(bullet, name, verdict.probably)
    settled = [name for name, verdict in spaced if verdict.rival or verdict.supported]
    for quantity in quantities(bullet):
        if any(name.start <= quantity.start < name.end for name in settled):
            continue
        if not any(supports(figure, quantity) for figure in (*known.figures, *known.implied)):
            yield _finding(bullet, quantity, probable(quantity, (*known.figures, *known.implied), bullet))


def _finding(bullet: str, figure: Name | Quantity, probably: str | None) -> Finding:
    return Finding(bullet[figure.start : figure.end], figure.start, figure.end, probably)
