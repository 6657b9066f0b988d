"""Subscriptions that people pause by hand, and a history of what people changed about subscriptions."""

import sqlalchemy as sa
from alembic import op

revision = "0012_changes"
down_revision = "0011_threads"


def upgrade() -> None:
    """Nothing is paused by hand yet, and the history begins."""
    op.add_column("subscriptions", sa.Column("suspended_at", sa.DateTime(), nullable=True))
    op.add_column("subscriptions", sa.Column("suspended_by", sa.BigInteger(), nullable=True))
    op.create_table(
        "subscription_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=True),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_subscription_changes_guild_id", "subscription_changes", ["guild_id"])
