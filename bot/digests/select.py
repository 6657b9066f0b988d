"""What one channel is shown of one day: pure, knows neither Discord nor the store."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from bot.models import Digest, DigestPaper, Edition, Language, Paper, Summary


def chosen_papers(
    edition: Edition, *, most: int, min_votes: int, without: Collection[str] = frozenset()
) -> tuple[Paper, ...]:
    """The day's first `most` papers with at least `min_votes`, leaving out ids the channel has seen."""
    papers = [p for p in edition.papers if p.votes >= min_votes and p.id not in without]
    return tuple(papers[:most])


def make_digest(
    edition: Edition,
    papers: Collection[Paper],
    language: Language,
    summaries: Mapping[str, Summary],
    *,
    partial: bool,
) -> Digest:
    """The digest of these papers of the day; `summaries` has one for each, by paper id."""
    digest_papers = tuple(DigestPaper(paper=paper, summary=summaries[paper.id]) for paper in papers)
    return Digest(
        day=edition.day, language=language, listed=len(edition.papers), papers=digest_papers, partial=partial
    )
