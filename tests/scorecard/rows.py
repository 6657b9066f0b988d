"""The rows of the scorecard: what is measured, by which command, and what it needs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from tests.scorecard import judged, measured
from tests.scorecard.judged import Figures


class Row(NamedTuple):
    """`measure` takes the values of the options that it `needs`; without them it keeps its last value."""

    name: str
    measure: Callable[..., Figures]
    needs: tuple[str, ...] = ()

    @property
    def command(self) -> str:
        """What measures it alone."""
        options = "".join(f" --{need} {need.upper()}" for need in self.needs)
        return f"python -m tests.scorecard --only {self.name}{options}"


ROWS = (
    Row("keywords", partial(judged.keywords, "ours")),
    Row("keywords-blind", partial(judged.keywords, "blind")),
    Row("figures", judged.labelled_figures),
    Row("figures-blind", partial(judged.blind_figures, "held back")),
    Row("figures-unseen", partial(judged.blind_figures, "unseen")),
    Row("figures-natural", measured.natural_figures, ("days",)),
    Row("errors-passing", judged.passing_errors),
    Row("false-alarms", judged.false_alarms),
    Row("schema", measured.schema, ("days", "openapi")),
    Row("kills", measured.kills, ("kills",)),
    Row("delivery", measured.delivery, ("channels",)),
    Row("foryou", measured.readers, ("days", "readers")),
)
