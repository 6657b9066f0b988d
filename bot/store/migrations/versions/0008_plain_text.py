"""Texts that came in as TeX are stored as characters, and the index knows one spelling and one folding."""

import json

import sqlalchemy as sa
from alembic import op

from bot.store.index_filling import fill_index
from bot.tex import plain, plain_name

revision = "0008_plain_text"
down_revision = "0007_plain_search"

_PAPERS = sa.text("SELECT id, title, abstract, authors, ai_summary, ai_keywords, organization FROM papers")
_MEND_PAPER = sa.text("""
UPDATE papers SET title = :title, abstract = :abstract, authors = :authors, ai_summary = :ai_summary,
ai_keywords = :ai_keywords, organization = :organization WHERE id = :id
""")
_BULLETS = sa.text("SELECT paper_id, language, bullets FROM summaries")
_MEND_BULLETS = sa.text(
    "UPDATE summaries SET bullets = :bullets WHERE paper_id = :paper_id AND language = :language"
)


def upgrade() -> None:
    """Papers that no source is asked about again would else keep their TeX for ever."""
    connection = op.get_bind()
    _mend(connection, _PAPERS, _MEND_PAPER)
    _mend(connection, _BULLETS, _MEND_BULLETS)
    connection.execute(sa.text("INSERT INTO paper_index (paper_index) VALUES ('delete-all')"))
    connection.execute(sa.text("DELETE FROM paper_texts"))
    fill_index(connection)


def _mend(connection: sa.Connection, read: sa.TextClause, write: sa.TextClause) -> None:
    rows = [dict(row) for row in connection.execute(read).mappings()]
    mended = [{name: _mended(name, value) for name, value in row.items()} for row in rows]
    if changed := [after for before, after in zip(rows, mended, strict=True) if before != after]:
        connection.execute(write, changed)


def _mended(name: str, value: str | None) -> str | None:
    if not value or name in {"id", "paper_id", "language"}:
        return value
    if name in {"authors", "ai_keywords", "bullets"}:
        written = plain_name if name == "authors" else plain
        before = json.loads(value)
        after = [text for text in map(written, before) if text]
        return value if before == after else json.dumps(after)
    return plain(value)
