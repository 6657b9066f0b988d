"""What an abstract and its title bear out: quantities, names with figures, and counts said in other words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.summaries.figures.figure_names import Parts, bits_of, names, parts_of, phrases, sides_of, size_of
from bot.summaries.figures.implied import implied
from bot.summaries.figures.quantities import Span, plain_quantities, spans
from bot.summaries.figures.quantity import Quantity
from bot.summaries.figures.signs import plain_text, small_letters, words_of

_DIMENSION = re.compile(r"\b(two|three|four)-dimensional\b", re.IGNORECASE)
LATEST_PAPERS = 64  # what is kept of abstracts once read: the bullets of one paper come one by one


@dataclass(frozen=True, eq=False)
class Evidence:
    """`figures` are quantities as written, `implied` those in other words or parts of names.

    `spans` are the ends of ranges and changes. All positions refer to `plain`, the title and the abstract.
    """

    plain: str
    figures: tuple[Quantity, ...]
    implied: tuple[Quantity, ...]
    spans: tuple[Span, ...]
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
    sides = (side for name in tokens for side in sides_of(name))
    widths = (width for name in tokens for width in bits_of(name))
    unwritten = (*(size for size in sizes if size), *sides, *widths, *implied(plain, lower, figures))
    written = (*(name.parts for name in tokens), *phrases(plain), *_dimensions(plain))
    ends, words = tuple(spans(plain, figures)), frozenset(match[0] for match in words_of(lower))
    return Evidence(plain, figures, unwritten, ends, written, words)


def _dimensions(plain: str) -> Iterator[Parts]:
    for match in _DIMENSION.finditer(plain) if "-dimensional" in plain else ():
        yield parts_of({"two": "2d", "three": "3d", "four": "4d"}[match[1].lower()])
