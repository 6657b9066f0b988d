"""All the ways in which a figure of the abstract can stand at a wrong place."""

from __future__ import annotations

from collections.abc import Sequence

from bot.summaries.figures.evidence import Evidence
from bot.summaries.figures.exchange.borne import Borne
from bot.summaries.figures.exchange.counted import of_another
from bot.summaries.figures.exchange.deciding import exchanged
from bot.summaries.figures.exchange.nearness import of_a_nearer_figure
from bot.summaries.figures.exchange.owned import of_another_name
from bot.summaries.figures.exchange.rows import of_another_in_its_row
from bot.summaries.figures.quantity import Quantity


def misplaced(
    plain: str, figures: Sequence[Quantity], borne: Sequence[Borne], known: Evidence
) -> dict[Quantity, Quantity]:
    """The figures of a plain bullet that belong elsewhere, with the one that probably belongs there.

    `borne` are those of its figures that the abstract has.
    """
    return dict(
        (
            *of_a_nearer_figure(plain, figures, borne, known),
            *of_another_in_its_row(plain, borne, known),
            *of_another_name(plain, borne, known),
            *of_another(plain, borne, known),
            *exchanged(plain, figures, borne, known),
        )
    )
