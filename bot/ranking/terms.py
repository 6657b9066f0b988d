"""What a paper speaks of: its words and pairs of neighbouring words, in the normal forms of `bot.matching`.

::

    "Fine-tuned video models" → fin, tun, finetun, video, model, tunvideo, videomodel

Hyphen, space and nothing are alike here, too: a pair is written together, so "fine-tuned" has the term of
"finetuned". Function words, numbers and single letters say nothing, and break pairs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from bot.matching.folding import fold
from bot.matching.inflection import without_e
from bot.matching.tokens import Shape, unbroken
from bot.models import Paper

Terms = Counter[str]

VERSION = 1  # of what a term is: raise it with every change, and terms are learned anew
TITLE_WEIGHT = 4  # a word of the title counts as four of the abstract; with two, readers lost 2 in 100

_REMEMBERED_WORDS = 16_384  # words between spaces, of some weeks: most of a text was seen before
_ENDS_OPEN = re.compile(r"[\w\-‐–/]$")  # anything else behind a word ends a phrase
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


class _Part(NamedTuple):
    """What stands between two spaces: its own terms, and the words with which it pairs to both sides."""

    terms: tuple[str, ...]
    first: str
    last: str


def paper_terms(paper: Paper) -> Terms:
    """How often a paper uses each term, those of its title counted more."""
    return text_terms(paper.title, paper.abstract)


def text_terms(title: str, abstract: str) -> Terms:
    """The same of a paper's texts."""
    counts = Counter(_terms(abstract))
    for term in _terms(title):
        counts[term] += TITLE_WEIGHT
    return counts


def wordings(paper: Paper, terms: Collection[str]) -> dict[str, str]:
    """How the paper writes those of the terms that it uses, the shortest: `videomodel` → `video models`."""
    texts: dict[str, str] = {}
    terms = frozenset(terms)
    for text in (paper.title, paper.abstract):
        for term, place in _places(text):
            if term in terms:
                wording = _EDGES.sub("", place)
                texts[term] = min(texts.get(term, wording), wording, key=len)
    return texts


def _terms(text: str) -> list[str]:
    terms: list[str] = []
    last = ""
    for part in map(_part, text.lower().split()):
        if last and part.first:
            terms.append(without_e(last + part.first))
        terms += part.terms
        last = part.last
    return terms


def _places(text: str) -> Iterator[tuple[str, str]]:
    """Each term of the text, and how it is written there, with the signs around it."""
    words = text.split()
    parts = [_part(word.lower()) for word in words]
    for word, part in zip(words, parts, strict=True):
        yield from ((term, word) for term in part.terms)
    for (left, right), (before, after) in zip(pairwise(words), pairwise(parts), strict=True):
        last, first = before.last, after.first
        if last and first:
            yield without_e(last + first), f"{left} {right}"


@lru_cache(maxsize=_REMEMBERED_WORDS)
def _part(word: str) -> _Part:
    runs = [[token.shape for token in tokens] for tokens in unbroken(fold(word).text)]
    terms = [form for run in runs for shape in run if _speaks(shape) for form, _, _ in shape.words]
    pairs = [
        without_e(left.form + right.form)
        for run in runs
        for left, right in pairwise(run)
        if _speaks(left) and _speaks(right)
    ]
    first, last = runs[0][:1], runs[-1][-1:] if _ENDS_OPEN.search(word) else []
    return _Part((*terms, *pairs), _joint(first), _joint(last))


def _joint(end: list[Shape]) -> str:
    return end[0].form if end and _speaks(end[0]) else ""


def _speaks(shape: Shape) -> bool:
    """Whether a word says anything: no function word, no number, no single letter."""
    return not shape.weak and len(shape.form) > 1 and any(map(str.isalpha, shape.form))
