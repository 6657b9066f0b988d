"""The tables, written so that a person can read them with any SQLite viewer.

The migrations build them; a test holds the two together.
"""

from bot.store.schema.base import UNREADABLE, Day, UtcDateTime, is_table_of_ours, metadata
from bot.store.schema.channels import (
    deliveries,
    digest_papers,
    digests,
    leases,
    notes,
    publications,
    subscription_changes,
    subscriptions,
)
from bot.store.schema.papers import (
    archived,
    arxiv_records,
    editions,
    listings,
    model_use,
    paper_texts,
    papers,
    summaries,
    summary_attempts,
    terms,
)
from bot.store.schema.people import (
    alerted_papers,
    alerts,
    daily_for_you,
    drafts,
    keyword_hits,
    keywords,
    letters,
    matched_days,
    people,
    refused,
    saved,
)

__all__ = [
    "UNREADABLE",
    "Day",
    "UtcDateTime",
    "alerted_papers",
    "alerts",
    "archived",
    "arxiv_records",
    "daily_for_you",
    "deliveries",
    "digest_papers",
    "digests",
    "drafts",
    "editions",
    "is_table_of_ours",
    "keyword_hits",
    "keywords",
    "leases",
    "letters",
    "listings",
    "matched_days",
    "metadata",
    "model_use",
    "notes",
    "paper_texts",
    "papers",
    "people",
    "publications",
    "refused",
    "saved",
    "subscription_changes",
    "subscriptions",
    "summaries",
    "summary_attempts",
    "terms",
]
