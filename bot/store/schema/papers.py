"""Papers, the days that list them, and their bullets."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
)

from bot.store.schema.base import Counts, Day, Json, LineText, UtcDateTime, metadata

papers = Table(
    "papers",
    metadata,
    Column("id", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("abstract", Text, nullable=False),
    Column("authors", Json, nullable=False),
    Column("published_at", UtcDateTime),
    Column("votes", Integer, nullable=False),
    Column("comments", Integer, nullable=False),
    Column("thumbnail", Text),
    Column("code_url", Text),
    Column("code_stars", Integer),
    Column("project_url", Text),
    Column("ai_summary", Text),
    Column("ai_keywords", Json, nullable=False),
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
    Column("version", Integer),
    Column("updated_at", UtcDateTime),
)

# When each watched paper is looked at next, by source; `doubted` says that the last answer was not believed.
looks = Table(
    "looks",
    metadata,
    Column("source", Text, primary_key=True),
    Column("paper_id", Text, ForeignKey("papers.id"), primary_key=True),
    Column("next_at", UtcDateTime, nullable=False),
    Column("doubted", Boolean, nullable=False),
    Index("looks_by_time", "source", "next_at"),
    Index("looks_at_paper", "paper_id"),
)

# One row a day that was asked for: `fetched_at` is the last good answer, `finished` whether it came
# after the day's end, `problem` why the last question failed, since when. A day known from an archive alone
# has papers and no `fetched_at`.
editions = Table(
    "editions",
    metadata,
    Column("day", Day, primary_key=True),
    Column("fetched_at", UtcDateTime),
    Column("finished", Boolean, nullable=False),
    Column("papers", Integer, nullable=False),
    Column("problem", LineText),
    Column("problem_since", UtcDateTime),
)

# Which papers a day lists, as seen; votes and comments belong to the listing's last look.
listings = Table(
    "listings",
    metadata,
    Column("day", Day, primary_key=True),
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
    Column("bullets", Json, nullable=False),
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
    Column("day", Day, primary_key=True),
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
    Column("day", Day, primary_key=True),
    Column("language", Text, primary_key=True),
    Column("text", Text, nullable=False),
)

# How many of the newest listed papers use a term, as last learned; rare ones are left out. The note "terms
# learned" says of how many papers it was learned, and when.
terms = Table(
    "terms",
    metadata,
    Column("term", Text, primary_key=True),
    Column("papers", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# How often a paper uses each term, by the rules of that version. Missing until the paper was counted.
# `weighed_among` says among how many papers the terms were weighed for `telling_terms`; empty until then.
paper_terms = Table(
    "paper_terms",
    metadata,
    Column("paper_id", Text, ForeignKey("papers.id"), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("counts", Counts, nullable=False),
    Column("weighed_among", Integer, index=True),
)

# The few papers nearest to a paper, as JSON of `NearPaper`, nearest first. Missing until it was compared.
nearest_papers = Table(
    "nearest_papers",
    metadata,
    Column("paper_id", Text, ForeignKey("papers.id"), primary_key=True),
    Column("nearest", Json, nullable=False),
)

# What papers speak of most: a paper's heaviest terms, weighed in thousandths, to find papers like one: by
# numbers, which take half the time of ids.
telling_terms = Table(
    "telling_terms",
    metadata,
    Column("term", Text, primary_key=True),
    Column("text_id", Integer, ForeignKey("paper_texts.id"), primary_key=True),
    Column("weight", Integer, nullable=False),
    sqlite_with_rowid=False,
)
