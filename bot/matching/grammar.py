"""Keywords: what somebody wants to hear about, read from what they typed (see `clauses`)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, cast

from bot.matching.clauses import Clause, KeywordError, read_clauses
from bot.matching.names import name_parts
from bot.matching.naming import named
from bot.matching.synonyms import things
from bot.matching.tokens import MAX_WORDS, together, without_weak_ends, words

SHORTEST, LONGEST = 2, 100  # characters of a keyword

Field = Literal["text", "author", "org"]


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that a paper must say, or must not, in normal form; the parts of a name in order."""

    field: Field
    form: str

    @property
    def term(self) -> str:
        """What every paper that fits says; for a name its longest part."""
        if self.field == "author":
            return "author:" + max(self.form.split(), key=len)
        return self.form if self.field == "text" else f"org:{self.form}"

    @property
    def key(self) -> str:
        """What every paper that fits is filed under."""
        if self.field == "author":
            return self.term
        form = without_weak_ends(self.form)
        return form if self.field == "text" else f"org:{form}"


@dataclass(frozen=True, slots=True)
class Keyword:
    """A keyword as understood: all of `required`, none of `excluded`, and at least `votes` votes."""

    text: str
    required: tuple[Term, ...]
    excluded: tuple[Term, ...] = ()
    votes: int = 0


def parse_keyword(text: str) -> Keyword:
    """Read a keyword of 2 to 100 characters as typed.

    Raises KeywordError, with what was typed there and an example, for what cannot be read and for what could
    never match or says nothing: only exclusions or votes, a phrase of more than five words.
    """
    _check_length(text)
    clauses = read_clauses(text)
    required = _terms(clause for clause in clauses if not clause.minus)
    excluded = _terms(clause for clause in clauses if clause.minus)
    if not required:
        raise KeywordError("keyword-nothing-wanted", 0)
    for term, clause in excluded.items():
        if term in required:
            raise KeywordError("keyword-contradiction", clause.at, clause.text)
    votes = max((_votes(clause) for clause in clauses if clause.field == "votes"), default=0)
    return Keyword(text.strip(), tuple(required), tuple(excluded), votes)


def canonical(keyword: Keyword) -> str:
    """A stable text for what the keyword means, equal for keywords that differ only in the way of writing.

    Case, width, accents, order, plural, hyphens and repetitions do not count. For the store: to compare, and
    to match with (`from_canonical`), which is ten times faster than reading the typed text again.
    """
    required = sorted(f"+{term.field}:{term.form}" for term in keyword.required)
    excluded = sorted(f"-{term.field}:{term.form}" for term in keyword.excluded)
    return "|".join([*required, *excluded, *([f"votes:{keyword.votes}"] if keyword.votes else [])])


def from_canonical(form: str) -> Keyword:
    """The keyword that a canonical form stands for; its `text` is that form, not what was typed."""
    pieces = form.split("|")
    required = tuple(_from_canonical(piece) for piece in pieces if piece[0] == "+")
    excluded = tuple(_from_canonical(piece) for piece in pieces if piece[0] == "-")
    votes = pieces[-1].removeprefix("votes:")
    return Keyword(form, required, excluded, int(votes) if votes != pieces[-1] else 0)


def _from_canonical(piece: str) -> Term:
    field, _, form = piece[1:].partition(":")
    return Term(cast(Field, field), form)


def widened(text: str) -> str:
    """The keyword as typed, with a tilde before each wanted word or phrase that has known other names.

    Words that are such a name together become a phrase. Raises KeywordError as `parse_keyword` does.
    """
    for name in reversed(list(named(read_clauses(text)))):
        start, end = name.clauses[0].at, name.clauses[-1].end
        if name.is_thing and not name.clauses[0].tilde:
            typed = text[start:end]
            phrase = typed if len(name.clauses) == 1 else f'"{typed}"'
            text = f"{text[:start]}~{phrase}{text[end:]}"
    return text


def _check_length(text: str) -> None:
    length = len(unicodedata.normalize("NFKC", text.strip()))
    if length < SHORTEST:
        raise KeywordError("keyword-too-short", 0, least=SHORTEST)
    if length > LONGEST:
        raise KeywordError("keyword-too-long", LONGEST, most=LONGEST)


def _terms(clauses: Iterable[Clause]) -> dict[Term, Clause]:
    return {_term(clause): clause for clause in clauses if clause.field != "votes"}


def _term(clause: Clause) -> Term:
    if clause.field == "author":
        return _name(clause)
    parts = words(clause.value)
    if len(parts) > MAX_WORDS:
        raise KeywordError(
            "keyword-long-phrase", clause.at, clause.text, '"mixture of experts"', most=MAX_WORDS
        )
    form = together(parts)
    return Term(cast(Field, clause.field), things().get(form, form) if clause.tilde else form)


def _name(clause: Clause) -> Term:
    parts = tuple(sorted(name_parts(clause.value)))
    if max(map(len, parts), default=0) < 2:
        raise KeywordError("keyword-short-name", clause.at, clause.text, clause.example)
    return Term("author", " ".join(parts))


def _votes(clause: Clause) -> int:
    if not clause.value.isdecimal():
        raise KeywordError("keyword-votes", clause.at, clause.text, clause.example)
    return int(clause.value)
