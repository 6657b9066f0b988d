"""The full-text index over the papers that are there."""

import json
from itertools import groupby, islice
from typing import Any

import sqlalchemy as sa
from alembic import op

from bot.store.index_text import index_text

revision = "0004_search"
down_revision = "0002_summaries"

_BATCH = 500
_INDEX = """
CREATE VIRTUAL TABLE paper_index USING fts5(
    title, bullets, abstract, authors,
    content='paper_texts', content_rowid='id', tokenize='porter unicode61'
)
"""
_SOURCE = """
SELECT papers.id, title, abstract, authors, bullets
FROM papers LEFT JOIN summaries ON paper_id = papers.id ORDER BY papers.id
"""
_FILL = """
INSERT INTO paper_texts (paper_id, title, bullets, abstract, authors)
VALUES (:paper_id, :title, :bullets, :abstract, :authors)
"""


def upgrade() -> None:
    """The texts of what is stored, and the index over them."""
    op.create_table(
        "paper_texts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("bullets", sa.Text(), nullable=False),
        sa.Column("abstract", sa.Text(), nullable=False),
        sa.Column("authors", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["paper_id"], ["papers.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("paper_id"),
    )
    op.execute(_INDEX)
    _fill(op.get_bind())
    op.execute("INSERT INTO paper_index (paper_index) VALUES ('rebuild')")


def _fill(connection: sa.Connection) -> None:
    rows = iter(connection.execute(sa.text(_SOURCE)).all())
    texts = (_texts(list(same)) for _, same in groupby(rows, key=lambda row: row.id))
    while batch := list(islice(texts, _BATCH)):
        connection.execute(sa.text(_FILL), batch)


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
