from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.archive import ArchiveFile, edition_of, read_archive, summaries_of, write_day
from bot.models import ArchivedDay, ArchivedPaper
from tests.archive.files import CANONICAL, FIRST, SECOND, days, file_of
from tests.factories import WEDNESDAY, at

NOW = at("2026-01-01 00:00")
VIDEO = (
    "[Watch Video](https://cdn.example/1.mp4)\n"
    '<video controls src="https://cdn.example/1.mp4">\n'
    "  your browser shows none\n"
    "</video>"
)


def keys(reading: ArchiveFile) -> list[tuple[int, str]]:
    return [(remark.line, remark.key) for remark in reading.remarks]


def only(text: str) -> ArchivedPaper:
    (read,) = read_archive(text).days
    return read.day.papers[0]


def test_a_canonical_file_is_read_without_remarks_and_written_again() -> None:
    reading = read_archive(CANONICAL, name="2024-04-03")
    assert (reading.canonical, reading.remarks) == (True, ())
    assert write_day(reading.days[0].day) == CANONICAL


def test_what_a_paper_says_is_kept_word_for_word() -> None:
    assert only(CANONICAL) == ArchivedPaper(
        paper_id="2404.00001",
        title="Small Models, Large Steps",
        link="https://arxiv.org/abs/2404.00001",
        media="![](https://cdn.example/2404.00001.png)",
        votes="28",
        authors="Ada Kim, Ben Lee, +, Cho Yuna",
        bullets=("작은 모델로 큰 걸음을 내딛습니다.", "계산량이 절반으로 줄어듭니다."),
    )


@given(days)
def test_every_day_in_canonical_form_is_read_and_written_as_it_was(day: ArchivedDay) -> None:
    text = write_day(day)
    reading = read_archive(text, name=day.day.isoformat())
    assert [read.day for read in reading.days] == [day]
    assert (reading.canonical, write_day(reading.days[0].day)) == (True, text)


@given(
    st.text() | st.lists(st.sampled_from([*CANONICAL.splitlines(), "## x", "### [x](y)", "?"])).map("\n".join)
)
def test_any_text_is_read_and_its_days_are_stable(text: str) -> None:
    for read in read_archive(text).days:
        again = read_archive(read.text).days
        assert [once_more.text for once_more in again] == [read.text]


@pytest.mark.parametrize(
    ("old", "new", "remarks"),
    [
        ("Vote: 28\n", "Vote: -\n", [(3, "archive-no-votes")]),
        ("Vote: 28\n\n", "", [(3, "archive-no-vote-line")]),
        ("Authors: Dana Park\n\n", "", [(14, "archive-no-authors")]),
        ("- 괄호를 다룹니다.\n\n", "", [(14, "archive-no-bullets")]),
        ("Vote: 5\n", "Vote: 50\n", [(14, "archive-not-sorted")]),
        ("2404.00002", "2404.00001", [(14, "archive-twice")]),
        ("![](https://cdn.example/2404.00001.png)", VIDEO, [(3, "archive-video")]),
        ("- 괄호", "- ***What's New***: 괄호", []),
        ("![](", "No picture\n![](", [(5, "archive-kept-line")]),
    ],
)
def test_a_variation_in_canonical_form_is_remarked_on_and_written_again(
    old: str, new: str, remarks: list[tuple[int, str]]
) -> None:
    text = CANONICAL.replace(old, new)
    reading = read_archive(text, name="2024-04-03")
    assert (keys(reading), reading.canonical) == (remarks, True)
    assert write_day(reading.days[0].day) == text


