"""What each paper speaks of most, so that papers like one are found by an index of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0024_telling_terms"
down_revision = "0023_erasures"


def upgrade() -> None:
    """Empty at first: the running bot weighs the stored papers' terms, a few papers at a time."""
    op.add_column("paper_terms", sa.Column("weighed_among", sa.Integer()))
    op.create_index("ix_paper_terms_weighed_among", "paper_terms", ["weighed_among"])
    op.create_table(
        "telling_terms",
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["text_id"], ["paper_texts.id"]),
        sa.PrimaryKeyConstraint("term", "text_id"),
        sqlite_with_rowid=False,
    )
