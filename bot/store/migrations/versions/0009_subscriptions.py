"""Several subscriptions for one channel, and what an admin can choose for each."""

import sqlalchemy as sa
from alembic import op

revision = "0009_subscriptions"
down_revision = "0008_plain_text"


def upgrade() -> None:
    """Every subscription stays what it is: the only one of its channel, without a name.

    SQLite forgets a rule of a table only with the table. Deliveries refer to its rows, so that check waits
    until the rows are back, at the end of the transaction.
    """
    op.execute("PRAGMA defer_foreign_keys = ON")
    op.execute("CREATE TABLE subscriptions_before AS SELECT * FROM subscriptions")
    op.drop_table("subscriptions")
    _create()
    op.execute(
        "INSERT INTO subscriptions (id, guild_id, channel_id, language, zone, due_time, papers, min_votes,"
        " edit_late, configured_by, settled_day, next_due_at, paused_at, paused_reason, pause_told,"
        " removed_at) SELECT id, guild_id, channel_id, language, zone, due_time, papers, min_votes,"
        " edit_late, configured_by, settled_day, next_due_at, paused_at, paused_reason, pause_told,"
        " removed_at FROM subscriptions_before"
    )
    op.drop_table("subscriptions_before")


def _create() -> None:
    weekdays = sa.text('\'["mon", "tue", "wed", "thu", "fri", "sat", "sun"]\'')
    no_texts = sa.text("'[]'")
    op.create_table(
        "subscriptions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False, server_default=""),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("due_time", sa.Time(), nullable=False),
        sa.Column("papers", sa.Integer(), nullable=False),
        sa.Column("min_votes", sa.Integer(), nullable=False),
        sa.Column("edit_late", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("topics", sa.Text(), nullable=False, server_default=no_texts),
        sa.Column("excluded_topics", sa.Text(), nullable=False, server_default=no_texts),
        sa.Column("weekdays", sa.Text(), nullable=False, server_default=weekdays),
        sa.Column("layout", sa.Text(), nullable=False, server_default="full"),
        sa.Column("role_id", sa.BigInteger(), nullable=True),
        sa.Column("role_topics", sa.Text(), nullable=False, server_default=no_texts),
        sa.Column("configured_by", sa.BigInteger(), nullable=True),
        sa.Column("settled_day", sa.Date(), nullable=False),
        sa.Column("next_due_at", sa.DateTime(), nullable=False),
        sa.Column("paused_at", sa.DateTime(), nullable=True),
        sa.Column("paused_reason", sa.Text(), nullable=True),
        sa.Column("pause_told", sa.Boolean(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("channel_id", "name", name="one_subscription_per_name"),
    )
    op.create_index("ix_subscriptions_guild_id", "subscriptions", ["guild_id"])
    op.create_index("ix_subscriptions_next_due_at", "subscriptions", ["next_due_at"])
