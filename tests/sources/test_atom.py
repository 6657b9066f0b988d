"""What arXiv answers, read."""

from __future__ import annotations

import pytest

from bot.errors import SourceError
from bot.sources.atom import MalformedIdError, parse_records
from tests.support.loopback_arxiv import ERROR, entry, feed

BOMB = """<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;">]>
<feed xmlns="http://www.w3.org/2005/Atom"><title>&b;</title></feed>"""
COMMENT = "<arxiv:comment>{}</arxiv:comment>"


def test_an_entry_is_a_paper_with_its_category() -> None:
    record = parse_records(feed(entry("2404.02078v3")).encode())["2404.02078"]
    assert record.primary_class == "cs.CL"
    assert record.paper.title == "Trees grow"
    assert record.paper.abstract == "They do."
    assert record.paper.authors == ("Minji Kim", "Ada Example")
    assert record.paper.published_at is not None
    assert record.paper.published_at.year == 2024


@pytest.mark.parametrize("paper_id", ["2404.02078", "0704.0001", "cs/0501001", "hep-th/9901001"])
def test_ids_of_every_age_are_read(paper_id: str) -> None:
    assert list(parse_records(feed(entry(f"{paper_id}v1")).encode())) == [paper_id]


def test_no_entries_are_no_papers() -> None:
    assert parse_records(feed().encode()) == {}


def test_an_entry_titled_error_is_an_error() -> None:
    with pytest.raises(MalformedIdError, match="incorrect id format"):
        parse_records(feed(ERROR).encode())


def test_a_paper_titled_error_is_a_paper() -> None:
    assert parse_records(feed(entry("2404.02078v1", title="Error")).encode())["2404.02078"]


@pytest.mark.parametrize(
    ("abstract", "comment", "withdrawn"),
    [
        ("This paper has been withdrawn by the authors.", "", True),
        ("This submission was withdrawn.", "", True),
        ("Withdrawn.", "", True),
        ("We study.", "This paper has been withdrawn due to an error", True),
        ("We study.", "Withdrawn: see 2404.00001", True),
        ("We study how patients had withdrawn from a trial.", "", False),
        ("We study.", "12 pages, 3 figures", False),
    ],
)
def test_withdrawn_papers_are_marked(abstract: str, comment: str, withdrawn: bool) -> None:
    extra = COMMENT.format(comment) if comment else ""
    body = feed(entry("2404.02078v2", abstract=abstract, extra=extra)).encode()
    assert parse_records(body)["2404.02078"].withdrawn is withdrawn


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html><body>Rate exceeded.</body></html>",
        b"Rate exceeded.",
        b"<feed",
        b"\xff\xfe\x00",
        BOMB.encode(),
        BOMB.replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16"),
    ],
)
def test_anything_else_is_one_sentence(body: bytes) -> None:
    with pytest.raises(SourceError, match="something else than papers"):
        parse_records(body)


@pytest.mark.parametrize(
    "body",
    [feed("<a>" * 60 + "</a>" * 60), feed("<a/>" * 210_000), feed("<a b='c'>" * 100_000)],
    ids=["deep", "many", "endless"],
)
def test_a_document_that_is_larger_than_any_answer_is_none(body: str) -> None:
    with pytest.raises(SourceError, match="something else than papers"):
        parse_records(body.encode())


def test_no_more_entries_are_read_than_were_asked_for() -> None:
    entries = (entry(f"2404.{number:05}v1") for number in range(1, 602))
    assert len(parse_records(feed(*entries).encode())) == 500


def test_fields_are_never_longer_than_such_fields_are() -> None:
    body = feed(entry("2404.02078v1", title="T " * 50_000, abstract="a " * 500_000)).encode()
    paper = parse_records(body)["2404.02078"].paper
    assert (len(paper.title), len(paper.abstract)) == (500, 5_000)


def test_a_collaboration_keeps_all_its_authors() -> None:
    authors = "".join(f"<author><name>Author {number}</name></author>" for number in range(5_154))
    record = parse_records(feed(entry("2404.02078v1", extra=authors)).encode())["2404.02078"]
    assert len(record.paper.authors) == 5_156
