"""What one subscription is shown of a day, or of several: pure, knows neither Discord nor the store."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from bot.models import Digest, DigestPaper, Edition, Language, Layout, Paper, Summary


def ranked_together(editions: Sequence[Edition]) -> Edition:
    """The papers of days, oldest first, as if the last one had listed them all: each once, with the most
    votes that it had, most voted first. One day alone stays as the source ordered it.
    """
    if len(editions) == 1:
        return editions[0]
    papers: dict[str, Paper] = {}
    for paper in (paper for edition in reversed(editions) for paper in edition.papers):
        papers[paper.id] = max(papers.get(paper.id, paper), paper, key=lambda each: each.votes)
    ranked = sorted(papers.values(), key=lambda paper: -paper.votes)
    return editions[-1].model_copy(update={"papers": tuple(ranked)})


def qualifying_papers(
    edition: Edition,
    *,
    min_votes: int = 0,
    without: Collection[str] = frozenset(),
    only: Collection[str] | None = None,
) -> tuple[Paper, ...]:
    """The papers with at least `min_votes`, in order, leaving out ids; `only` these, where that is given."""
    return tuple(
        paper
        for paper in edition.papers
        if paper.votes >= min_votes and paper.id not in without and (only is None or paper.id in only)
    )


def make_digest(
    edition: Edition,
    papers: Collection[Paper],
    language: Language,
    summaries: Mapping[str, Summary],
    *,
    partial: bool = False,
    first_day: date | None = None,
    layout: Layout = "full",
    role_id: int | None = None,
) -> Digest:
    """The digest of these papers of the day, or of all days since `first_day` (see `ranked_together`).

    `summaries` has one for each paper, by its id; `role_id` is the role to mention.
    """
    in_order = list(papers)[::-1] if layout == "posts" else papers
    digest_papers = tuple(DigestPaper(paper=paper, summary=summaries[paper.id]) for paper in in_order)
    return Digest(
        day=edition.day,
        first_day=first_day,
        language=language,
        listed=len(edition.papers),
        papers=digest_papers,
        partial=partial,
        layout=layout,
        role_id=role_id,
    )
