"""TeX that comes in on any way is stored as characters: lists, arXiv, archives, a model's answer."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from html import escape

from bot.archive import edition_of, summaries_of
from bot.models import ArchivedDay, ArchivedPaper, ArxivRecord
from bot.rendering.bibtex import bibtex
from bot.sources.atom import parse_records
from bot.sources.parsing import parse_day, parse_paper
from bot.summaries.answer import read_answer
from tests.support.loopback_arxiv import entry, feed

TITLE = r"\textsc{S-Agent}: a na\"ive $O(n^{2})$ way to 56{,}340 R\&D tasks"
PLAIN_TITLE = "S-Agent: a naïve $O(n^{2})$ way to 56,340 R&D tasks"
ABSTRACT = r"It lowers the Fr\'echet distance by 12\%, ``far'' more than Kim et~al."
PLAIN_ABSTRACT = "It lowers the Fréchet distance by 12%, “far” more than Kim et al."
AUTHORS = ["{Kimi Team}", ":", r"{\L}ukasz Erd\H{o}s", "Ada Ash"]
PLAIN_AUTHORS = ("Kimi Team", "Łukasz Erdős", "Ada Ash")
LISTED = {
    "paper": {
        "id": "2404.00001",
        "title": TITLE,
        "summary": ABSTRACT,
        "authors": [{"name": name, "hidden": False} for name in AUTHORS],
        "ai_summary": r"It is 12\% better.",
        "ai_keywords": [r"Fr\'echet distance"],
        "organization": {"name": "epfl", "fullname": r"\'Ecole Polytechnique"},
    }
}


def test_a_list_of_hugging_face() -> None:
    (paper,) = parse_day(json.dumps([LISTED]).encode())
    assert (paper.title, paper.abstract, paper.authors) == (PLAIN_TITLE, PLAIN_ABSTRACT, PLAIN_AUTHORS)
    assert (paper.ai_summary, paper.ai_keywords) == ("It is 12% better.", ("Fréchet distance",))
    assert paper.organization == "École Polytechnique"


def test_a_single_paper_of_hugging_face() -> None:
    paper = parse_paper(json.dumps(LISTED["paper"]).encode())
    assert (paper.title, paper.abstract, paper.authors) == (PLAIN_TITLE, PLAIN_ABSTRACT, PLAIN_AUTHORS)


def test_an_entry_of_arxiv() -> None:
    more = "".join(f"<author><name>{escape(name)}</name></author>" for name in AUTHORS)
    body = feed(entry("2404.00001v1", title=TITLE, abstract=ABSTRACT, extra=more))
    paper = parse_records(body.encode())["2404.00001"].paper
    assert (paper.title, paper.abstract) == (PLAIN_TITLE, PLAIN_ABSTRACT)
    assert paper.authors[-3:] == PLAIN_AUTHORS


def test_an_archive() -> None:
    archived = ArchivedPaper(
        paper_id="2404.00001",
        title=TITLE,
        link="https://arxiv.org/abs/2404.00001",
        media=None,
        votes="3",
        authors=", ".join([*AUTHORS, "+"]),
        bullets=(r"Fr\'echet 거리를 12\% 줄였습니다.",),
    )
    day = ArchivedDay(day=date(2024, 4, 3), papers=(archived,))
    (paper,) = edition_of(day, datetime(2024, 4, 4, tzinfo=UTC)).papers
    assert (paper.title, paper.authors) == (PLAIN_TITLE, PLAIN_AUTHORS)
    (summary,) = summaries_of([day], "ko")
    assert summary.bullets == ("Fréchet 거리를 12% 줄였습니다.",)


def test_an_answer_of_a_model() -> None:
    bullets = [
        r"It cuts the Fr\'echet distance by 12\%.",
        r"It needs $O(n^{2})$ steps.",
        "It is 1.5~3 faster.",
    ]
    assert read_answer(json.dumps({"bullets": bullets})) == (
        "It cuts the Fréchet distance by 12%.",
        r"It needs $O(n^{2})$ steps.",
        "It is 1.5~3 faster.",
    )


def test_bibtex_escapes_it_once() -> None:
    (paper,) = parse_day(json.dumps([LISTED]).encode())
    entry = bibtex([ArxivRecord(paper=paper)])
    assert r"title={{S-Agent: a naïve $O(n^{2})$ way to 56,340 R\&D tasks}}" in entry
    assert "author={{Kimi Team} and Łukasz Erdős and Ada Ash}" in entry
