"""Does a paper fit a keyword?

A paper is prepared once: every normal form of what it says is a key. A keyword then is a few look-ups, the
same for the daily alerts and for the backtest. Where the paper says it is another question (`places`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.matching.fields import fields
from bot.matching.grammar import Keyword, Term
from bot.matching.names import author_parts, is_named
from bot.matching.synonyms import things
from bot.matching.tokens import grams
from bot.models import Paper


@dataclass(frozen=True, slots=True)
class Document:
    """A paper made ready: all keys under which a keyword that fits it can be stored, usually two to three
    thousand, and the parts of its authors' names.
    """

    votes: int
    authors: tuple[frozenset[str], ...]
    keys: frozenset[str]


def prepare(paper: Paper, bullets: Sequence[str]) -> Document:
    """Make a paper ready for any number of keywords; the bullets are those of every language shown."""
    authors = tuple(author_parts(author) for author in paper.authors)
    keys = {f"author:{part}" for parts in authors for part in parts}
    for where, texts in fields(paper, bullets).items():
        forms = (form for text in texts for form, _, _ in grams(text))
        keys.update(map("org:".__add__, forms) if where == "organization" else forms)
    keys.update(things()[name] for name in things().keys() & keys)
    return Document(paper.votes, authors, frozenset(keys))


def fits(keyword: Keyword, document: Document) -> bool:
    """Whether the paper has the votes, says all that is wanted, and nothing that is excluded."""
    return (
        document.votes >= keyword.votes
        and all(_says(document, term) for term in keyword.wanted)
        and not any(_says(document, term) for term in keyword.excluded)
    )


def _says(document: Document, term: Term) -> bool:
    if term.field != "author":
        return term.key in document.keys
    parts = frozenset(term.form.split())
    return any(is_named(author, parts) for author in document.authors)
