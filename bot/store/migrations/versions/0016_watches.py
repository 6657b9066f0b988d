"""Watched papers, when they are looked at, arXiv's versions, and up to which day people have read."""

import sqlalchemy as sa
from alembic import op

revision = "0016_watches"
down_revision = "0014_edits"


def upgrade() -> None:
    """Empty at first: what was saved before is not watched, and versions come with the next look at arXiv."""
    op.create_table(
        "watches",
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("paper_id", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("by_saving", sa.Boolean(), nullable=False),
        sa.Column("baseline_votes", sa.Integer(), nullable=True),
        sa.Column("baseline_code", sa.Boolean(), nullable=True),
        sa.Column("baseline_project", sa.Boolean(), nullable=True),
        sa.Column("baseline_version", sa.Integer(), nullable=True),
        sa.Column("baseline_withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["paper_id"], ["papers.id"]),
        sa.PrimaryKeyConstraint("user_id", "paper_id"),
    )
    op.create_index("watches_of_paper", "watches", ["paper_id"])
    op.create_table(
        "watch_settings",
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("watches_saved", sa.Boolean(), nullable=False),
        sa.Column("introduced", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("user_id"),
    )
    op.create_table(
        "catchups",
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("read_until", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("user_id"),
    )
    op.create_table(
        "looks",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("paper_id", sa.Text(), nullable=False),
        sa.Column("next_at", sa.DateTime(), nullable=False),
        sa.Column("doubted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["paper_id"], ["papers.id"]),
        sa.PrimaryKeyConstraint("source", "paper_id"),
    )
    op.create_index("looks_by_time", "looks", ["source", "next_at"])
    op.add_column("arxiv_records", sa.Column("version", sa.Integer(), nullable=True))
    op.add_column("arxiv_records", sa.Column("updated_at", sa.DateTime(), nullable=True))
