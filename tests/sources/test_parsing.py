from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import SourceError
from bot.models import LANGUAGES
from bot.sources.parsing import parse_day, parse_paper

PICTURE = "https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/2404.02078.png"
ABSTRACT = "We grow trees of preferences. They help a model to reason. It wins on twelve tests."


def entry(paper: dict[str, Any] | None = None, **listing: Any) -> dict[str, Any]:
    """An entry of a day's list, as the API writes it; `paper` changes fields of the paper in it."""
    inner = {
        "id": "2404.02078",
        "title": "Trees of\n  Preferences",
        "summary": ABSTRACT,
        "authors": [{"name": "Ada Ash", "hidden": False}, {"name": "Bo Birch", "hidden": False}],
        "publishedAt": "2024-04-02T16:25:30.000Z",
        "upvotes": 28,
        "ai_summary": "Preference trees make models reason better.",
        "ai_keywords": ["reasoning", "preference learning"],
        "githubRepo": "https://github.com/example/trees",
        "githubStars": 300,
        "projectPage": "https://trees.example.org",
        "organization": {"name": "forest", "fullname": "Forest Institute"},
    }
    outer = {"title": "$Trees$ of Preferences", "thumbnail": PICTURE, "numComments": 3}
    return {"paper": {**inner, **(paper or {})}, **outer, **listing}


def without(name: str, **listing: Any) -> dict[str, Any]:
    changed = entry(**listing)
    changed["paper"].pop(name, None)
    changed.pop(name, None)
    return changed


def parse_one(listed: dict[str, Any]):
    (paper,) = parse_day(json.dumps([listed]).encode())
    return paper


def test_every_field_of_a_listed_paper_is_read():
    assert parse_one(entry()).model_dump() == {
        "id": "2404.02078",
        "title": "Trees of Preferences",
        "abstract": ABSTRACT,
        "authors": ("Ada Ash", "Bo Birch"),
        "published_at": datetime(2024, 4, 2, 16, 25, 30, tzinfo=UTC),
        "votes": 28,
        "comments": 3,
        "thumbnail": PICTURE,
        "code_url": "https://github.com/example/trees",
        "code_stars": 300,
        "project_url": "https://trees.example.org",
        "ai_summary": "Preference trees make models reason better.",
        "ai_keywords": ("reasoning", "preference learning"),
        "organization": "Forest Institute",
    }


def test_a_single_paper_is_the_same_object_without_its_listing():
    single = parse_paper(json.dumps(entry()["paper"]).encode())
    assert single == parse_one(entry()).model_copy(update={"comments": 0})


@pytest.mark.parametrize("written", ["2404.02078v2", " 2404.02078 ", "arXiv:2404.02078"])
def test_an_id_has_no_version(written: str):
    assert parse_one(entry({"id": written})).id == "2404.02078"


@pytest.mark.parametrize(
    ("changed", "field", "left"),
    [
        (entry({"upvotes": None}), "votes", 0),
        (entry({"upvotes": -3}), "votes", 0),
        (entry({"upvotes": True}), "votes", 0),
        (entry({"upvotes": 10**40}), "votes", 0),
        (entry({"upvotes": "28"}), "votes", 0),
        (without("upvotes"), "votes", 0),
        (entry(numComments=float("nan")), "comments", 0),
        (without("numComments"), "comments", 0),
        (entry({"githubStars": [1]}), "code_stars", None),
        (entry({"githubRepo": "https://github.com/\nexample/trees"}), "code_url", None),
        (entry({"projectPage": "trees.example.org"}), "project_url", None),
        (entry({"publishedAt": "long ago"}), "published_at", None),
        (without("publishedAt"), "published_at", None),
        (without("summary"), "abstract", ""),
        (entry({"authors": "Ada Ash"}), "authors", ()),
        (without("authors"), "authors", ()),
        (entry({"authors": [{"name": "Ada Ash"}, {"name": 5}, 7, None, {}]}), "authors", ("Ada Ash",)),
        (entry({"ai_keywords": "trees"}), "ai_keywords", ()),
        (entry({"ai_keywords": ["trees", 3, " trees "]}), "ai_keywords", ("trees",)),
        (without("ai_summary"), "ai_summary", None),
        (entry({"ai_summary": {"text": "x"}}), "ai_summary", None),
        (entry({"organization": {"name": "forest"}}), "organization", "forest"),
        (entry({"organization": {"name": "forest", "fullname": " "}}), "organization", "forest"),
        (entry({"organization": "forest"}), "organization", None),
        (without("organization", thumbnail=PICTURE), "organization", None),
        (entry({"title": 5}), "title", "$Trees$ of Preferences"),
    ],
)
def test_an_odd_field_costs_that_field_alone(changed: dict[str, Any], field: str, left: object):
    assert parse_one(changed) == parse_one(entry()).model_copy(update={field: left})


def test_an_organization_of_the_listing_counts_where_the_paper_has_none():
    listed = entry({"organization": None}, organization={"name": "grove", "fullname": "Grove Lab"})
    assert parse_one(listed).organization == "Grove Lab"


