"""The rows of the scorecard: what is measured, by which command, and what it needs."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from tests.scorecard import judged, measured
from tests.scorecard.judged import Figures


class Row(NamedTuple):
    """`needs` are the options without which it keeps its last value."""

    name: str
    needs: tuple[str, ...]
    measure: Callable[[Namespace], Figures]

    @property
    def command(self) -> str:
        """What measures it alone."""
        options = "".join(f" --{need} {need.upper()}" for need in self.needs)
        return f"python -m tests.scorecard --only {self.name}{options}"


def _of_the_project(name: str, measure: Callable[[], Figures]) -> Row:
    return Row(name, (), lambda _: measure())


ROWS = (
    _of_the_project("keywords", partial(judged.keywords, "ours")),
    _of_the_project("keywords-blind", partial(judged.keywords, "blind")),
    _of_the_project("figures", judged.labelled_figures),
    _of_the_project("figures-blind", partial(judged.blind_figures, "held back")),
    _of_the_project("figures-unseen", partial(judged.blind_figures, "unseen")),
    Row("figures-natural", ("days",), lambda given: measured.natural_figures(given.days)),
    _of_the_project("errors-passing", judged.passing_errors),
    _of_the_project("false-alarms", judged.false_alarms),
    Row("schema", ("days", "openapi"), lambda given: measured.schema(given.days, given.openapi)),
    Row("kills", ("kills",), lambda given: measured.kills(given.kills, given.seed)),
    Row("delivery", ("channels",), lambda given: measured.delivery(given.channels)),
    Row("foryou", ("days", "readers"), lambda given: measured.readers(given.days, given.readers)),
)
