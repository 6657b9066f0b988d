"""Channels, what is sent to them, and who sends it."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
    true,
)

from bot.store.schema.base import ClockTime, Day, Json, LineText, Texts, UtcDateTime, metadata, outbox_columns

_NO_TEXTS = text("'[]'")
# As text, since SQLite uses a partial index only for a condition that stands in the query word for word.
IS_THERE = text("removed_at IS NULL")
IS_UNTOLD = text("paused_at IS NOT NULL AND NOT pause_told")
_EVERY_WEEKDAY = text('\'["mon", "tue", "wed", "thu", "fri", "sat", "sun"]\'')

# A removed subscription stays, so that a channel added again is not sent what it has had.
subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("guild_id", BigInteger, nullable=False, index=True),
    Column("channel_id", BigInteger, nullable=False),
    Column("name", Text, nullable=False, server_default=""),
    Column("language", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("due_time", ClockTime, nullable=False),
    Column("papers", Integer, nullable=False),
    Column("min_votes", Integer, nullable=False),
    Column("edit_late", Boolean, nullable=False, server_default=false()),
    Column("live_votes", Boolean, nullable=False, server_default=true()),
    Column("topics", Texts, nullable=False, server_default=_NO_TEXTS),
    Column("excluded_topics", Texts, nullable=False, server_default=_NO_TEXTS),
    Column("weekdays", Texts, nullable=False, server_default=_EVERY_WEEKDAY),
    Column("layout", Text, nullable=False, server_default="full"),
    Column("role_id", BigInteger),
    Column("role_topics", Texts, nullable=False, server_default=_NO_TEXTS),
    Column("order", Text, nullable=False, server_default="votes"),
    Column("examples", Texts, nullable=False, server_default=_NO_TEXTS),
    Column("weekly", Text),
    Column("weekly_time", ClockTime, nullable=False, server_default=text("'18:00:00.000000'")),
    Column("next_weekly_at", UtcDateTime),
    Column("publish", Boolean, nullable=False, server_default=false()),
    Column("configured_by", BigInteger),
    Column("settled_day", Day, nullable=False),
    Column("next_due_at", UtcDateTime, nullable=False, index=True),
    Column("paused_at", UtcDateTime),
    Column("paused_reason", LineText),
    Column("pause_told", Boolean, nullable=False),
    Column("removed_at", UtcDateTime),
    Column("suspended_at", UtcDateTime),  # by hand
    Column("suspended_by", BigInteger),
    UniqueConstraint("channel_id", "name", name="one_subscription_per_name"),
    Index("subscriptions_by_settled_day", "settled_day", sqlite_where=IS_THERE, postgresql_where=IS_THERE),
    Index("subscriptions_by_weekly_time", "next_weekly_at"),
    Index("subscriptions_of_person", "configured_by"),
    Index("subscriptions_suspended_by", "suspended_by"),
    Index("subscriptions_untold", "paused_at", sqlite_where=IS_UNTOLD, postgresql_where=IS_UNTOLD),
)

# Guilds that the bot is in, or left at `left_at`.
guilds = Table(
    "guilds",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("left_at", UtcDateTime),
    Index("guilds_left", "left_at"),
)

# Who changed what; `before` and `after` hold the settings that differ.
subscription_changes = Table(
    "subscription_changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("guild_id", BigInteger, nullable=False, index=True),
    Column("channel_id", BigInteger, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("user_id", BigInteger),
    Column("changed_at", UtcDateTime, nullable=False),
    Column("before", Json, nullable=False),
    Column("after", Json, nullable=False),
    Index("changes_by_time", "changed_at"),
    Index("changes_of_person", "user_id"),
)

# What is posted, frozen once per distinct list of papers; `layout` counts the papers of each message.
digests = Table(
    "digests",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("content_hash", Text, nullable=False, unique=True),
    Column("day", Day, nullable=False, index=True),
    Column("content", Text, nullable=False),
    Column("layout", Json, nullable=False),
)

digest_papers = Table(
    "digest_papers",
    metadata,
    Column("digest_id", Integer, ForeignKey("digests.id"), primary_key=True),
    Column("paper_id", Text, ForeignKey("papers.id"), primary_key=True),
    Column("part", Integer, nullable=False),
    Index("digest_papers_of_paper", "paper_id"),
)

# One row per channel, day and part.
deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("subscription_id", Integer, ForeignKey("subscriptions.id"), nullable=False),
    Column("day", Day, nullable=False),
    Column("partial", Boolean, nullable=False),
    Column("part", Integer, nullable=False),
    Column("parts", Integer, nullable=False),
    Column("digest_id", Integer, ForeignKey("digests.id")),
    Column("layout", Text, nullable=False, server_default="full"),
    Column("thread_id", BigInteger),
    Column("next_edit_at", UtcDateTime, index=True),
    *outbox_columns(),
    UniqueConstraint("subscription_id", "day", "partial", "part", name="one_delivery_per_part"),
    Index("deliveries_by_state", "state", "next_attempt_at"),
    Index("deliveries_by_turn", "next_attempt_at", "subscription_id"),
    Index("deliveries_by_posting", "posted_at"),
    Index("deliveries_by_day", "day"),
    Index("deliveries_of_queue", "subscription_id", "state"),
    Index("deliveries_of_digest", "digest_id", "subscription_id"),
)

# One row per message of an announcement channel that is to be published.
publications = Table(
    "publications",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("subscription_id", Integer, ForeignKey("subscriptions.id"), nullable=False),
    Column("delivery_id", Integer, ForeignKey("deliveries.id"), nullable=False, unique=True),
    Column("day", Day, nullable=False),
    *outbox_columns(),
    Index("publications_by_state", "state", "next_attempt_at"),
    Index("publications_by_turn", "next_attempt_at", "subscription_id"),
    Index("publications_of_queue", "subscription_id", "state"),
)

# What posted messages are to show instead: one row per message, planned anew for its next edit.
edits = Table(
    "edits",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("subscription_id", Integer, ForeignKey("subscriptions.id"), nullable=False),
    Column("delivery_id", Integer, ForeignKey("deliveries.id"), nullable=False, unique=True),
    Column("digest_id", Integer, ForeignKey("digests.id"), nullable=False, index=True),
    Column("day", Day, nullable=False),
    *outbox_columns(),
    Index("edits_by_state", "state", "next_attempt_at"),
    Index("edits_by_turn", "next_attempt_at", "subscription_id"),
    Index("edits_of_queue", "subscription_id", "state"),
)

# One row per subscription and week, which is named by its last day; `content` is frozen.
week_posts = Table(
    "week_posts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("subscription_id", Integer, ForeignKey("subscriptions.id"), nullable=False),
    Column("day", Day, nullable=False),
    Column("content", Text, nullable=False),
    *outbox_columns(),
    UniqueConstraint("subscription_id", "day", name="one_post_a_week"),
    Index("week_posts_by_state", "state", "next_attempt_at"),
    Index("week_posts_by_turn", "next_attempt_at", "subscription_id"),
    Index("week_posts_by_day", "day"),
    Index("week_posts_of_queue", "subscription_id", "state"),
)

# Who may deliver. Whoever does not renew it for `seconds` has lost it, whatever its clock wrote as `until`;
# without them, as older versions leave it, at `until`. `fence` grows with each new holder.
leases = Table(
    "leases",
    metadata,
    Column("name", Text, primary_key=True),
    Column("holder", Text, nullable=False),
    Column("until", UtcDateTime, nullable=False),
    Column("fence", BigInteger, nullable=False, server_default="0"),
    Column("seconds", Float),
    Column("renewals", BigInteger, nullable=False, server_default="0"),
)

# Small facts that outlive the process, such as the hash of the commands that Discord knows.
notes = Table(
    "notes",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
