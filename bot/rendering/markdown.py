"""A digest as a Markdown file, in the format of the daily-papers archives."""

from __future__ import annotations

from collections.abc import Iterator

from bot.models import Digest, DigestPaper


def digest_markdown(digest: Digest) -> str:
    """The digest as a file: a blank line after every block, also the last. Texts are raw, as in archives."""
    blocks = [f"## Daily Papers ({digest.day.isoformat()})"]
    blocks += [block for shown in digest.papers for block in _blocks(shown)]
    return "".join(f"{block}\n\n" for block in blocks)


def _blocks(shown: DigestPaper) -> Iterator[str]:
    paper = shown.paper
    yield f"### [{paper.title}]({paper.url})"
    if paper.thumbnail:
        yield f"![]({paper.thumbnail})"
    yield f"Vote: {paper.votes}"
    if paper.authors:
        yield f"Authors: {', '.join(paper.authors)}"
    if shown.summary.bullets:
        yield "\n".join(f"- {bullet}" for bullet in shown.summary.bullets)
