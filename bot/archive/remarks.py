"""What is odd in a file, and in which line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from types import MappingProxyType

from bot.archive.paper_lines import PaperLines

NOTHING: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True)
class Remark:
    """Something odd at a line (from 1): a key of the catalogue with its values.

    `skipped` says that what stands there is not imported.
    """

    line: int
    key: str
    values: Mapping[str, object] = field(default_factory=lambda: NOTHING)
    skipped: bool = False


def of_text(text: str, clean: str, written: str) -> Iterator[Remark]:
    """How a file differs from its canonical form: `clean` has single line feeds, `written` is that form."""
    if text != clean:
        yield Remark(1, "archive-windows")
    if not clean.endswith("\n\n") or clean.endswith("\n\n\n"):
        yield Remark(clean.rstrip("\n").count("\n") + 1, "archive-end")
    lines, canonical = (content.rstrip("\n").split("\n") for content in (clean, written))
    if lines != canonical:
        pairs = enumerate(zip(lines, canonical, strict=False))
        first = next((place for place, pair in pairs if pair[0] != pair[1]), min(len(lines), len(canonical)))
        yield Remark(1 + first, "archive-differs")


def of_header(line: int, day: date, name: str, *, first: bool) -> Iterator[Remark]:
    """What is odd about a day header in the file called `name`."""
    if not first:
        yield Remark(line, "archive-second-header", {"day": day})
    try:
        named = date.fromisoformat(name)
    except ValueError:
        return
    if named != day:
        yield Remark(line, "archive-other-day", {"day": day})


def of_day(papers: Sequence[PaperLines]) -> Iterator[Remark]:
    """What is odd about the papers of a day, and about their order."""
    seen = set[str]()
    for paper in papers:
        yield from _of_paper(paper)
        if paper.paper_id in seen:
            yield Remark(paper.line, "archive-twice", {"id": paper.paper_id})
        seen.add(paper.paper_id)
    counted = [paper for paper in papers if paper.count is not None]
    if unsorted := next((b for a, b in pairwise(counted) if (b.count or 0) > (a.count or 0)), None):
        yield Remark(unsorted.line, "archive-not-sorted")


def _of_paper(paper: PaperLines) -> Iterator[Remark]:
    for line in paper.skipped:
        yield Remark(line, "archive-unknown-line", skipped=True)
    for line in paper.odd_lines:
        yield Remark(line, "archive-kept-line")
    if paper.votes is None:
        yield Remark(paper.line, "archive-no-vote-line")
    elif paper.count is None:
        yield Remark(paper.line, "archive-no-votes", {"votes": paper.votes})
    if paper.authors is None:
        yield Remark(paper.line, "archive-no-authors")
    if not paper.bullets:
        yield Remark(paper.line, "archive-no-bullets")
    if any("video" in line.lower() for line in paper.media):
        yield Remark(paper.line, "archive-video")
