"""Which words of a keyword are names of known things, also where they stand apart: reinforcement learning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from bot.matching.clauses import Clause
from bot.matching.synonyms import things
from bot.matching.tokens import MAX_WORDS, together, words


class Named(NamedTuple):
    """One clause, or neighbouring bare words, and their normal form."""

    clauses: Sequence[Clause]
    form: str

    @property
    def is_thing(self) -> bool:
        """Whether it is a name of a known thing."""
        return self.form in things()


def named(clauses: Sequence[Clause]) -> Iterator[Named]:
    """The wanted words and phrases in order, each once: the longest known names, and what stands between."""
    while clauses:
        longest = _longest(clauses)
        if _is_positive_text(clauses[0]):
            yield longest
        clauses = clauses[len(longest.clauses) :]


def _longest(clauses: Sequence[Clause]) -> Named:
    run = list(takewhile(_is_plain_word, clauses))[:MAX_WORDS]
    several = (_named(run[:count]) for count in range(len(run), 1, -1))
    return next((name for name in several if name.is_thing), _named(clauses[:1]))


def _is_plain_word(clause: Clause) -> bool:
    return _is_positive_text(clause) and clause.bare and not clause.tilde


def _is_positive_text(clause: Clause) -> bool:
    return clause.field == "text" and not clause.minus


def _named(clauses: Sequence[Clause]) -> Named:
    return Named(clauses, together([word for clause in clauses for word in words(clause.value)]))
