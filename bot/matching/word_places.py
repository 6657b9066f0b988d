"""Where does a paper say what a keyword wants? Asked of the few papers that fit."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from bot.matching.fields import Where, fields
from bot.matching.grammar import Field, Term
from bot.matching.names import author_parts, is_named
from bot.matching.synonyms import forms_of
from bot.matching.tokens import grams
from bot.models import Paper


class WordPlace(NamedTuple):
    """`item` is the index in fields of several texts (authors, ai_keywords, bullets), else 0; `start` and
    `end` are characters of that text as the paper has it.
    """

    where: Where
    item: int
    start: int
    end: int


def places(terms: Collection[Term], paper: Paper, bullets: Sequence[str]) -> tuple[WordPlace, ...]:
    """Every place where the paper says one of the terms, in reading order."""
    return tuple(
        WordPlace(where, item, start, end)
        for where, texts in fields(paper, bullets).items()
        for item, text in enumerate(texts)
        for start, end in sorted(set(_spans(text, terms, where)))
    )


def _spans(text: str, terms: Collection[Term], where: Where) -> Iterator[tuple[int, int]]:
    field: Field = "org" if where == "organization" else "text"
    forms = {form for term in terms if term.field == field for form in forms_of(term.form)}
    yield from ((start, end) for form, start, end in grams(text) if form in forms)
    names = [frozenset(term.form.split()) for term in terms if term.field == "author"]
    if where == "authors" and any(is_named(author_parts(text), name) for name in names):
        yield 0, len(text)
