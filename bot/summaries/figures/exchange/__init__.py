"""Right figures at the wrong place: "A 33%, B 32%" where the abstract has A 32% and B 33%.

The figures exist, so only what stands around them can tell. Of two figures in one bullet (`deciding`), every
thing that bullet and abstract name near both has a say: it belongs to one of them in the bullet, and to one
of them in the abstract. If what speaks for the exchange outweighs what speaks against it, the figures were
exchanged. One figure alone is enough where it is sure whose it is: by what a count counts (`counted`), by the
name of a score (`owned`), by the figures that the abstract tells side by side (`rows`), by all the words of a
bullet that has no other figure (`nearness`).

The numbers in here were tuned on real abstracts with bullets written for them. They lean to silence, since a
false alarm costs a right bullet: of figures that natural bullets give to another thing, half are not seen.
"""

from bot.summaries.figures.exchange.borne import Borne, borne_by
from bot.summaries.figures.exchange.places import misplaced

__all__ = ["Borne", "borne_by", "misplaced"]
