"""Answers of the arXiv API (Atom) into records. Pure; raises nothing but SourceError.

The shape stands in https://info.arxiv.org/help/api/user-manual.html#_details_of_atom_results_returned.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, ParseError, TreeBuilder
from xml.parsers.expat import ExpatError, ParserCreate

from bot.errors import SourceError
from bot.models import ArxivRecord, Paper
from bot.models.paper_ids import parse_paper_id
from bot.sources import fields
from bot.sources.withdrawn import is_withdrawn

_ATOM, _ARXIV = "{http://www.w3.org/2005/Atom}", "{http://arxiv.org/schemas/atom}"

_VERSION = re.compile(r"v([1-9][0-9]{0,3})$")
_MOST_ENTRIES = 500
_MOST_ELEMENTS = 200_000  # an answer has 50 entries, an entry of a thousand authors 2,000 elements
_DEEPEST_LEVELS = 50


class MalformedIdError(SourceError):
    """arXiv refuses the whole question because of one id, without saying which."""


def parse_records(body: bytes) -> dict[str, ArxivRecord]:
    """The answer of `GET /api/query` by paper id (without version); unknown ids are simply not there.

    MalformedIdError if arXiv calls an id malformed (an entry titled “Error”), SourceError if it is no feed.
    """
    feed = _tree(body)
    if feed.tag != f"{_ATOM}feed":
        raise SourceError("arxiv-not-atom")
    entries = list(feed.iter(f"{_ATOM}entry"))[:_MOST_ENTRIES]
    if any("/api/errors" in _text(entry, f"{_ATOM}id") for entry in entries):
        raise MalformedIdError("arxiv-bad-request", problem=_text(entries[0], f"{_ATOM}summary")[:200])
    records = (record for entry in entries if (record := _record(entry)))
    return {record.paper.id: record for record in records}


def _record(entry: Element) -> ArxivRecord | None:
    paper_id = parse_paper_id(_text(entry, f"{_ATOM}id"))
    title = _prose(entry, f"{_ATOM}title", fields.TITLE)
    abstract = _prose(entry, f"{_ATOM}summary", fields.ABSTRACT)
    if paper_id is None or not title:
        return None
    paper = Paper(
        id=paper_id,
        title=title,
        abstract=abstract,
        authors=fields.names(
            (author.findtext(f"{_ATOM}name") for author in entry.iter(f"{_ATOM}author")),
            most=fields.AUTHORS,
            longest=fields.NAME,
        ),
        published_at=fields.moment(_text(entry, f"{_ATOM}published")),
    )
    primary = entry.find(f"{_ARXIV}primary_category")
    category = fields.text(primary.get("term")) if primary is not None else ""
    withdrawn = is_withdrawn(_prose(entry, f"{_ARXIV}comment", fields.ABSTRACT), abstract)
    return ArxivRecord(
        paper=paper,
        primary_class=category or None,
        withdrawn=withdrawn,
        version=_version(_text(entry, f"{_ATOM}id")),
        updated_at=fields.moment(_text(entry, f"{_ATOM}updated")),
    )


def _version(link: str) -> int | None:
    """The version with which an entry's id ends: 2 for `…/abs/2404.02078v2`."""
    match = _VERSION.search(link)
    return int(match[1]) if match else None


def _text(element: Element, tag: str, longest: int = fields.NAME) -> str:
    return fields.text(element.findtext(tag), longest)


def _prose(element: Element, tag: str, longest: int) -> str:
    return fields.prose(element.findtext(tag), longest)


def _tree(body: bytes) -> Element:
    """The document, if it declares no type: only there can entities be declared that grow without end,
    and whether expat itself stops them depends on its version.
    """
    builder, parser = _SmallTree(), ParserCreate(namespace_separator="}")
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = lambda name, attributes: builder.start(_tag(name), attributes)
    parser.EndElementHandler = lambda name: builder.end(_tag(name))
    parser.CharacterDataHandler = builder.data
    try:
        parser.Parse(body, True)
        return builder.close()
    except (ExpatError, ParseError, AssertionError, ValueError, LookupError):
        raise SourceError("arxiv-not-atom") from None


class _SmallTree(TreeBuilder):
    """Refuses a document that has more in it, or deeper in it, than any answer."""

    def __init__(self) -> None:
        super().__init__()
        self._elements, self._depth = 0, 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        """Called for each opening tag."""
        self._elements, self._depth = self._elements + 1, self._depth + 1
        if self._elements > _MOST_ELEMENTS or self._depth > _DEEPEST_LEVELS:
            _refuse()
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        """Called for each closing tag."""
        self._depth -= 1
        return super().end(tag)


def _tag(name: str) -> str:
    """The name as ElementTree writes it: expat leaves the first brace out."""
    return f"{{{name}" if "}" in name else name


def _refuse(*_: object) -> None:
    raise SourceError("arxiv-not-atom")
