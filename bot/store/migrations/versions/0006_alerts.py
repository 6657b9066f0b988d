"""Alerts that are sent: what keywords mean, drafts, people, letters."""

import sqlalchemy as sa
from alembic import op

revision = "0006_alerts"
down_revision = "0005_archived"


def upgrade() -> None:
    """Keep the keywords that people have saved; what they mean is worked out at the next start."""
    _alerts()
    _hits()
    _people()


def _alerts() -> None:
    op.rename_table("alerts", "alerts_before")
    op.create_table(
        "keywords",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("form"),
    )
    op.create_index("keywords_by_key", "keywords", ["key", "form"])
    op.create_table(
        "alerts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("keyword", sa.Text(), nullable=False),
        sa.Column("keyword_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("looks_from", sa.Date(), nullable=False),
        sa.Column("paused_at", sa.DateTime(), nullable=True),
        sa.Column("snoozed_until", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["keyword_id"], ["keywords.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("user_id", "keyword_id", name="one_alert_per_meaning"),
    )
    op.create_index("ix_alerts_keyword_id", "alerts", ["keyword_id"])
    # Never for history: whoever saved a keyword before hears of papers from today on.
    op.execute(
        "INSERT INTO alerts (id, user_id, keyword, created_at, looks_from)"
        " SELECT id, user_id, keyword, created_at, CURRENT_DATE FROM alerts_before"
    )
    op.create_table(
        "drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("keyword", sa.Text(), nullable=False),
        sa.Column("hits", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_drafts_user_id", "drafts", ["user_id"])


def _hits() -> None:
    op.create_table(
        "keyword_hits",
        sa.Column("keyword_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("paper_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["keyword_id"], ["keywords.id"]),
        sa.ForeignKeyConstraint(["paper_id"], ["papers.id"]),
        sa.PrimaryKeyConstraint("keyword_id", "day", "paper_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "matched_days",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("matched_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("day"),
    )
    op.create_table(
        "alerted_papers",
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("paper_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "paper_id"),
        sqlite_with_rowid=False,
    )


def _people() -> None:
    op.create_table(
        "people",
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=True),
        sa.Column("due_time", sa.Time(), nullable=True),
        sa.Column("next_due_at", sa.DateTime(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=True),
        sa.Column("closed_since", sa.DateTime(), nullable=True),
        sa.Column("closed_told", sa.Boolean(), nullable=False),
        sa.Column("unreachable_since", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("user_id"),
    )
    op.create_index("ix_people_next_due_at", "people", ["next_due_at"])
    # Their language is learnt at their next command; until then it is that of a new channel.
    op.execute(
        "INSERT INTO people (user_id, language, next_due_at, closed_told)"
        " SELECT DISTINCT user_id, 'ko', CURRENT_TIMESTAMP, 0 FROM alerts_before"
    )
    op.drop_table("alerts_before")
    op.create_table(
        "letters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
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
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("user_id", "day", name="one_letter_a_day"),
    )
    op.create_index("letters_by_state", "letters", ["state", "next_attempt_at"])
