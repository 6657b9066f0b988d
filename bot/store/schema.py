"""The tables, written so that a person can read them with any SQLite viewer.

The migrations build them; a test holds the two together.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    Time,
    TypeDecorator,
    UniqueConstraint,
    false,
)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime, kept as naive UTC: SQLite has no time zones."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Aware to naive UTC; a naive value is our bug."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """Naive UTC to aware."""
        return None if value is None else value.replace(tzinfo=UTC)


metadata = MetaData()

papers = Table(
    "papers",
    metadata,
    Column("id", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("abstract", Text, nullable=False),
    Column("authors", JSON, nullable=False),
    Column("published_at", UtcDateTime),
    Column("votes", Integer, nullable=False),
    Column("comments", Integer, nullable=False),
    Column("thumbnail", Text),
    Column("code_url", Text),
    Column("code_stars", Integer),
    Column("project_url", Text),
    Column("ai_summary", Text),
    Column("ai_keywords", JSON, nullable=False),
    Column("organization", Text),
    Column("fetched_at", UtcDateTime, nullable=False),
    Index("papers_by_fetched_at", "fetched_at"),
)

# What only arXiv says of a paper, for those that arXiv was asked about.
arxiv_records = Table(
    "arxiv_records",
    metadata,
    Column("paper_id", Text, ForeignKey("papers.id"), primary_key=True),
    Column("primary_class", Text),
    Column("withdrawn", Boolean, nullable=False),
    Column("fetched_at", UtcDateTime, nullable=False),
)

# Papers that a person wants to keep.
saved = Table(
    "saved",
    metadata,
    Column("user_id", BigInteger, primary_key=True),
    Column("paper_id", Text, ForeignKey("papers.id"), primary_key=True),
    Column("saved_at", UtcDateTime, nullable=False),
)

# One row a day that was asked for: `fetched_at` is the last good answer, `finished` whether it came
# after the day's end, `problem` why the last question failed, since when. A day known from an archive alone
# has papers and no `fetched_at`.
editions = Table(
    "editions",
    metadata,
    Column("day", Date, primary_key=True),
    Column("fetched_at", UtcDateTime),
    Column("finished", Boolean, nullable=False),
    Column("papers", Integer, nullable=False),
    Column("problem", Text),
    Column("problem_since", UtcDateTime),
)

# Which papers a day lists, as seen; votes and comments belong to the listing's last look.
listings = Table(
    "listings",
    metadata,
    Column("day", Date, primary_key=True),
    Column("paper_id", Text, ForeignKey("papers.id"), primary_key=True),
    Column("rank", Integer, nullable=False),
    Column("votes", Integer, nullable=False),
    Column("comments", Integer, nullable=False),
    Column("first_seen_at", UtcDateTime, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
    Index("listings_of_paper", "paper_id"),
)

summaries = Table(
    "summaries",
    metadata,
    Column("paper_id", Text, ForeignKey("papers.id"), primary_key=True),
    Column("language", Text, primary_key=True),
    Column("bullets", JSON, nullable=False),
    Column("origin", Text, nullable=False),
    # Of a language model's bullets only:
    Column("model", Text),
    Column("prompt_version", Text),
    Column("input_tokens", Integer),
    Column("output_tokens", Integer),
    Column("created_at", UtcDateTime),
)

# Papers at which a language model is, until `held_until`, or failed, and is asked again from `retry_at` on.
summary_attempts = Table(
    "summary_attempts",
    metadata,
    Column("paper_id", Text, ForeignKey("papers.id"), primary_key=True),
    Column("language", Text, primary_key=True),
    Column("attempts", Integer, nullable=False),
    Column("held_until", UtcDateTime),
    Column("retry_at", UtcDateTime),
)

# What language models were used for, per UTC day and models.Purpose. `reserved` are tokens of calls that are
# under way, or were when the bot died.
model_use = Table(
    "model_use",
    metadata,
    Column("day", Date, primary_key=True),
    Column("purpose", Text, primary_key=True),
    Column("reserved", Integer, nullable=False),
    Column("calls", Integer, nullable=False),
    Column("input_tokens", Integer, nullable=False),
    Column("output_tokens", Integer, nullable=False),
    Column("papers", Integer, nullable=False),
    Column("flagged", Integer, nullable=False),
    Column("dropped", Integer, nullable=False),
    Column("fallbacks", Integer, nullable=False),
    Column("refused", Integer, nullable=False),
)

# What can be searched of a paper, as `index_text` writes it. The full-text index over it, `paper_index`,
# stands in migration 0004, since SQLAlchemy has no word for one; `store.fulltext` keeps it in step.
paper_texts = Table(
    "paper_texts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("paper_id", Text, ForeignKey("papers.id"), nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("bullets", Text, nullable=False),
    Column("abstract", Text, nullable=False),
    Column("authors", Text, nullable=False),
)

# Imported days word for word, as Markdown in canonical form: what an export writes again.
archived = Table(
    "archived",
    metadata,
    Column("day", Date, primary_key=True),
    Column("language", Text, primary_key=True),
    Column("text", Text, nullable=False),
)

# A removed subscription stays, so that a channel added again is not sent what it has had.
subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("guild_id", BigInteger, nullable=False, index=True),
    Column("channel_id", BigInteger, nullable=False, unique=True),
    Column("language", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("due_time", Time, nullable=False),
    Column("papers", Integer, nullable=False),
    Column("min_votes", Integer, nullable=False),
    Column("edit_late", Boolean, nullable=False, server_default=false()),
    Column("configured_by", BigInteger),
    Column("settled_day", Date, nullable=False),
    Column("next_due_at", UtcDateTime, nullable=False, index=True),
    Column("paused_at", UtcDateTime),
    Column("paused_reason", Text),
    Column("pause_told", Boolean, nullable=False),
    Column("removed_at", UtcDateTime),
)

# What is posted, frozen once per distinct list of papers; `layout` counts the papers of each message.
digests = Table(
    "digests",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("content_hash", Text, nullable=False, unique=True),
    Column("day", Date, nullable=False, index=True),
    Column("content", Text, nullable=False),
    Column("layout", JSON, nullable=False),
)

digest_papers = Table(
    "digest_papers",
    metadata,
    Column("digest_id", Integer, ForeignKey("digests.id"), primary_key=True),
    Column("paper_id", Text, ForeignKey("papers.id"), primary_key=True),
    Column("part", Integer, nullable=False),
    Index("digest_papers_of_paper", "paper_id"),
)

# One row per channel, day and part; models.DeliveryState says what the states mean. `unknown_since` is
# when a message was first handed to Discord of which we do not know whether it is there.
deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("subscription_id", Integer, ForeignKey("subscriptions.id"), nullable=False),
    Column("day", Date, nullable=False),
    Column("partial", Boolean, nullable=False),
    Column("part", Integer, nullable=False),
    Column("parts", Integer, nullable=False),
    Column("digest_id", Integer, ForeignKey("digests.id"), index=True),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("planned_at", UtcDateTime, nullable=False),
    Column("next_attempt_at", UtcDateTime),
    Column("unknown_since", UtcDateTime),
    Column("posted_at", UtcDateTime),
    Column("message_id", BigInteger),
    Column("reason", Text),
    UniqueConstraint("subscription_id", "day", "partial", "part", name="one_delivery_per_part"),
    Index("deliveries_by_state", "state", "next_attempt_at"),
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
    Column("looks_from", Date, nullable=False),
    Column("paused_at", UtcDateTime),
    Column("snoozed_until", UtcDateTime),
    UniqueConstraint("user_id", "keyword_id", name="one_alert_per_meaning"),
)

# Which papers of a finished day fit which keyword; nothing in it belongs to a person.
keyword_hits = Table(
    "keyword_hits",
    metadata,
    Column("keyword_id", Integer, ForeignKey("keywords.id"), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("paper_id", Text, ForeignKey("papers.id"), primary_key=True),
    sqlite_with_rowid=False,
)

# The finished days that all keywords were held against.
matched_days = Table(
    "matched_days",
    metadata,
    Column("day", Date, primary_key=True),
    Column("matched_at", UtcDateTime, nullable=False),
)

# A keyword shown with what it would have brought, and not saved yet; `hits` are [day, paper id].
drafts = Table(
    "drafts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("user_id", BigInteger, nullable=False, index=True),
    Column("keyword", Text, nullable=False),
    Column("hits", JSON, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
)

# Who has alerts. Without hour and zone letters come when the day is finished. `channel_id` is the DM,
# `closed_since` when Discord said that the person takes no DMs, `unreachable_since` that no server is shared.
people = Table(
    "people",
    metadata,
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("language", Text, nullable=False),
    Column("zone", Text),
    Column("due_time", Time),
    Column("next_due_at", UtcDateTime, nullable=False, index=True),
    Column("channel_id", BigInteger),
    Column("closed_since", UtcDateTime),
    Column("closed_told", Boolean, nullable=False),
    Column("unreachable_since", UtcDateTime),
)

# One DM to a person, reaching up to a day: `content` is frozen once Discord may have it.
letters = Table(
    "letters",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("user_id", BigInteger, nullable=False),
    Column("day", Date, nullable=False),
    Column("content", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("planned_at", UtcDateTime, nullable=False),
    Column("next_attempt_at", UtcDateTime),
    Column("unknown_since", UtcDateTime),
    Column("posted_at", UtcDateTime),
    Column("message_id", BigInteger),
    Column("reason", Text),
    UniqueConstraint("user_id", "day", name="one_letter_a_day"),
    Index("letters_by_state", "state", "next_attempt_at"),
)

# A paper is alerted once per person for ever.
alerted_papers = Table(
    "alerted_papers",
    metadata,
    Column("user_id", BigInteger, primary_key=True),
    Column("paper_id", Text, primary_key=True),
    sqlite_with_rowid=False,
)

# Who may deliver; a holder that stays silent until `until` has lost it.
leases = Table(
    "leases",
    metadata,
    Column("name", Text, primary_key=True),
    Column("holder", Text, nullable=False),
    Column("until", UtcDateTime, nullable=False),
)

# Small facts that outlive the process, such as the hash of the commands that Discord knows.
notes = Table(
    "notes",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)


def is_table_of_ours(name: str | None, kind: str, _parents: object) -> bool:
    """Whether Alembic shall compare it with the tables here: not what FTS5 keeps of its index."""
    return not (kind == "table" and name is not None and name.startswith("paper_index"))