def test_hidden_authors_are_dropped_and_doubled_ones_kept_once():
    authors = [
        {"name": "Ada Ash", "hidden": False},
        {"name": "Cy Cedar", "hidden": True},
        {"name": "Bo Birch"},
        {"name": "Ada\n Ash", "hidden": False},
    ]
    assert parse_one(entry({"authors": authors})).authors == ("Ada Ash", "Bo Birch")


def test_hundreds_of_authors_survive():
    authors = [{"name": f"Author {number}", "hidden": False} for number in range(664)]
    assert len(parse_one(entry({"authors": authors})).authors) == 664


@pytest.mark.parametrize(
    ("listed", "thumbnail"),
    [
        (without("thumbnail"), PICTURE),
        (without("thumbnail", mediaUrl="https://cdn.example.org/a.png"), "https://cdn.example.org/a.png"),
        (without("thumbnail", mediaUrl="https://cdn.example.org/a.mp4"), PICTURE),
        (without("thumbnail", mediaUrl=["https://cdn.example.org/a.png"]), PICTURE),
        (entry(thumbnail="https://cdn.example.org/a.png"), "https://cdn.example.org/a.png"),
        (entry(thumbnail="https://cdn.example.org/a.MP4?download=1"), PICTURE),
        (entry(thumbnail="https://cdn.example.org/a.webm"), PICTURE),
        (entry(thumbnail="https://cdn.example.org/a.mov#t=1"), PICTURE),
        (entry(thumbnail="data:image/png;base64,AAAA"), PICTURE),
        (entry(thumbnail=None, mediaUrl="https://cdn.example.org/a.png"), "https://cdn.example.org/a.png"),
    ],
)
def test_a_thumbnail_is_a_picture_on_the_web(listed: dict[str, Any], thumbnail: str):
    assert parse_one(listed).thumbnail == thumbnail


@pytest.mark.parametrize(
    "summary",
    [
        ABSTRACT,
        ABSTRACT.replace(" ", "\n"),
        "We grow trees of preferences. They help a model to reason.",
    ],
)
def test_an_ai_summary_that_is_the_abstract_is_none(summary: str):
    assert parse_one(entry({"ai_summary": summary})).ai_summary is None


@pytest.mark.parametrize(
    "summary",
    [
        "We grow trees of preferences.",
        "Models that learn from branching comparisons answer hard questions more often than their peers do.",
    ],
)
def test_a_short_or_reworded_ai_summary_is_kept(summary: str):
    assert parse_one(entry({"ai_summary": summary})).ai_summary == summary


def test_an_ai_summary_is_kept_where_there_is_no_abstract():
    assert parse_one(entry({"summary": "", "ai_summary": "It reasons."})).ai_summary == "It reasons."


def test_most_voted_papers_come_first_and_ties_keep_their_order():
    votes = {"2404.00001": 3, "2404.00002": 9, "2404.00003": 3, "2404.00004": 0, "2404.00005": 9}
    body = json.dumps([entry({"id": paper_id, "upvotes": count}) for paper_id, count in votes.items()])
    ids = [paper.id for paper in parse_day(body.encode())]
    assert ids == ["2404.00002", "2404.00005", "2404.00001", "2404.00003", "2404.00004"]


def test_a_paper_that_stands_twice_counts_once_with_its_higher_votes():
    twice = [entry({"id": "2404.02078v1", "upvotes": 5}), entry({"id": "2404.02078v2", "upvotes": 28})]
    (paper,) = parse_day(json.dumps(twice).encode())
    assert paper.votes == 28


@pytest.mark.parametrize(
    "broken",
    [
        without("id"),
        entry({"id": "2413.99999"}),
        entry({"id": 2404.02078}),
        entry({"title": " \u200b"}, title=None),
        {"paper": None},
        {"paper": []},
        {},
        [],
        None,
        7,
        "2404.02078",
    ],
)
def test_an_object_without_id_or_title_costs_itself_and_is_logged(
    broken: object, caplog: pytest.LogCaptureFixture
):
    day = parse_day(json.dumps([broken, entry()]).encode())
    assert [paper.id for paper in day] == ["2404.02078"]
    assert len(caplog.records) == 1


def test_many_odd_objects_are_one_line_in_the_log(caplog: pytest.LogCaptureFixture):
    day = parse_day(json.dumps([entry(), *({"x" * 5000: n} for n in range(400))]).encode())
    assert len(day) == 1
    (line,) = caplog.messages
    assert "dropped 400 of 401" in line
    assert len(line) < 300


def test_of_a_list_without_end_the_first_five_hundred_are_read(caplog: pytest.LogCaptureFixture):
    entries = [entry({"id": f"2404.{number:05}"}) for number in range(1, 602)]
    assert len(parse_day(json.dumps(entries).encode())) == 500
    assert "dropped 101 of 601" in caplog.text


