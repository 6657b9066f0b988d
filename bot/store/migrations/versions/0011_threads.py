"""Threads, forums, and what is published from announcement channels."""

import sqlalchemy as sa
from alembic import op

revision = "0011_threads"
down_revision = "0010_for_you"


def upgrade() -> None:
    """All that was planned before goes into its channel as it did, and nothing of it is published."""
    publish = sa.Column("publish", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("subscriptions", publish)
    op.add_column("deliveries", sa.Column("layout", sa.Text(), nullable=False, server_default="full"))
    op.add_column("deliveries", sa.Column("thread_id", sa.BigInteger(), nullable=True))
    op.create_table(
        "publications",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("subscription_id", sa.Integer(), sa.ForeignKey("subscriptions.id"), nullable=False),
        sa.Column("delivery_id", sa.Integer(), sa.ForeignKey("deliveries.id"), nullable=False, unique=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("planned_at", sa.DateTime(), nullable=False),
        sa.Column("next_attempt_at", sa.DateTime(), nullable=True),
        sa.Column("unknown_since", sa.DateTime(), nullable=True),
        sa.Column("posted_at", sa.DateTime(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
    )
    op.create_index("publications_by_state", "publications", ["state", "next_attempt_at"])
