"""A posted digest as it would look today, each paper in its place. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from bot.models import Digest, DigestPaper, FrozenDigest, Paper, Summary, SummaryOrigin
from bot.rendering.digest_message import papers_of_part, render_part


def current_digest(
    digest: Digest,
    papers: Mapping[str, Paper],
    summaries: Mapping[str, Summary],
    withdrawn: Collection[str],
) -> Digest:
    """The digest with the papers' newest counts, a model's bullets in place of stand-ins, and a mark at what
    was withdrawn; all by paper id.
    """
    current = (_current(digest_paper, papers, summaries, withdrawn) for digest_paper in digest.papers)
    return digest.model_copy(update={"papers": tuple(current)})


def looks_other(frozen: FrozenDigest, current: Digest, part: int) -> bool:
    """Whether a reader of the message would see a difference."""
    before, after = (render_part(digest, frozen.paper_counts, part) for digest in (frozen.digest, current))
    return (before.content, before.embeds, before.menus) != (after.content, after.embeds, after.menus)


def has_new_bullets(frozen: FrozenDigest, current: Digest, part: int) -> bool:
    """Whether bullets have come for a paper of the message."""
    before, after = (_summaries(digest, frozen.paper_counts, part) for digest in (frozen.digest, current))
    return before != after


def has_new_marks(frozen: FrozenDigest, current: Digest, part: int) -> bool:
    """Whether a paper of the message was withdrawn since."""
    before, after = (papers_of_part(digest, frozen.paper_counts, part) for digest in (frozen.digest, current))
    return [paper.withdrawn for paper in before] != [paper.withdrawn for paper in after]


def _current(
    digest_paper: DigestPaper,
    papers: Mapping[str, Paper],
    summaries: Mapping[str, Summary],
    withdrawn: Collection[str],
) -> DigestPaper:
    paper, summary = digest_paper.paper, digest_paper.summary
    stored = summaries.get(paper.id)
    if stored and stored.origin is SummaryOrigin.MODEL and summary.is_stand_in:
        summary = stored
    counted = _counted(paper, papers.get(paper.id, paper))
    is_withdrawn = digest_paper.withdrawn or paper.id in withdrawn
    return DigestPaper(paper=counted, summary=summary, withdrawn=is_withdrawn)


def _counted(paper: Paper, newer: Paper) -> Paper:
    """The paper as it was posted, with the larger counts: they grow, and an answer may lack one."""
    return paper.model_copy(
        update={
            "votes": max(paper.votes, newer.votes),
            "comments": max(paper.comments, newer.comments),
            "code_stars": max(paper.code_stars or 0, newer.code_stars or 0) or paper.code_stars,
        }
    )


def _summaries(digest: Digest, counts: Sequence[int], part: int) -> list[Summary]:
    return [digest_paper.summary for digest_paper in papers_of_part(digest, counts, part)]
