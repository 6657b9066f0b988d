"""What to point out before a keyword is saved: other names, names cut short, and keywords much like it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import takewhile

from bot.matching.clauses import Clause, read_clauses
from bot.matching.grammar import Keyword
from bot.matching.naming import Named, named
from bot.matching.synonyms import synonyms_of, things
from bot.matching.tokens import MAX_WORDS, together, words

_ALIKE = (
    0.85  # "transformer" and "transfomer" are 0.95 alike, "agent" and "agentic" 0.83, "video" and "audio" 0.6
)


def suggestions(keyword: Keyword) -> tuple[str, ...]:
    """Known other names of what the keyword's text asks for, to be offered, never imposed (see `widened`)."""
    asked_for = (name for name in named(read_clauses(keyword.text)) if not name.clauses[0].tilde)
    return tuple(dict.fromkeys(synonym for name in asked_for for synonym in synonyms_of(name.form)))


def whole_names(text: str, *, has_matches: bool) -> tuple[str, ...]:
    """What `author:Yann LeCun` was likely meant to be, which asks for an author Yann and the word LeCun.

    If the keyword found papers, only a word written like a name counts as the rest of one; else any word.
    """
    clauses = read_clauses(text)
    named = [(at, clause) for at, clause in enumerate(clauses) if clause.field in ("author", "org")]
    wholes = (
        _whole_name(clause, clauses[at + 1 :], has_matches=has_matches) for at, clause in named if clause.bare
    )
    return tuple(filter(None, wholes))


def _whole_name(clause: Clause, after: Sequence[Clause], *, has_matches: bool) -> str:
    following = [after.value for after in takewhile(_is_plain_word, after)][: MAX_WORDS - 1]
    rest = list(takewhile(_is_like_a_name, following)) or ([] if has_matches else following[:1])
    minus = "-" if clause.minus else ""
    return f'{minus}{clause.field}:"{" ".join([clause.value, *rest])}"' if rest else ""


def _is_plain_word(clause: Clause) -> bool:
    return clause.field == "text" and clause.bare and not clause.minus and not clause.tilde


def _is_like_a_name(word: str) -> bool:
    return word[0].isupper() and not word.isupper()  # LeCun, not LLM


def near_duplicates(new: Keyword, existing: Iterable[Keyword]) -> tuple[Keyword, ...]:
    """Those of the existing keywords that mean the same, that differ only in what they exclude or by a slip
    of the pen, or of which one includes the other. Reads the `text` of each.
    """
    return tuple(old for old in existing if _alike(new, old))


def _alike(left: Keyword, right: Keyword) -> bool:
    left_core, right_core = _core(left), _core(right)
    if left_core <= right_core or right_core <= left_core:
        return True
    return SequenceMatcher(None, _spelled(left), _spelled(right), autojunk=False).ratio() >= _ALIKE


def _spelled(keyword: Keyword) -> str:
    return " ".join(sorted(term.form for term in keyword.required))


def _core(keyword: Keyword) -> frozenset[str]:
    """The words that are wanted, with one sign for all names of a known thing."""
    clauses = [clause for clause in read_clauses(keyword.text) if not clause.minus]
    fields = (clause for clause in clauses if clause.field in ("author", "org"))
    people = {f"{clause.field}:{part}" for clause in fields for part in words(clause.value)}
    return frozenset(people.union(*(_signs(name) for name in named(clauses))))


def _signs(name: Named) -> set[str]:
    if name.is_thing:
        return {things()[name.form]}
    parts = (part for clause in name.clauses for part in words(clause.value))
    return {things().get(together((part,)), part) for part in parts}
