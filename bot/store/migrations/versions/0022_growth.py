"""Indexes for what would otherwise read a table that grows from end to end."""

import sqlalchemy as sa
from alembic import op

revision = "0022_growth"
down_revision = "0019_fences"

_INDEXES = {
    "deliveries": {
        "deliveries_of_digest": ["digest_id", "subscription_id"],
        "deliveries_by_day": ["day"],
        "deliveries_by_turn": ["next_attempt_at", "subscription_id"],
        "deliveries_of_queue": ["subscription_id", "state"],
    },
    "edits": {
        "edits_by_turn": ["next_attempt_at", "subscription_id"],
        "edits_of_queue": ["subscription_id", "state"],
    },
    "publications": {
        "publications_by_turn": ["next_attempt_at", "subscription_id"],
        "publications_of_queue": ["subscription_id", "state"],
    },
    "week_posts": {
        "week_posts_by_day": ["day"],
        "week_posts_by_turn": ["next_attempt_at", "subscription_id"],
        "week_posts_of_queue": ["subscription_id", "state"],
    },
    "letters": {
        "letters_by_turn": ["next_attempt_at", "user_id"],
        "letters_of_queue": ["user_id", "state"],
        "letters_by_planning": ["planned_at"],
    },
    "subscriptions": {
        "subscriptions_by_weekly_time": ["next_weekly_at"],
        "subscriptions_of_person": ["configured_by"],
        "subscriptions_suspended_by": ["suspended_by"],
    },
    "subscription_changes": {"changes_by_time": ["changed_at"], "changes_of_person": ["user_id"]},
    "guilds": {"guilds_left": ["left_at"]},
    "people": {"people_unreachable": ["unreachable_since"]},
    "installations": {"installations_by_use": ["last_used_on"]},
    "drafts": {"drafts_by_time": ["created_at"]},
    "looks": {"looks_at_paper": ["paper_id"]},
    "saved": {"saved_in_guild": ["guild_id", "saved_at"]},
}
_PARTIAL_INDEXES = [
    ("subscriptions_by_settled_day", "settled_day", "removed_at IS NULL"),
    ("subscriptions_untold", "paused_at", "paused_at IS NOT NULL AND NOT pause_told"),
]


def upgrade() -> None:
    """Two of them stand in place of narrower ones."""
    for table, indexes in _INDEXES.items():
        for name, columns in indexes.items():
            op.create_index(name, table, columns)
    for name, column, condition in _PARTIAL_INDEXES:
        where = sa.text(condition)
        op.create_index(name, "subscriptions", [column], sqlite_where=where, postgresql_where=where)
    op.drop_index("ix_deliveries_digest_id", "deliveries")
    op.drop_index("ix_saved_guild_id", "saved")
