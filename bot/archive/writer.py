"""Days as files of the archive format."""

from __future__ import annotations

from collections.abc import Iterator

from bot.archive.paper_lines import stand_in_note
from bot.models import ArchivedDay, ArchivedPaper, Digest, DigestPaper


def digest_markdown(digest: Digest) -> str:
    """The digest as a file of the archive format; texts are raw, as in archives.

    English that stands in for bullets of another language has a note above it.
    """
    note = None if digest.language == "en" else stand_in_note(digest.language)
    papers = tuple(_archived(paper, note if paper.summary.is_stand_in else None) for paper in digest.papers)
    return write_day(ArchivedDay(day=digest.day, papers=papers))


def write_day(day: ArchivedDay) -> str:
    """The day as a file in canonical form: a blank line after every block, also the last."""
    blocks = [f"## Daily Papers ({day.day.isoformat()})"]
    blocks += [block for paper in day.papers for block in _blocks(paper)]
    return "".join(f"{block}\n\n" for block in blocks)


def _blocks(paper: ArchivedPaper) -> Iterator[str]:
    yield f"### [{paper.title}]({paper.link})"
    if paper.media is not None:
        yield paper.media
    if paper.votes is not None:
        yield f"Vote: {paper.votes}"
    if paper.authors is not None:
        yield f"Authors: {paper.authors}"
    if paper.note is not None:
        yield paper.note
    if paper.bullets:
        yield "\n".join(f"- {bullet}" for bullet in paper.bullets)


def _archived(digest_paper: DigestPaper, note: str | None) -> ArchivedPaper:
    paper = digest_paper.paper
    return ArchivedPaper(
        paper_id=paper.id,
        title=paper.title,
        link=paper.url,
        media=f"![]({paper.thumbnail})" if paper.thumbnail else None,
        votes=str(paper.votes),
        authors=", ".join(paper.authors) or None,
        note=note,
        bullets=digest_paper.summary.bullets,
    )
