"""What a paper speaks of: its words and pairs of neighbouring words, in the normal forms of `bot.matching`.

::

    "Fine-tuned video models" → fin, tun, finetun, video, model, tunvideo, videomodel

Hyphen, space and nothing are alike here, too: a pair is written together, so "fine-tuned" has the term of
"finetuned". Function words, numbers and single letters say nothing, and break pairs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
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
_ANY = re.compile("")
_OPENING_LETTERS = 3  # of a term, with which nearly all words that say it begin, too
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
    terms = frozenset(terms)
    texts = _wordings(paper, terms, _opening(terms))
    if len(texts) < len(terms):  # a few begin otherwise than they are written, as "foot" of "feet"
        texts = _wordings(paper, terms, _ANY)
    return texts


def _wordings(paper: Paper, terms: Collection[str], opening: re.Pattern[str]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for text in (paper.title, paper.abstract):
        for term, place in _places(text, terms, opening):
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


def _places(text: str, terms: Collection[str], opening: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Terms in the text, those of `terms` among them that open so, and how each is written there, with the
    signs around it. To take a word apart takes long, and few words open a term.
    """
    words = text.split()
    for word, following in zip(words, [*words[1:], ""], strict=True):
        if opening.search(word.lower()):
            part = _part(word.lower())
            yield from ((term, word) for term in part.terms)
            if part.last and following and any(term.startswith(part.last) for term in terms):
                yield without_e(part.last + _part(following.lower()).first), f"{word} {following}"


def _opening(terms: Iterable[str]) -> re.Pattern[str]:
    """Where one of the terms may begin in a word in lower case."""
    starts = "|".join(sorted({re.escape(term[:_OPENING_LETTERS]) for term in terms}))
    return re.compile(rf"(?<![a-z])(?:{starts})")


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
