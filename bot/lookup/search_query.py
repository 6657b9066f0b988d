"""What the index must be asked, so that every paper that fits a keyword is among its answers. Pure."""

from __future__ import annotations

from collections import defaultdict

from bot.matching.clauses import Clause, read_clauses
from bot.matching.names import name_parts
from bot.matching.synonyms import synonyms_of
from bot.matching.tokens import together, words
from bot.models import IndexQuery, SearchQuery


def index_query(query: SearchQuery) -> IndexQuery:
    """The question to the index; what is excluded, and what stands next to what, it need not know.

    Only what `parse_keyword` can read.
    """
    by_field = defaultdict[str, list[Clause]](list)
    for clause in read_clauses(query.words):
        if not clause.minus:
            by_field[clause.field].append(clause)
    texts = by_field["text"]
    votes = [int(clause.value) for clause in by_field["votes"]]
    return IndexQuery(
        words=" ".join(clause.value for clause in texts if not clause.tilde),
        wordings=tuple(_names(clause) for clause in texts if clause.tilde),
        author=" ".join([query.author, *map(_longest_part, by_field["author"])]).strip(),
        organizations=tuple(max(clause.value.split(), key=len) for clause in by_field["org"]),
        since=query.since,
        min_votes=max([query.min_votes, *votes]),
        order=query.order,
    )


def _names(clause: Clause) -> tuple[str, ...]:
    """The wording that was typed, and every known other name."""
    return clause.value, *synonyms_of(together(words(clause.value)))


def _longest_part(clause: Clause) -> str:
    """An author may stand there with initials, but a name's longest part is written out."""
    return max(name_parts(clause.value), key=len)
