"""Does a paper fit a keyword?

A paper is prepared once: every normal form of what it says is a key, but for those of several words that
begin or end with a function word, which few keywords ask for. A keyword then is a few look-ups, the same for
the daily alerts and for the backtest. Where the paper says it is another question (`word_places`).
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bot.matching.extract import Extract
from bot.matching.fields import fields
from bot.matching.grammar import Keyword, Term
from bot.matching.names import author_parts, is_named
from bot.matching.synonyms import things_by_key
from bot.matching.tokens import grams
from bot.models import Paper


@dataclass(frozen=True)
class Document:
    """A paper made ready: all keys under which a keyword that fits it can be stored, usually one to two
    thousand, and the parts of its authors' names.
    """

    paper: Paper
    bullets: Sequence[str]
    authors: tuple[frozenset[str], ...]
    keys: frozenset[str]

    def says(self, form: str, key: str) -> bool:
        """Whether it says a normal form (an organization's with `org:` before it), filed under this key."""
        return key in self.keys and (key == form or form in self._forms)

    @cached_property
    def _forms(self) -> frozenset[str]:
        """All of them, also those that begin or end with a function word: few keywords ask for these."""
        return frozenset(_forms(self.paper, self.bullets, weak_ends=True))


@dataclass(frozen=True)
class Sayings:
    """A document to be kept for long: its keys as numbers, which takes a tenth of the memory."""

    paper: Paper
    bullets: Sequence[str]
    authors: tuple[frozenset[str], ...]
    keys: array[int]  # sorted hashes of 64 bits: that two of a million are the same is one in 10^7

    def says(self, form: str, key: str) -> bool:
        """As a document does; a form that begins or ends with a function word takes some milliseconds."""
        number = hash(key)
        at = bisect_left(self.keys, number)
        if at == len(self.keys) or self.keys[at] != number:
            return False
        return key == form or prepare(self.paper, self.bullets).says(form, key)


def sayings(paper: Paper, bullets: Sequence[str]) -> Sayings:
    """Make a paper ready for any number of keywords, to be kept."""
    document = prepare(paper, bullets)
    return Sayings(paper, bullets, document.authors, array("q", sorted(map(hash, document.keys))))


def prepare(paper: Paper, bullets: Sequence[str]) -> Document:
    """Make a paper ready for any number of keywords; the bullets are those of every language shown."""
    authors = tuple(author_parts(author) for author in paper.authors)
    names = (f"author:{part}" for parts in authors for part in parts)
    document = Document(
        paper, bullets, authors, frozenset((*names, *_forms(paper, bullets, weak_ends=False)))
    )
    things = things_by_key()
    things_in_text = {
        thing
        for key in things.keys() & document.keys
        for form, thing in things[key]
        if document.says(form, key)
    }
    return replace(document, keys=document.keys | things_in_text) if things_in_text else document


def _forms(paper: Paper, bullets: Sequence[str], *, weak_ends: bool) -> Iterator[str]:
    for where, texts in fields(paper, bullets).items():
        prefix = "org:" if where == "organization" else ""
        for text in texts:
            yield from (prefix + form for form, _, _ in grams(text, weak_ends=weak_ends))


def fits(keyword: Keyword, document: Document | Sayings | Extract) -> bool:
    """Whether the paper has the votes, says all that is wanted, and nothing that is excluded."""
    return (
        document.paper.votes >= keyword.votes
        and all(_says(document, term) for term in keyword.required)
        and not any(_says(document, term) for term in keyword.excluded)
    )


def _says(document: Document | Sayings | Extract, term: Term) -> bool:
    if term.field != "author":
        return document.says(term.term, term.key)
    parts = frozenset(term.form.split())
    return any(is_named(author, parts) for author in document.authors)
