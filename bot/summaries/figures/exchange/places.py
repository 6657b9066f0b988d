"""All the ways in which a figure of the abstract can stand at a wrong place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from bot.summaries.figures.evidence import Evidence
from bot.summaries.figures.exchange.borne import MANY, Borne
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
    found = {
        one.figure: other
        for one in borne
        if len(one.sources) < MANY
        if (other := next(_alone(plain, figures, one, borne, known), None))
    }
    return found | dict(exchanged(plain, figures, borne, known))


def _alone(
    plain: str, figures: Sequence[Quantity], one: Borne, borne: Sequence[Borne], known: Evidence
) -> Iterator[Quantity]:
    """What should stand where one figure stands, told without another figure of the bullet."""
    figure, sources = one
    told = {source for other in borne for source in other.sources}
    return chain(
        of_another(plain, figure, sources, known),
        of_another_name(plain, figure, sources, told, known),
        of_another_in_its_row(plain, sources, told, known),
        of_a_nearer_figure(plain, figure, sources, known) if len(figures) == 1 else (),
    )