@pytest.mark.parametrize(
    ("text", "remarks"),
    [
        (CANONICAL.replace("\n", "\r\n"), [(1, "archive-windows")]),
        ("\ufeff" + CANONICAL, [(1, "archive-windows")]),
        (CANONICAL.rstrip("\n"), [(20, "archive-end")]),
        (CANONICAL.removesuffix("\n"), [(20, "archive-end")]),
        (CANONICAL.replace("Vote: 28\n\n", "Vote: 28\n"), [(8, "archive-differs")]),
    ],
)
def test_a_file_that_is_not_canonical_is_read_like_the_canonical_one(
    text: str, remarks: list[tuple[int, str]]
) -> None:
    reading = read_archive(text)
    assert (keys(reading), reading.canonical) == (remarks, False)
    assert reading.days[0].text == CANONICAL


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("Just a note.\n", (1, "archive-no-day")),
        (file_of("### [Elsewhere](https://example.org/1)\n\nVote: 3\n\n", FIRST), (3, "archive-bad-title")),
        (FIRST + CANONICAL, (1, "archive-no-header")),
        (CANONICAL + "## Daily Papers (2024-04-31)\n\n" + SECOND, (22, "archive-no-date")),
        ("## Daily Papers (2024-02-31)\n\n## Notes\n\n" + SECOND, (1, "archive-no-date")),
        (CANONICAL + "## Notes\n\n" + SECOND, (22, "archive-bad-header")),
        (CANONICAL + "## Daily Papers (2024-04-06)\n\n", (22, "archive-empty")),
        (CANONICAL + "So much for today.\n\n", (22, "archive-unknown-line")),
    ],
)
def test_what_cannot_be_read_is_skipped_with_its_line(text: str, remark: tuple[int, str]) -> None:
    reading = read_archive(text)
    assert remark in [(entry.line, entry.key) for entry in reading.remarks if entry.skipped]
    assert all(read.day.day == WEDNESDAY for read in reading.days)


def test_two_day_headers_in_one_file_are_two_days() -> None:
    thursday = file_of(SECOND, day=date(2024, 4, 4))
    reading = read_archive(file_of(FIRST) + thursday, name="2024-04-03")
    assert [read.text for read in reading.days] == [file_of(FIRST), thursday]
    assert keys(reading) == [(14, "archive-second-header"), (14, "archive-other-day")]


def test_a_day_header_that_comes_again_goes_on_with_its_day() -> None:
    reading = read_archive(file_of(FIRST) + file_of(SECOND))
    assert [read.text for read in reading.days] == [CANONICAL]
    assert (14, "archive-second-header") in keys(reading)


def test_bullets_know_their_lines() -> None:
    assert read_archive(CANONICAL).days[0].bullet_lines == ((11, 12), (20,))


def test_an_edition_has_each_paper_once_and_the_most_voted_first() -> None:
    text = file_of(SECOND, FIRST, SECOND.replace("Vote: 5", "Vote: 7"))
    edition = edition_of(read_archive(text).days[0].day, NOW)
    assert [(paper.id, paper.votes) for paper in edition.papers] == [("2404.00001", 28), ("2404.00002", 7)]


def test_the_cut_in_an_author_list_is_no_author() -> None:
    paper = edition_of(read_archive(CANONICAL).days[0].day, NOW).papers[0]
    assert (paper.authors, paper.thumbnail) == (
        ("Ada Kim", "Ben Lee", "Cho Yuna"),
        "https://cdn.example/2404.00001.png",
    )


def test_a_video_is_no_thumbnail_and_unknown_votes_are_none() -> None:
    text = CANONICAL.replace("![](https://cdn.example/2404.00001.png)", VIDEO).replace("28", "-")
    paper = edition_of(read_archive(text).days[0].day, NOW).papers[1]
    assert (paper.id, paper.thumbnail, paper.votes) == ("2404.00001", None, 0)


def test_a_label_loses_its_stars_in_a_summary() -> None:
    text = file_of(SECOND.replace("괄호를", "***What's New***: *괄호*를"))
    (summary,) = summaries_of([read_archive(text).days[0].day], "ko")
    assert summary.bullets == ("What's New: 괄호를 다룹니다.",)
