"""The demo's content is complete, well-formed and short enough to be read in Discord."""

import json
import re
from datetime import date

import pytest

from bot.demo.sample_days import sample_days, sample_papers, sample_summaries, unlisted_papers
from bot.models import LANGUAGES, Paper, Summary, SummaryOrigin
from bot.sources.parsing import parse_day, parse_paper

DAYS = {day: parse_day(body) for day, body in sample_days().items()}
UNLISTED = [parse_paper(json.dumps(paper).encode()) for paper in unlisted_papers().values()]
PAPERS = [*(paper for papers in DAYS.values() for paper in papers), *UNLISTED]
SUMMARIES = sample_summaries()

each_paper = pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.id)
each_summary = pytest.mark.parametrize("summary", SUMMARIES, ids=lambda s: f"{s.paper_id}-{s.language}")


def numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+\.\d+", text))


PAPERS_OF_DAYS = {
    date(2024, 4, 3): 11,
    date(2025, 1, 9): 11,
    date(2026, 2, 3): 10,
    date(2026, 2, 4): 5,
    date(2026, 2, 5): 4,
}


def test_no_day_and_no_paper_is_lost_in_parsing():
    assert {day: len(papers) for day, papers in DAYS.items()} == PAPERS_OF_DAYS


def test_the_paper_that_everybody_tries_first_is_there():
    assert sample_papers()["1706.03762"]["title"] == "Attention Is All You Need"


def test_a_paper_is_listed_once():
    ids = [paper.id for paper in PAPERS]
    assert len(ids) == len(set(ids))


@each_paper
def test_a_paper_has_all_that_a_digest_shows(paper: Paper):
    assert paper.title
    assert paper.authors
    assert paper.votes > 0
    assert paper.thumbnail == f"https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/{paper.id}.png"


FIRST_AUTHORS = {
    "2404.02078": "Lifan Yuan",
    "2404.01744": "Wei Chen",
    "2404.01331": "Musashi Hinck",
    "2404.02060": "Tianle Li",
    "2404.01367": "Kangfu Mei",
    "2404.02101": "Hao He",
    "2404.01856": "Risto Luukkonen",
    "2404.01954": "Kang Min Yoo",
    "2404.01475": "Adrian Mirza",
    "2404.02125": "Yunzhi Zhang",
    "2404.01617": "Zhiyuan He",
}


def test_authors_stand_in_the_order_of_their_papers():
    first_day = DAYS[date(2024, 4, 3)]
    assert {paper.id: paper.authors[0] for paper in first_day} == FIRST_AUTHORS
    eurus = next(paper for paper in first_day if paper.id == "2404.02078")
    assert eurus.authors[1:4] == ("Ganqu Cui", "Hanbin Wang", "Ning Ding")
    assert eurus.authors[-1] == "Maosong Sun"


@each_paper
def test_an_abstract_has_four_to_seven_sentences(paper: Paper):
    assert 4 <= len(re.findall(r"[.?](?=\s|$)", paper.abstract)) <= 7


@each_paper
def test_a_machine_written_summary_is_not_shipped(paper: Paper):
    assert paper.ai_summary is None


def test_every_paper_has_bullets_in_every_language_and_no_others_have():
    written = {(summary.paper_id, summary.language) for summary in SUMMARIES}
    assert written == {(paper.id, language) for paper in PAPERS for language in LANGUAGES}


@each_summary
def test_bullets_are_few_and_short(summary: Summary):
    assert summary.origin is SummaryOrigin.SAMPLE
    assert 3 <= len(summary.bullets) <= 6
    assert all(0 < len(bullet) <= 160 for bullet in summary.bullets)


@each_summary
def test_decimal_figures_stand_in_the_abstract_or_title(summary: Summary):
    paper = next(paper for paper in PAPERS if paper.id == summary.paper_id)
    assert numbers(" ".join(summary.bullets)) <= numbers(f"{paper.title} {paper.abstract}")


@pytest.mark.parametrize("bullet", [b for s in SUMMARIES if s.language == "ko" for b in s.bullets])
def test_korean_bullets_are_one_polite_sentence(bullet: str):
    assert re.search(r"[가-힣]", bullet)
    assert re.search(r"[가-힣]니다\.$", bullet)
    assert len(re.findall(r"니다\.", bullet)) == 1


@pytest.mark.parametrize("bullet", [b for s in SUMMARIES if s.language == "en" for b in s.bullets])
def test_english_bullets_are_one_sentence_without_hangul(bullet: str):
    assert bullet.endswith(".")
    assert not re.search(r"\.\s|[가-힣]", bullet)
