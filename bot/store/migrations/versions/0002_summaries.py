"""Bullets by language models: how they came about, who is at them, what that took."""

import sqlalchemy as sa
from alembic import op

revision = "0002_summaries"
down_revision = "0001_start"


def upgrade() -> None:
    """Columns of summaries, two tables, and the channel's wish for late edits."""
    with op.batch_alter_table("summaries") as table:
        table.add_column(sa.Column("model", sa.Text(), nullable=True))
        table.add_column(sa.Column("prompt_version", sa.Text(), nullable=True))
        table.add_column(sa.Column("input_tokens", sa.Integer(), nullable=True))
        table.add_column(sa.Column("output_tokens", sa.Integer(), nullable=True))
        table.add_column(sa.Column("created_at", sa.DateTime(), nullable=True))
    # Not in a batch, which would make the table anew and break what deliveries refer to.
    edit_late = sa.Column("edit_late", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("subscriptions", edit_late)
    op.create_table(
        "summary_attempts",
        sa.Column("paper_id", sa.Text(), sa.ForeignKey("papers.id"), primary_key=True),
        sa.Column("language", sa.Text(), primary_key=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("held_until", sa.DateTime(), nullable=True),
        sa.Column("retry_at", sa.DateTime(), nullable=True),
    )
    op.create_table(
        "model_use",
        sa.Column("day", sa.Date(), primary_key=True),
        sa.Column("purpose", sa.Text(), primary_key=True),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in (
                "reserved",
                "calls",
                "input_tokens",
                "output_tokens",
                "papers",
                "flagged",
                "dropped",
                "fallbacks",
                "refused",
            )
        ),
    )
