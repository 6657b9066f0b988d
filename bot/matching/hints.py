"""What to point out before a keyword is saved: other names of what it asks for, and keywords much like it."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from bot.matching.clauses import Clause, read_clauses
from bot.matching.grammar import Keyword
from bot.matching.synonyms import other_names, things
from bot.matching.tokens import together, words

_ALIKE = (
    0.85  # "transformer" and "transfomer" are 0.95 alike, "agent" and "agentic" 0.83, "video" and "audio" 0.6
)


def suggestions(keyword: Keyword) -> tuple[str, ...]:
    """Known other names of what the keyword asks for, to be offered and never imposed (see `widened`)."""
    names = (name for term in keyword.wanted if term.field == "text" for name in other_names(term.form))
    return tuple(dict.fromkeys(names))


def near_duplicates(new: Keyword, existing: Iterable[Keyword]) -> tuple[Keyword, ...]:
    """Those of the existing keywords that mean the same, that differ only in what they exclude or by a slip
    of the pen, or of which one includes the other. Reads the `text` of each.
    """
    return tuple(old for old in existing if _alike(new, old))


def _alike(one: Keyword, other: Keyword) -> bool:
    mine, theirs = _core(one), _core(other)
    if mine <= theirs or theirs <= mine:
        return True
    return SequenceMatcher(None, _spelled(one), _spelled(other), autojunk=False).ratio() >= _ALIKE


def _spelled(keyword: Keyword) -> str:
    return " ".join(sorted(term.form for term in keyword.wanted))


def _core(keyword: Keyword) -> frozenset[str]:
    """The words that are wanted, with one sign for all names of a known thing."""
    wanted = (clause for clause in read_clauses(keyword.text) if not clause.minus and clause.field != "votes")
    return frozenset(word for clause in wanted for word in _words(clause))


def _words(clause: Clause) -> tuple[str, ...]:
    parts = words(clause.value)
    if clause.field != "text":
        return tuple(f"{clause.field}:{part}" for part in parts)
    whole = things().get(together(parts))
    return (whole,) if whole else tuple(things().get(together((part,)), part) for part in parts)
