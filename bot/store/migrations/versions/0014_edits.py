"""Posts that are edited hours later: when each is looked at, and an outbox of what they are to show."""

import sqlalchemy as sa
from alembic import op

revision = "0014_edits"
down_revision = "0013_guilds_and_installations"


def upgrade() -> None:
    """What was posted before has no time for an edit, and stays as it is."""
    live_votes = sa.Column("live_votes", sa.Boolean(), nullable=False, server_default=sa.true())
    op.add_column("subscriptions", live_votes)
    op.add_column("deliveries", sa.Column("next_edit_at", sa.DateTime(), nullable=True))
    op.create_index("ix_deliveries_next_edit_at", "deliveries", ["next_edit_at"])
    op.create_index("deliveries_by_posting", "deliveries", ["posted_at"])
    op.create_table(
        "edits",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("subscription_id", sa.Integer(), sa.ForeignKey("subscriptions.id"), nullable=False),
        sa.Column("delivery_id", sa.Integer(), sa.ForeignKey("deliveries.id"), nullable=False, unique=True),
        sa.Column("digest_id", sa.Integer(), sa.ForeignKey("digests.id"), nullable=False),
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
    op.create_index("edits_by_state", "edits", ["state", "next_attempt_at"])
    op.create_index("ix_edits_digest_id", "edits", ["digest_id"])
