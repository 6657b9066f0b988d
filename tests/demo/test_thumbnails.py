"""The demo's pictures: small, the same every time, and no title runs out of its card."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.demo.sample_days import sample_days
from bot.demo.thumbnails import COLUMN, TITLE_HEIGHT, draw_thumbnail, fit_title, title_font
from bot.models import Paper
from bot.sources.parsing import parse_day

PAPERS = [paper for body in sample_days().values() for paper in parse_day(body)]
LATIN = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=40)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.id)
def test_a_thumbnail_is_a_small_png_with_the_whole_title(paper: Paper):
    png = draw_thumbnail(paper.title, paper.id)
    with Image.open(BytesIO(png)) as picture:
        assert (picture.format, picture.size) == ("PNG", (320, 168))
    assert len(png) < 10_000
    assert " ".join(fit_title(paper.title)[1]) == paper.title


def test_the_same_paper_always_gets_the_same_picture():
    assert draw_thumbnail("Title", "2404.02078") == draw_thumbnail("Title", "2404.02078")


def test_another_paper_gets_another_picture():
    assert draw_thumbnail("Title", "2404.02078") != draw_thumbnail("Title", "2404.01744")


@given(st.lists(LATIN, min_size=1, max_size=60).map(" ".join))
def test_any_title_stays_in_its_place(title: str):
    size, lines = fit_title(title)
    assert lines
    assert len(lines) * size <= TITLE_HEIGHT
    assert all(title_font(size).getlength(line) <= COLUMN for line in lines)


def test_a_title_that_is_far_too_long_ends_in_an_ellipsis():
    assert fit_title("Attention " * 100)[1][-1].endswith("…")
