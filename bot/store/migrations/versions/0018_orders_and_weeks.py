"""A subscription's order and its weekly post, and in which server a paper was saved."""

import sqlalchemy as sa
from alembic import op

revision = "0018_orders_and_weeks"
down_revision = "0017_paper_terms"


def upgrade() -> None:
    """All that is there goes on in the order of votes, without weekly posts."""
    for column in (
        sa.Column("order", sa.Text(), nullable=False, server_default="votes"),
        sa.Column("examples", sa.Text(), nullable=False, server_default="[]"),
        sa.Column("weekly", sa.Text(), nullable=True),
        sa.Column("weekly_time", sa.Time(), nullable=False, server_default="18:00:00.000000"),
        sa.Column("next_weekly_at", sa.DateTime(), nullable=True),
    ):
        op.add_column("subscriptions", column)
    op.add_column("saved", sa.Column("guild_id", sa.BigInteger(), nullable=True))
    op.create_index("ix_saved_guild_id", "saved", ["guild_id"])
    op.create_table(
        "week_posts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subscription_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("planned_at", sa.DateTime(), nullable=False),
        sa.Column("next_attempt_at", sa.DateTime(), nullable=True),
        sa.Column("unknown_since", sa.DateTime(), nullable=True),
        sa.Column("posted_at", sa.DateTime(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["subscription_id"], ["subscriptions.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("subscription_id", "day", name="one_post_a_week"),
    )
    op.create_index("week_posts_by_state", "week_posts", ["state", "next_attempt_at"])
