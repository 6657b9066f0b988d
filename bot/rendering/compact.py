"""A digest in one message: for each paper its number, title, votes and first bullet."""

from __future__ import annotations

from collections.abc import Sequence

from discord import Embed

from bot.models import DigestPaper, Language
from bot.rendering import limits
from bot.rendering.embeds import colour, first_bullet, title_within
from bot.rendering.packing import fair_limit, pack
from bot.rendering.units import units
from bot.texts import say

COMPACT_PAPERS = 20  # in one message; Discord's select takes 25
_PAPERS_OF_EMBED = 10
_BETWEEN = "\n\n"


def compact_counts(papers: int) -> tuple[int, ...]:
    """How many papers each message carries: all of them up to twenty."""
    return pack([1] * papers, most=COMPACT_PAPERS, room=COMPACT_PAPERS)


def compact_embeds(
    papers: Sequence[DigestPaper], language: Language, *, first_rank: int
) -> tuple[Embed, ...]:
    """The papers of one message, ten to an embed, shortened where all together are too long."""
    groups = pack([1] * len(papers), most=_PAPERS_OF_EMBED, room=_PAPERS_OF_EMBED)
    room = min(limits.DESCRIPTION, limits.MESSAGE // len(groups))
    starts = [sum(groups[:place]) for place in range(len(groups))]
    return tuple(
        Embed(
            description=_lines(papers[start : start + count], language, first_rank + start, room),
            colour=colour(first_rank + start),
        )
        for start, count in zip(starts, groups, strict=True)
    )


def _lines(papers: Sequence[DigestPaper], language: Language, first_rank: int, room: int) -> str:
    """The papers below each other, in at most `room` units: what is short keeps its length."""
    room -= len(_BETWEEN) * (len(papers) - 1)
    ranked = list(enumerate(papers, start=first_rank))
    whole = [_paper(paper, language, rank, room) for rank, paper in ranked]
    limit = fair_limit([units(text) for text in whole], room)
    return _BETWEEN.join(_paper(paper, language, rank, limit) for rank, paper in ranked)


def _paper(digest_paper: DigestPaper, language: Language, rank: int, limit: int) -> str:
    """At most `limit` units; the bullet gives way to the title."""
    paper = digest_paper.paper
    votes = say(language, "digest-votes", count=paper.votes)
    frame = f"**{rank}.** []({paper.url}) · {votes}"
    title = title_within(paper, min(limits.TITLE, limit - units(frame)))
    head = frame.replace("[]", f"[{title}]", 1)
    line = _line(digest_paper, language, limit - units(head) - 1)
    return f"{head}\n{line}" if line else head


def _line(digest_paper: DigestPaper, language: Language, room: int) -> str:
    """The first bullet; of a paper that was withdrawn since, that."""
    if not digest_paper.withdrawn:
        return first_bullet(digest_paper, language, room)
    warning = say(language, "digest-withdrawn")
    return warning if units(warning) <= room else ""
