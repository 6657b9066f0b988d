"""Filling the full-text index anew, for migrations: all that is stored, as `index_text` writes it."""

from __future__ import annotations

import json
from itertools import groupby, islice
from typing import Any

from sqlalchemy import Connection, text

from bot.store.dialect import dialect_of
from bot.store.index_text import index_text

_PAPERS_PER_STATEMENT = 500
_SOURCE = text("""
SELECT papers.id, title, abstract, authors, bullets
FROM papers LEFT JOIN summaries ON paper_id = papers.id ORDER BY papers.id, language
""")
_FILL = text("""
INSERT INTO paper_texts (paper_id, title, bullets, abstract, authors)
VALUES (:paper_id, :title, :bullets, :abstract, :authors)
""")


def fill_index(connection: Connection) -> None:
    """Write the texts of all stored papers into the empty `paper_texts`, and make `paper_index` of them."""
    rows = iter(connection.execute(_SOURCE).all())
    texts = (_texts(list(same)) for _, same in groupby(rows, key=lambda row: row.id))
    while batch := list(islice(texts, _PAPERS_PER_STATEMENT)):
        connection.execute(_FILL, batch)
    dialect_of(connection).fill(connection)


def _texts(rows: list[Any]) -> dict[str, str]:
    """The texts of one paper, given a row for each language of its bullets."""
    paper_id, title, abstract, authors, _ = rows[0]
    bullets = [bullet for row in rows if row.bullets for bullet in json.loads(row.bullets)]
    return {
        "paper_id": paper_id,
        "title": index_text(title),
        "bullets": index_text("\n".join(bullets)),
        "abstract": index_text(abstract),
        "authors": index_text("\n".join(json.loads(authors))),
    }
