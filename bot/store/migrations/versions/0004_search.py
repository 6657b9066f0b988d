"""The full-text index over the papers that are there."""

import sqlalchemy as sa
from alembic import op

from bot.store.index_filling import fill_index

revision = "0004_search"
down_revision = "0003_lookups"

_INDEX = """
CREATE VIRTUAL TABLE paper_index USING fts5(
    title, bullets, abstract, authors,
    content='paper_texts', content_rowid='id', tokenize='porter unicode61'
)
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
    fill_index(op.get_bind())
