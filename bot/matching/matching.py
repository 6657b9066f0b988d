"""Does a paper fit a keyword, and where does it say so?

A paper is prepared once: everything that it says is filed under its normal form. A keyword then is a few
look-ups, the same for the daily alerts and for the backtest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal, NamedTuple

from bot.matching.grammar import Keyword, Term
from bot.matching.names import author_parts, is_named
from bot.matching.synonyms import things
from bot.matching.tokens import grams
from bot.models import Paper

Where = Literal["title", "abstract", "authors", "ai_keywords", "bullets", "organization"]
_ORDER: tuple[Where, ...] = ("title", "abstract", "authors", "ai_keywords", "bullets", "organization")


class Hit(NamedTuple):
    """A place where the paper says what was asked for.

    `item` is the index in fields of several texts (authors, ai_keywords, bullets), else 0; `start` and `end`
    are characters of that text as the paper has it.
    """

    where: Where
    item: int
    start: int
    end: int


_Place = tuple[Where, int, int, int]  # a Hit not yet made: a paper has thousands, and few are asked for


@dataclass(frozen=True, slots=True)
class Document:
    """A paper made ready: where it says what is filed under each key, and the parts of its authors' names."""

    votes: int
    authors: tuple[frozenset[str], ...]
    places: Mapping[str, Sequence[_Place]]


def prepare(paper: Paper, bullets: Sequence[str]) -> Document:
    """Make a paper ready for any number of keywords; the bullets are those of every language shown."""
    authors = tuple(author_parts(author) for author in paper.authors)
    places: defaultdict[str, list[_Place]] = defaultdict(list)
    for where, item, text in _texts(paper, bullets):
        prefix = "org:" if where == "organization" else ""
        for form, start, end in grams(text):
            places[prefix + form].append((where, item, start, end))
    for item, parts in enumerate(authors):
        for part in parts:
            places[f"author:{part}"].append(("authors", item, 0, len(paper.authors[item])))
    for name in things().keys() & places.keys():
        places[things()[name]] += places[name]
    return Document(paper.votes, authors, dict(places))


def match(keyword: Keyword, document: Document) -> tuple[Hit, ...] | None:
    """Where the paper fits the keyword, in reading order; None if it does not."""
    if document.votes < keyword.votes or any(_found(term, document) for term in keyword.excluded):
        return None
    found = [_found(term, document) for term in keyword.wanted]
    return _in_reading_order(chain.from_iterable(found)) if all(found) else None


def _found(term: Term, document: Document) -> Sequence[_Place]:
    places = document.places.get(term.key, ())
    if term.field != "author":
        return places
    parts = frozenset(term.form.split())
    return [place for place in places if is_named(document.authors[place[1]], parts)]


def _in_reading_order(places: Iterable[_Place]) -> tuple[Hit, ...]:
    return tuple(sorted(map(Hit._make, set(places)), key=lambda hit: (_ORDER.index(hit.where), *hit[1:])))


def _texts(paper: Paper, bullets: Sequence[str]) -> Iterator[tuple[Where, int, str]]:
    fields: dict[Where, Sequence[str]] = {
        "title": (paper.title,),
        "abstract": (paper.abstract,),
        "authors": paper.authors,
        "ai_keywords": paper.ai_keywords,
        "bullets": bullets,
        "organization": (paper.organization or "",),
    }
    for where, texts in fields.items():
        for item, text in enumerate(texts):
            yield where, item, text
