"""The labelled set was written before the checker: see the order of the commits."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.summaries.figures import WrongFigure, unsupported_figures


class Labelled(NamedTuple):
    kind: str
    bullet: str
    abstract: str
    title: str
    wrong: tuple[str, ...]
    probably: tuple[str, ...]


def _labelled() -> list[Labelled]:
    papers = json.loads(Path(__file__).with_name("labelled.json").read_text(encoding="utf-8"))
    return [
        Labelled(
            entry["kind"],
            entry["bullet"],
            paper["abstract"],
            paper["title"],
            tuple(entry.get("wrong", ())),
            tuple(entry.get("probably", ())),
        )
        for paper in papers
        for entry in paper["bullets"]
    ]


LABELLED = _labelled()
WRONG = [entry for entry in LABELLED if entry.wrong and entry.kind != "swapped"]
SWAPPED = [entry for entry in LABELLED if entry.kind == "swapped" and entry.wrong]
RIGHT = [entry for entry in LABELLED if not entry.wrong]


def _findings(entry: Labelled) -> tuple[WrongFigure, ...]:
    return unsupported_figures(entry.bullet, abstract=entry.abstract, title=entry.title)


def _is_at(finding: WrongFigure, wrong: str, bullet: str) -> bool:
    start = bullet.index(wrong)
    return finding.start < start + len(wrong) and start < finding.end


def test_the_set_is_large_enough_to_say_something() -> None:
    assert len(LABELLED) >= 120
    assert min(len(WRONG), len(RIGHT)) >= 60


def test_at_least_95_percent_of_the_wrong_bullets_are_caught() -> None:
    missed = [entry.bullet for entry in (*WRONG, *SWAPPED) if not _findings(entry)]
    assert len(missed) <= 0.05 * len((*WRONG, *SWAPPED)), missed


def test_at_most_2_percent_of_the_right_bullets_are_flagged() -> None:
    flagged = [(entry.bullet, _findings(entry)) for entry in RIGHT if _findings(entry)]
    assert len(flagged) <= 0.02 * len(RIGHT), flagged


@pytest.mark.parametrize("entry", WRONG, ids=lambda entry: entry.bullet)
def test_a_finding_stands_at_the_wrong_figure_and_nowhere_else(entry: Labelled) -> None:
    findings = _findings(entry)
    assert len(findings) == len(entry.wrong)
    for finding, wrong in zip(findings, entry.wrong, strict=True):
        assert _is_at(finding, wrong, entry.bullet)
        assert finding.text == entry.bullet[finding.start : finding.end]


@pytest.mark.parametrize(
    "entry", [entry for entry in WRONG if entry.probably], ids=lambda entry: entry.bullet
)
def test_a_finding_names_what_the_figure_probably_should_be(entry: Labelled) -> None:
    suggested = [finding.probably for finding in _findings(entry)]
    for suggestion, expected in zip(suggested, entry.probably, strict=True):
        assert suggestion is not None
        assert suggestion.startswith(expected.rstrip("개명"))  # a counter is no part of the figure


def test_at_least_three_quarters_of_the_exchanged_figures_are_seen() -> None:
    """Both figures exist, so only what stands around them can tell."""
    seen = [entry.bullet for entry in SWAPPED if _findings(entry)]
    assert len(seen) >= 0.75 * len(SWAPPED)
