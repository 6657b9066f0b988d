"""Bodies of the Hugging Face papers API into papers. Pure; raises nothing but SourceError.

What is missing or odd in one paper costs that field, a paper without an id or a title costs that paper.
"""

from __future__ import annotations

import json
import logging
import math
import re
from collections.abc import Mapping
from reprlib import Repr
from typing import Any, cast

from bot.errors import SourceError
from bot.models import Paper
from bot.models.paper_ids import parse_paper_id
from bot.sources import fields

log = logging.getLogger(__name__)

_THUMBNAIL = "https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/{id}.png"
_VIDEO = re.compile(r"\.(?:mp4|webm|mov|m4v|mkv|avi|ogv)\b", re.IGNORECASE)
_HTML = re.compile(rb"\s*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_LONGEST_INTEGER = 18  # digits: Python refuses to read more than 4,300 of them, with the whole body
_MOST_ENTRIES = 500  # of a day's list; the API gives 100 at most
# Commas and brackets of a body, counted before it is read, which nobody can break off: real lists have one in
# 16 bytes or more.
_MOST_PARTS = 250_000
_SHORT = Repr()  # of an object of any size and depth


def parse_day(body: bytes) -> tuple[Paper, ...]:
    """The answer of `GET /api/daily_papers`: most voted first, ties in the API's order, each paper once.

    An empty list is a day without papers; a list in which nothing is a paper is a SourceError.
    """
    listed = _json(body)
    if not isinstance(listed, list):
        raise _unexpected(listed, body)
    entries = fields.items(cast("object", listed))
    read = [(entry, _listed_paper(entry)) for entry in entries[:_MOST_ENTRIES]]
    papers = [paper for _, paper in read if paper]
    if entries and not papers:
        raise SourceError("source-no-paper-in-list", count=len(entries))
    odd = [entry for entry, paper in read if paper is None] + entries[_MOST_ENTRIES:]
    if odd:
        excerpt = ascii(_SHORT.repr(odd[0]))
        log.warning("dropped %d of %d listed objects, the first: %.200s", len(odd), len(entries), excerpt)
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
    return _paper(fields.mapping(listing.get("paper")), listing)


def _paper(paper: Mapping[str, Any], listing: Mapping[str, Any]) -> Paper | None:
    paper_id = parse_paper_id(fields.text(paper.get("id")))
    # The title of the listing has LaTeX in it where that of the paper has plain characters.
    title = fields.prose(paper.get("title"), fields.TITLE) or fields.prose(listing.get("title"), fields.TITLE)
    if paper_id is None or not title:
        return None
    abstract = _long_text(paper.get("summary")) or _long_text(listing.get("summary"))
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
        ai_summary=_ai_summary(_long_text(paper.get("ai_summary")), abstract),
        ai_keywords=fields.proses(
            fields.items(paper.get("ai_keywords")), most=fields.KEYWORDS, longest=fields.KEYWORD
        ),
        organization=_organization(paper) or _organization(listing),
    )


def _authors(value: object) -> tuple[str, ...]:
    authors = map(fields.mapping, fields.items(value))
    names = (author.get("name") for author in authors if not author.get("hidden"))
    return fields.names(names, most=fields.AUTHORS, longest=fields.NAME)


def _organization(owner: Mapping[str, Any]) -> str | None:
    organization = fields.mapping(owner.get("organization"))
    names = (fields.prose(organization.get(key), fields.NAME) for key in ("fullname", "name"))
    return next(filter(None, names), None)


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
    words, abstract_words = summary.split(), abstract.split()
    if not words or not abstract_words:
        return summary or None
    vocabulary = set(abstract_words)
    long = len(words) >= len(abstract_words) / 2
    copied = sum(word in vocabulary for word in words) >= 0.85 * len(words)
    return None if long and copied else summary


def _long_text(value: object) -> str:
    return fields.prose(value, fields.ABSTRACT)


def _json(body: bytes) -> object:
    if sum(map(body.count, (b",", b"[", b"{"))) > _MOST_PARTS:
        raise SourceError("source-not-papers", found=_beginning(body))
    try:
        return json.loads(body, parse_int=_number)
    except (ValueError, RecursionError):
        raise _not_json(body) from None


def _number(digits: str) -> int | float:
    return int(digits) if len(digits) <= _LONGEST_INTEGER else math.inf


def _not_json(body: bytes) -> SourceError:
    if not body.strip():
        return SourceError("source-nothing")
    if _HTML.match(body):
        return SourceError("source-html")
    return SourceError("source-not-papers", found=_beginning(body))


def _unexpected(answer: object, body: bytes) -> SourceError:
    if isinstance(answer, dict):
        keys = fields.texts(fields.mapping(cast("object", answer)), most=8, longest=30)
        return SourceError("source-object", keys=", ".join(keys) or "{}")
    return SourceError("source-not-papers", found=_beginning(body))


def _beginning(body: bytes) -> str:
    start = fields.text(body[:200].decode("utf-8", "replace"))
    return start if len(start) <= 60 else start[:60] + "…"