@pytest.mark.parametrize(
    ("changed", "name", "longest"),
    [
        ({"title": "T" * 100_000}, "title", 500),
        ({"summary": "a " * 500_000}, "abstract", 5_000),
        ({"summary": "", "ai_summary": "b " * 500_000}, "ai_summary", 5_000),
        ({"organization": {"fullname": "O" * 9_000}}, "organization", 200),
        ({"organization": {"name": "O" * 9_000}}, "organization", 200),
    ],
)
def test_a_field_is_never_longer_than_such_fields_are(changed: dict[str, Any], name: str, longest: int):
    cut = getattr(parse_one(entry(changed)), name)
    assert len(cut) <= longest
    assert cut.endswith("…")


def test_authors_and_keywords_have_an_end():
    authors = [{"name": f"{number} " + "N" * 500} for number in range(20_000)]
    keywords = [f"{number} " + "k" * 500 for number in range(1_000)]
    paper = parse_one(entry({"authors": authors, "ai_keywords": keywords}))
    assert (len(paper.authors), max(map(len, paper.authors))) == (10_000, 200)
    assert (len(paper.ai_keywords), max(map(len, paper.ai_keywords))) == (100, 100)


@pytest.mark.parametrize("link", ["https://e.org/" + "a" * 3_000, " " * 2_000_000 + "https://e.org"])
def test_an_endless_link_is_none(link: str):
    assert parse_one(entry({"projectPage": link})).project_url is None


def test_a_day_without_a_list_is_empty():
    assert parse_day(b"[]") == ()


def test_a_number_of_thousands_of_digits_costs_that_field():
    body = json.dumps([entry({"upvotes": 0})]).replace('"upvotes": 0', '"upvotes": ' + "9" * 5000)
    (paper,) = parse_day(body.encode())
    assert paper.votes == 0


def test_halves_of_utf_16_pairs_cost_themselves():
    assert parse_one(entry({"title": "Trees \ud83d"})).title == "Trees"


def test_a_byte_order_mark_is_read_over():
    assert parse_day(json.dumps([entry()]).encode("utf-8-sig")) == (parse_one(entry()),)


@pytest.mark.parametrize(
    ("body", "named"),
    [
        (b"", "empty page"),
        (b" \n", "empty page"),
        (b"<!DOCTYPE html><html><body>Sorry</body></html>", "HTML page"),
        (b"\n <html lang=en>", "HTML page"),
        (b'{"error": "Internal", "code": 7}', "keys error, code"),
        (b"{}", "keys {}"),
        (b"null", "null"),
        (b"12", "12"),
        (b'"papers"', "papers"),
        (b"Bad gateway", "Bad gateway"),
        (b"\xff\xfe\x00", "instead of papers"),
        (b'[{"paper": {"id": "2404.0', '[{"paper"'),
        (b"[" * 100_000, "[[[["),
        (b"[" + b"{}," * 300_000 + b"{}]", "[{},"),
        (b"[" + b"1," * 300_000 + b"1]", "[1,1"),
        (b"[" + b"{}," * 10_000 + b"{}]", "10,001 entries"),
        (b"[1, 2]", "2 entries"),
        (b'[{"error": "x"}]', "one entry"),
    ],
)
def test_a_body_that_is_no_list_of_papers_is_named(body: bytes, named: str):
    with pytest.raises(SourceError) as caught:
        parse_day(body)
    assert named in str(caught.value)
    assert all(caught.value.text(language) for language in LANGUAGES)


@pytest.mark.parametrize(
    ("body", "named"),
    [
        (b'{"error": "Paper not found"}', "keys error"),
        (b"[]", "“[]”"),
        (b"<html>", "HTML page"),
        (b'{"a":' * 100_000, "instead of papers"),
    ],
)
def test_a_body_that_is_no_paper_is_named(body: bytes, named: str):
    with pytest.raises(SourceError, match=named.replace("[]", r"\[\]")):
        parse_paper(body)


def test_what_is_named_is_short():
    with pytest.raises(SourceError) as caught:
        parse_day(json.dumps({f"key {number} " + "x" * 500: 1 for number in range(500)}).encode())
    assert len(str(caught.value)) < 400


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
odd_fields = st.dictionaries(st.sampled_from([*entry()["paper"], "mediaUrl"]), values, max_size=6)
odd_listings = st.dictionaries(st.sampled_from([*entry(), "mediaUrl", "organization"]), values, max_size=3)


@given(st.binary() | values.map(lambda value: json.dumps(value).encode()))
def test_no_body_raises_anything_but_a_source_error(body: bytes):
    with suppress(SourceError):
        parse_day(body)
    with suppress(SourceError):
        parse_paper(body)


@given(odd_fields, odd_listings)
def test_no_field_of_a_paper_costs_the_papers_beside_it(paper: dict[str, Any], listing: dict[str, Any]):
    good = entry({"id": "2404.01744"})
    day = parse_day(json.dumps([{**entry(paper), **listing}, good]).encode())
    assert parse_one(good) in day
    for parsed in day:
        parsed.model_dump_json().encode()
