"""Papers ranked for a person: those refused, who wants a daily part of them, and how common terms are."""

import sqlalchemy as sa
from alembic import op

revision = "0010_for_you"
down_revision = "0009_subscriptions"


def upgrade() -> None:
    """Empty at first: the terms are learned within the first hour."""
    op.create_table(
        "refused",
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("paper_id", sa.Text(), nullable=False),
        sa.Column("refused_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["paper_id"], ["papers.id"]),
        sa.PrimaryKeyConstraint("user_id", "paper_id"),
    )
    op.create_table(
        "daily_for_you",
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("user_id"),
    )
    op.create_table(
        "terms",
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("papers", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("term"),
        sqlite_with_rowid=False,
    )
