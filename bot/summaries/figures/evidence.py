"""What an abstract and its title bear out: quantities, names with figures, and counts said in other words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.summaries.figures.figure_names import Parts, names, phrases, size_of
from bot.summaries.figures.implied import implied
from bot.summaries.figures.quantities import plain_quantities
from bot.summaries.figures.quantity import Quantity
from bot.summaries.figures.signs import plain_text, small_letters, words_of
from bot.summaries.figures.spans import Span, spans

_STOP = re.compile(r"[.;:]\s")

LATEST_PAPERS = 64  # what is kept of abstracts once read: the bullets of one paper come one by one


@dataclass(frozen=True, eq=False)
class Evidence:
    """`figures` are quantities as written, `implied` those in other words or parts of names.

    `spans` are the ends of ranges and changes, `stops` those of sentences. All positions refer to `plain`:
    the title and the abstract.
    """

    plain: str
    figures: tuple[Quantity, ...]
    implied: tuple[Quantity, ...]
    spans: tuple[Span, ...]
    stops: tuple[int, ...]
    names: tuple[Parts, ...]
    words: frozenset[str]


@lru_cache(maxsize=LATEST_PAPERS)
def evidence_of(abstract: str, title: str) -> Evidence:
    """Reads an abstract and its title once."""
    text = f"{title}\n{abstract}"
    plain = plain_text(text)
    lower = small_letters(plain)
    tokens = tuple(names(plain))
    figures = plain_quantities(plain, tokens)
    sizes = (size_of(part, name) for name in tokens for part in name.parts)
    unwritten = (*(size for size in sizes if size), *implied(plain, lower, figures))
    written = (*(name.parts for name in tokens), *phrases(plain))
    ends, words = tuple(spans(plain, figures)), frozenset(match[0] for match in words_of(lower))
    stops = tuple(stop.start() for stop in _STOP.finditer(plain))
    return Evidence(plain, figures, unwritten, ends, stops, written, words)
