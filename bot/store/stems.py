"""The words of a text for PostgreSQL's index, cut and stemmed as SQLite's does. Pure.

::

    vector(["fine-tuned models", "", "", ""]) → "'fine':1A 'tune':2A 'model':3A"

PostgreSQL has its own ways with numbers, hyphens and endings, so that a search would bring other papers. So
SQLite's own tokenizer, which Python always brings, cuts the texts, and PostgreSQL gets the words ready-made.
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from contextlib import closing

from bot.store.index_text import Phrase

_WORD = re.compile(r"[A-Za-z0-9\x80-\U0010ffff]+")
_WEIGHTS = "ABCD"  # PostgreSQL's names for the columns, in their order
_LONGEST_WORD = 500  # characters; PostgreSQL takes 2,046 bytes
_LAST_POSITION = 16_383  # PostgreSQL counts no further
_REMEMBERED_WORDS = 65_536

_stems: dict[str, str] = {}


def vector(texts: Sequence[str]) -> str:
    """The texts of a paper's columns, as `index_text` wrote them, as a tsvector. Between two columns one
    position is free, so that no phrase goes from one into the next.
    """
    columns = [_words(text) for text in texts]
    stems = _stems_of({word for words in columns for word in words})
    places, position = defaultdict[str, list[str]](list), 0
    for weight, words in zip(_WEIGHTS, columns, strict=True):
        for word in words:
            position += 1
            places[stems[word]].append(f"{min(position, _LAST_POSITION)}{weight}")
        position += 1
    return " ".join(f"'{stem}':{','.join(positions)}" for stem, positions in places.items())


def query(phrase: Phrase, columns: Collection[int]) -> str:
    """The phrase as a tsquery, looked for in the columns with these numbers."""
    words = [word for text in phrase.words for word in _words(text)]
    stems, weights = _stems_of(words), "".join(_WEIGHTS[column] for column in sorted(columns))
    ends = ["" for _ in words[:-1]] + ["*" if phrase.open_end else ""]
    marks = [f":{end}{weights}" for end in ends]
    return "(" + " <-> ".join(f"'{stems[word]}'{mark}" for word, mark in zip(words, marks, strict=True)) + ")"


def _words(text: str) -> list[str]:
    return [word[:_LONGEST_WORD] for word in _WORD.findall(text)]


def _stems_of(words: Iterable[str]) -> dict[str, str]:
    distinct_words = set(words)
    if len(_stems) > _REMEMBERED_WORDS:
        _stems.clear()
    if missing := sorted(distinct_words - _stems.keys()):
        _stems.update(zip(missing, _stemmed(missing), strict=True))
    return {word: _stems[word] for word in distinct_words}


def _stemmed(words: Sequence[str]) -> list[str]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute("CREATE VIRTUAL TABLE texts USING fts5(word, tokenize='porter ascii')")
        connection.execute("CREATE VIRTUAL TABLE stems USING fts5vocab(texts, 'instance')")
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO texts VALUES (?)", [(word,) for word in words])
        return [stem for (stem,) in connection.execute("SELECT term FROM stems ORDER BY doc")]
