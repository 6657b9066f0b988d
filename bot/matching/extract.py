"""Do many papers fit a few keywords? A paper is read for these alone, which is quicker than preparing it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from bot.matching.fields import fields
from bot.matching.grammar import Keyword, Term
from bot.matching.names import author_parts
from bot.matching.synonyms import forms_of
from bot.matching.tokens import spoken
from bot.models import Paper


@dataclass(frozen=True)
class Extract:
    """What a paper says of that which some keywords ask for, an organization's with `org:` before it."""

    paper: Paper
    authors: tuple[frozenset[str], ...]
    forms: frozenset[str]

    def says(self, form: str, key: str) -> bool:
        """As a document does, for what was asked for."""
        return not self.forms.isdisjoint(forms_of(form))


def forms_asked_for(keywords: Iterable[Keyword]) -> frozenset[str]:
    """The normal forms by which it is seen whether a paper fits one of the keywords, but for names."""
    terms = {term for keyword in keywords for term in (*keyword.required, *keyword.excluded)}
    return frozenset(form for term in terms for form in _forms(term))


def extract(paper: Paper, bullets: Sequence[str], forms: Collection[str]) -> Extract:
    """Read a paper for these forms; the bullets are those of every language shown."""
    of_organizations = {form.removeprefix("org:") for form in forms if form.startswith("org:")}
    spoken_forms = set[str]()
    for where, texts in fields(paper, bullets).items():
        if where == "organization":
            spoken_forms.update(f"org:{form}" for text in texts for form in spoken(text, of_organizations))
        else:
            spoken_forms.update(form for text in texts for form in spoken(text, forms))
    return Extract(paper, tuple(map(author_parts, paper.authors)), frozenset(spoken_forms))


def _forms(term: Term) -> frozenset[str]:
    return frozenset() if term.field == "author" else forms_of(term.term)
