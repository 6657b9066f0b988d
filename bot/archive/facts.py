"""What an archived day says, as the values that the rest of Paperboy knows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from bot.models import ArchivedDay, ArchivedPaper, Edition, Language, Paper, Summary, SummaryOrigin
from bot.tex import plain, plain_name

CUT = "+"  # stands among the authors where the list was cut
_PICTURE = re.compile(r"!\[[^\]]*\]\((https?://[^\s)]+)\)")
_COUNT = re.compile(r"[0-9]{1,9}")
_HANGUL = re.compile(r"[가-힣\u1100-\u11ff]")  # syllables, or letters by themselves (NFD)
_LABEL = re.compile(r"(\*{1,3})(?=\S)(.+?)(?<=\S)\1")


def count(votes: str | None) -> int | None:
    """The votes as a number; None where the archive does not say (`Vote: -`, or no line)."""
    text = (votes or "").strip()
    return int(text) if _COUNT.fullmatch(text) else None


def is_cut(archived: ArchivedPaper) -> bool:
    """Whether the archive leaves authors out."""
    return CUT in _names(archived)


def edition_of(day: ArchivedDay, read_at: datetime) -> Edition:
    """The day as an edition, most voted first, ties in the archive's order, each paper once.

    Its papers have no abstract, and only the authors that the archive names; unknown votes count as 0.
    """
    unique: dict[str, Paper] = {}
    for paper in sorted(map(_paper, day.papers), key=lambda paper: -paper.votes):
        unique.setdefault(paper.id, paper)
    return Edition(day=day.day, papers=tuple(unique.values()), fetched_at=read_at)


def has_bullets_in(archived: ArchivedPaper, language: Language) -> bool:
    """Whether the paper has bullets, in Korean at least one with Hangul.

    An export of a day without a language model has Hugging Face's English summary as bullets, with a note.
    """
    if archived.note:
        return False
    if language == "ko":
        return any(map(_HANGUL.search, archived.bullets))
    return any(archived.bullets)


def summaries_of(days: Iterable[ArchivedDay], language: Language) -> list[Summary]:
    """The bullets of all papers that have some in the language, once each: those of the last such day.

    A label such as `***What's New***: …` loses its stars, which Discord's readers would see.
    """
    papers = {p.paper_id: p for day in days for p in day.papers if has_bullets_in(p, language)}
    return [_summary(paper, language) for paper in papers.values()]


def _summary(archived: ArchivedPaper, language: Language) -> Summary:
    unlabelled = (_LABEL.sub(r"\2", b) if b.startswith("*") else b for b in archived.bullets)
    bullets = tuple(map(plain, unlabelled))
    return Summary(
        paper_id=archived.paper_id, language=language, bullets=bullets, origin=SummaryOrigin.ARCHIVE
    )


def _paper(archived: ArchivedPaper) -> Paper:
    picture = _PICTURE.search(archived.media or "")
    return Paper(
        id=archived.paper_id,
        title=" ".join(plain(archived.title).split()),
        abstract="",
        authors=tuple(filter(None, map(plain_name, _names(archived)))),
        votes=count(archived.votes) or 0,
        thumbnail=picture[1] if picture else None,
    )


def _names(archived: ArchivedPaper) -> list[str]:
    return [name for part in (archived.authors or "").split(",") if (name := part.strip())]
