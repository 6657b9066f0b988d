"""What single people asked for and were told."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from bot.store.schema.base import ClockTime, Day, Json, UtcDateTime, metadata, outbox_columns

# Papers that a person wants to keep, and the guild in which they said so.
saved = Table(
    "saved",
    metadata,
    Column("user_id", BigInteger, primary_key=True),
    Column("paper_id", Text, ForeignKey("papers.id"), primary_key=True),
    Column("saved_at", UtcDateTime, nullable=False),
    Column("guild_id", BigInteger),
    Index("saved_in_guild", "guild_id", "saved_at"),
)

# What somebody asked for, once per distinct meaning: `form` is canonical, `key` what papers are looked up by.
keywords = Table(
    "keywords",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("form", Text, nullable=False, unique=True),
    Column("key", Text, nullable=False),
    Index("keywords_by_key", "key", "form"),
)

# One person's keyword as typed. Without `keyword_id` it cannot be read by today's rules. `looks_from` is
# the first edition day that it looks at.
alerts = Table(
    "alerts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("user_id", BigInteger, nullable=False),
    Column("keyword", Text, nullable=False),
    Column("keyword_id", Integer, ForeignKey("keywords.id"), index=True),
    Column("created_at", UtcDateTime, nullable=False),
    Column("looks_from", Day, nullable=False),
    Column("paused_at", UtcDateTime),
    Column("snoozed_until", UtcDateTime),
    UniqueConstraint("user_id", "keyword_id", name="one_alert_per_meaning"),
)

# Which papers of a finished day fit which keyword; nothing in it belongs to a person.
keyword_hits = Table(
    "keyword_hits",
    metadata,
    Column("keyword_id", Integer, ForeignKey("keywords.id"), primary_key=True),
    Column("day", Day, primary_key=True),
    Column("paper_id", Text, ForeignKey("papers.id"), primary_key=True),
    sqlite_with_rowid=False,
)

# The finished days that all keywords were held against.
matched_days = Table(
    "matched_days",
    metadata,
    Column("day", Day, primary_key=True),
    Column("matched_at", UtcDateTime, nullable=False),
)

# A keyword shown with what it would have brought, and not saved yet; `hits` are [day, paper id].
drafts = Table(
    "drafts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("user_id", BigInteger, nullable=False, index=True),
    Column("keyword", Text, nullable=False),
    Column("hits", Json, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Index("drafts_by_time", "created_at"),
)

# Who has alerts. Without hour and zone letters come when the day is finished. `channel_id` is the DM,
# `closed_since` when Discord said that the person takes no DMs, `unreachable_since` that no server is shared.
people = Table(
    "people",
    metadata,
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("language", Text, nullable=False),
    Column("zone", Text),
    Column("due_time", ClockTime),
    Column("next_due_at", UtcDateTime, nullable=False, index=True),
    Column("channel_id", BigInteger),
    Column("closed_since", UtcDateTime),
    Column("closed_told", Boolean, nullable=False),
    Column("unreachable_since", UtcDateTime),
    Index("people_unreachable", "unreachable_since"),
)

# One DM to a person, reaching up to a day: `content` is frozen once Discord may have it.
letters = Table(
    "letters",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("user_id", BigInteger, nullable=False),
    Column("day", Day, nullable=False),
    Column("content", Text, nullable=False),
    *outbox_columns(),
    UniqueConstraint("user_id", "day", name="one_letter_a_day"),
    Index("letters_by_state", "state", "next_attempt_at"),
    Index("letters_by_turn", "next_attempt_at", "user_id"),
    Index("letters_of_queue", "user_id", "state"),
    Index("letters_by_planning", "planned_at"),
)

# A paper is alerted once per person for ever.
alerted_papers = Table(
    "alerted_papers",
    metadata,
    Column("user_id", BigInteger, primary_key=True),
    Column("paper_id", Text, primary_key=True),
    sqlite_with_rowid=False,
)

# Papers of which a person wants less; one that is saved, too, is not taken as refused.
refused = Table(
    "refused",
    metadata,
    Column("user_id", BigInteger, primary_key=True),
    Column("paper_id", Text, ForeignKey("papers.id"), primary_key=True),
    Column("refused_at", UtcDateTime, nullable=False),
)

# Who wants the papers ranked for them in the daily DM, too.
daily_for_you = Table(
    "daily_for_you",
    metadata,
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("since", UtcDateTime, nullable=False),
)

# Who came by an installation for themselves, of those of whom something is stored; the day is UTC's.
installations = Table(
    "installations",
    metadata,
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("last_used_on", Day, nullable=False),
    Index("installations_by_use", "last_used_on"),
)

# Papers that a person watches, by hand or since they were saved, and what the person was shown of them at the
# beginning or told last; no votes, code and project page where the paper's page was not read before.
watches = Table(
    "watches",
    metadata,
    Column("user_id", BigInteger, primary_key=True),
    Column("paper_id", Text, ForeignKey("papers.id"), primary_key=True),
    Column("since", UtcDateTime, nullable=False),
    Column("by_saving", Boolean, nullable=False),
    Column("baseline_votes", Integer),
    Column("baseline_code", Boolean),
    Column("baseline_project", Boolean),
    Column("baseline_version", Integer),
    Column("baseline_withdrawn", Boolean, nullable=False),
    Index("watches_of_paper", "paper_id"),
)

# Whose saved papers are watched, too (all without a row's are), and who was told how to stop that.
watch_settings = Table(
    "watch_settings",
    metadata,
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("watches_saved", Boolean, nullable=False),
    Column("introduced", Boolean, nullable=False),
)

# Up to which edition day a person has read.
catchups = Table(
    "catchups",
    metadata,
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("read_until", Day, nullable=False),
)

# Who had their data erased, and when: no id, but a fingerprint of one.
erasures = Table(
    "erasures",
    metadata,
    Column("fingerprint", Text, primary_key=True),
    Column("erased_at", UtcDateTime, nullable=False),
    Index("erasures_by_time", "erased_at"),
)
