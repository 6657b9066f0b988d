"""The check that no bullet may skip: which of its figures does the abstract not support?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.summaries.figures.derived import is_derived
from bot.summaries.figures.evidence import Evidence, evidence_of
from bot.summaries.figures.figure_names import Name, names, spaced_names
from bot.summaries.figures.lists import is_listed
from bot.summaries.figures.misplaced import misplaced_figures
from bot.summaries.figures.namematch import Verdict, judge
from bot.summaries.figures.quantities import plain_quantities
from bot.summaries.figures.quantity import Quantity
from bot.summaries.figures.signs import plain_text
from bot.summaries.figures.suggest import suggestion_for
from bot.summaries.figures.support import Support, support_of, supports


@dataclass(frozen=True, slots=True)
class WrongFigure:
    """A figure at `bullet[start:end]` without support, and what it probably should be, if that is clear."""

    text: str
    start: int
    end: int
    probably: str | None


_Mistake = tuple[Name | Quantity, str | None]
"""What is wrong in a bullet, and what it was perhaps meant to be."""


def unsupported_figures(bullet: str, *, abstract: str, title: str) -> tuple[WrongFigure, ...]:
    """Names each figure of the bullet that neither the abstract nor the title supports, in order.

    Plain texts in English or Korean. Of what an abstract does not state, only differences and ratios are
    worked out (of a change's two ends, and see `derived`); any other sum is unsupported. A figure that stands
    at another one's place is found where what stands around the two says so clearly (see `misplaced`).
    """
    evidence = evidence_of(abstract, title)
    return tuple(
        WrongFigure(
            bullet[mistake.start : mistake.end],
            mistake.start,
            mistake.end,
            suggestion if suggestion and _mends(bullet, mistake, suggestion, evidence) else None,
        )
        for mistake, suggestion in _mistakes(bullet, evidence)
    )


def _mends(bullet: str, mistake: Name | Quantity, suggestion: str, evidence: Evidence) -> bool:
    """Whether the suggestion is another figure, and one that the abstract supports in this bullet."""
    if "".join(suggestion.split()) == "".join(mistake.text.split()):
        return False
    followed = bullet[: mistake.start] + suggestion + bullet[mistake.end :]
    end = mistake.start + len(suggestion)
    return not any(
        mistake.start < again.end and again.start < end
        for again, _ in _mistakes(followed, evidence, also_misplaced=False)
    )


def _mistakes(bullet: str, evidence: Evidence, *, also_misplaced: bool = True) -> list[_Mistake]:
    """The wrong names and figures of a bullet, in order, and what each may have been meant to be."""
    plain = plain_text(bullet)
    token_names = tuple(names(plain))
    spaced = tuple((name, judge(name, evidence, only_rivals=True)) for name in spaced_names(plain))
    settled = [name for name, verdict in spaced if verdict.rival or verdict.supported]
    figures = [
        figure
        for figure in plain_quantities(plain, token_names)
        if not any(name.start <= figure.start < name.end for name in settled)
    ]
    verdicts = (*((name, judge(name, evidence)) for name in token_names), *spaced)
    looked_up = [support_of(figure, evidence) for figure in figures]
    supported = [support for support in looked_up if support.sources]
    mistakes: list[_Mistake] = [*_wrong_names(verdicts)]
    for figure, sources in looked_up:
        if not sources and not _is_implied(plain, figure, supported, evidence):
            mistakes.append((figure, suggestion_for(figure, (*evidence.figures, *evidence.implied), bullet)))
    if also_misplaced:
        misplaced = misplaced_figures(plain, figures, supported, evidence)
        mistakes += [(figure, source.text) for figure, source in misplaced.items()]
    return sorted(mistakes, key=lambda pair: pair[0].start)


def _wrong_names(verdicts: Iterable[tuple[Name, Verdict]]) -> Iterator[tuple[Name, str | None]]:
    for name, verdict in verdicts:
        if verdict.wrong:
            yield name, verdict.probably


def _is_implied(plain: str, figure: Quantity, supported: Sequence[Support], evidence: Evidence) -> bool:
    """Whether the abstract says it in other words, by naming what the bullet counts, or as a sum's parts."""
    return (
        any(supports(source, figure) for source in evidence.implied)
        or is_listed(plain, figure, evidence)
        or is_derived(plain, figure, supported, evidence)
    )
