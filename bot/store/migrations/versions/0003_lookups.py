"""Papers from arXiv, papers that people keep, and titles by their age."""

import sqlalchemy as sa
from alembic import op

revision = "0003_lookups"
down_revision = "0002_summaries"


def upgrade() -> None:
    """arXiv's records, saved papers, and an index for reading the titles that are new."""
    op.create_table(
        "arxiv_records",
        sa.Column("paper_id", sa.Text(), nullable=False),
        sa.Column("primary_class", sa.Text(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("fetched_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["paper_id"], ["papers.id"]),
        sa.PrimaryKeyConstraint("paper_id"),
    )
    op.create_table(
        "saved",
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("paper_id", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["paper_id"], ["papers.id"]),
        sa.PrimaryKeyConstraint("user_id", "paper_id"),
    )
    op.create_index("papers_by_fetched_at", "papers", ["fetched_at"])
