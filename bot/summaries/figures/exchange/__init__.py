"""Right figures at the wrong place: "A 33%, B 32%" where the abstract has A 32% and B 33%.

The figures exist, so only what stands around them can tell. Of two figures in one bullet (`deciding`), every
thing that bullet and abstract name near both has a say: it belongs to one of them in the bullet, and to one
of them in the abstract. If what speaks for the exchange outweighs what speaks against it, the figures were
exchanged. Of one count alone (`counted`), what stands right beside it tells what it counts.

The numbers in here were tuned on real abstracts with bullets written for them. They lean to silence, since a
false alarm costs a right bullet: a percentage or score given to another thing, with no second one in the
bullet, is not seen.
"""

from bot.summaries.figures.exchange.borne import Borne, borne_by
from bot.summaries.figures.exchange.counted import of_another
from bot.summaries.figures.exchange.deciding import exchanged
from bot.summaries.figures.exchange.owned import of_another_name
from bot.summaries.figures.exchange.rows import of_another_in_its_row

__all__ = ["Borne", "borne_by", "exchanged", "of_another", "of_another_in_its_row", "of_another_name"]
