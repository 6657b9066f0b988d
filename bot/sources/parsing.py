"""Bodies of the Hugging Face papers API into papers. Pure; raises nothing but SourceError.

What is missing or odd in one paper costs that field, a paper without an id or a title costs that paper.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Mapping
from typing import Any, cast

from bot.errors import SourceError
from bot.models import Paper
from bot.paper_ids import parse_paper_id
from bot.sources import fields

log = logging.getLogger(__name__)

_THUMBNAIL = "https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/{id}.png"
_VIDEO = re.compile(r"\.(?:mp4|webm|mov|m4v|mkv|avi|ogv)\b", re.IGNORECASE)
_HTML = re.compile(rb"\s*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_LONGEST_INTEGER = 18  # digits: Python refuses to read more than 4,300 of them, with the whole body


def parse_day(body: bytes) -> tuple[Paper, ...]:
    """The answer of `GET /api/daily_papers`: most voted first, ties in the API's order, each paper once.

    An empty list is a day without papers; a list in which nothing is a paper is a SourceError.
    """
    listed = _json(body)
    if not isinstance(listed, list):
        raise _unexpected(listed, body)
    entries = fields.items(cast("object", listed))
    papers = [paper for entry in entries if (paper := _listed_paper(entry))]
    if entries and not papers:
        raise SourceError("source-no-paper-in-list", count=len(entries))
    return _most_voted_first(papers)


def parse_paper(body: bytes) -> Paper:
    """The answer of `GET /api/papers/{id}`; SourceError if it is no paper."""
    answer = _json(body)
    if paper := _paper(fields.mapping(answer), {}):
        return paper
    raise _unexpected(answer, body)


def _most_voted_first(papers: list[Paper]) -> tuple[Paper, ...]:
    unique: dict[str, Paper] = {}
    for paper in sorted(papers, key=lambda paper: -paper.votes):
        unique.setdefault(paper.id, paper)
    return tuple(unique.values())


def _listed_paper(entry: object) -> Paper | None:
    listing = fields.mapping(entry)
    paper = _paper(fields.mapping(listing.get("paper")), listing)
    if paper is None:
        log.warning("dropped a listed object without a usable id or title: %.200s", ascii(entry))
    return paper


def _paper(paper: Mapping[str, Any], listing: Mapping[str, Any]) -> Paper | None:
    paper_id = parse_paper_id(fields.text(paper.get("id")))
    # The title of the listing has LaTeX in it where that of the paper has plain characters.
    title = fields.prose(paper.get("title")) or fields.prose(listing.get("title"))
    if paper_id is None or not title:
        return None
    abstract = fields.prose(paper.get("summary")) or fields.prose(listing.get("summary"))
    return Paper(
        id=paper_id,
        title=title,
        abstract=abstract,
        authors=_authors(paper.get("authors")),
        published_at=fields.moment(paper.get("publishedAt")),
        votes=fields.count(paper.get("upvotes")) or 0,
        comments=fields.count(listing.get("numComments")) or 0,
        thumbnail=_thumbnail(listing, paper_id),
        code_url=fields.url(paper.get("githubRepo")),
        code_stars=fields.count(paper.get("githubStars")),
        project_url=fields.url(paper.get("projectPage")),
        ai_summary=_ai_summary(fields.prose(paper.get("ai_summary")), abstract),
        ai_keywords=fields.proses(fields.items(paper.get("ai_keywords"))),
        organization=_organization(paper) or _organization(listing),
    )


def _authors(value: object) -> tuple[str, ...]:
    authors = map(fields.mapping, fields.items(value))
    return fields.names(author.get("name") for author in authors if not author.get("hidden"))


def _organization(owner: Mapping[str, Any]) -> str | None:
    organization = fields.mapping(owner.get("organization"))
    return fields.prose(organization.get("fullname")) or fields.prose(organization.get("name")) or None


def _thumbnail(listing: Mapping[str, Any], paper_id: str) -> str:
    """The listing's picture; `mediaUrl` held it before 2024-06-12, or a video, which no embed shows."""
    for key in ("thumbnail", "mediaUrl"):
        link = fields.url(listing.get(key))
        if link and not _VIDEO.search(link):
            return link
    return _THUMBNAIL.format(id=paper_id)


def _ai_summary(summary: str, abstract: str) -> str | None:
    """None if it merely is the abstract, wholly or a little shortened.

    On 913 real ones, those that are have 73 to 100 % of the abstract's length, the others at most 37 %.
    """
    words, known = summary.split(), abstract.split()
    if not words or not known:
        return summary or None
    vocabulary = set(known)
    long = len(words) >= len(known) / 2
    copied = sum(word in vocabulary for word in words) >= 0.85 * len(words)
    return None if long and copied else summary


def _json(body: bytes) -> object:
    try:
        return json.loads(body, parse_int=_number)
    except (ValueError, RecursionError):
        raise _not_json(body) from None


def _number(digits: str) -> int | float:
    return int(digits) if len(digits) <= _LONGEST_INTEGER else float(digits)


def _not_json(body: bytes) -> SourceError:
    if not body.strip():
        return SourceError("source-nothing")
    if _HTML.match(body):
        return SourceError("source-html")
    return SourceError("source-not-papers", found=_beginning(body))


def _unexpected(answer: object, body: bytes) -> SourceError:
    if isinstance(answer, dict):
        keys = fields.texts(fields.mapping(cast("object", answer)))
        return SourceError("source-object", keys=", ".join(key[:30] for key in keys[:8]) or "{}")
    return SourceError("source-not-papers", found=_beginning(body))


def _beginning(body: bytes) -> str:
    start = fields.text(body[:200].decode("utf-8", "replace"))
    return start if len(start) <= 60 else start[:60] + "…"
