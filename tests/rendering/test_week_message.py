"""The weekly post as a message."""

from __future__ import annotations

import io
from datetime import date

import pytest
from PIL import Image

from bot.models import LANGUAGES, Language, Week, WeekPaper
from bot.rendering import limits
from bot.rendering.embeds import size
from bot.rendering.footer_id import FooterMark, mark_text, read_mark
from bot.rendering.pictures.week_bars import week_png
from bot.rendering.week_message import week_message
from tests.factories import paper

FIRST, LAST = date(2024, 3, 28), date(2024, 4, 3)
LONG = "*" * 400


def week(language: Language = "en", title: str = "Diffusion & 확산 $x$", papers: int = 5) -> Week:
    best = tuple(
        WeekPaper(paper=paper(n, title=title or f"Paper {n}", votes=100 - n), listed_votes=40, people=3)
        for n in range(1, papers + 1)
    )
    return Week(
        language=language,
        first_day=FIRST,
        last_day=LAST,
        listed=40,
        best=best,
        risers=best[:3],
        saved=best[:3],
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_keeps_discords_limits_whatever_the_titles(language: Language) -> None:
    message = week_message(week(language, LONG))
    (embed,) = message.embeds
    assert size(embed) <= limits.MESSAGE
    assert all(len(field.value or "") <= limits.FIELD for field in embed.fields)
    assert message.picture is None or len(message.picture.alt) <= 1024


def test_it_tells_the_best_the_risers_and_what_was_saved_here() -> None:
    (embed,) = week_message(week()).embeds
    assert "Best of 40 papers" in (embed.description or "")
    assert "▲ 99" in (embed.description or "")
    assert "▲ 40 → 99" in (embed.fields[0].value or "")
    assert "🔖 3 people" in (embed.fields[1].value or "")


def test_parts_without_papers_are_left_out() -> None:
    bare = week().model_copy(update={"risers": (), "saved": ()})
    assert week_message(bare).embeds[0].fields == []


@pytest.mark.parametrize("papers", [1, 5])
@pytest.mark.parametrize("language", LANGUAGES)
def test_its_picture_is_drawn_for_any_titles(language: Language, papers: int) -> None:
    pytest.importorskip("matplotlib")
    png = week_png(week(language, "🔥 $x_1$ 확산 " * 20, papers))
    assert png
    assert Image.open(io.BytesIO(png)).size == (1000, 800)


def test_a_paper_without_a_title_has_its_bar_all_the_same() -> None:
    pytest.importorskip("matplotlib")
    bare = week().best[0].paper.model_copy(update={"title": ""})
    nameless = week().best[0].model_copy(update={"paper": bare})
    assert week_png(week().model_copy(update={"best": (nameless,)}))


def test_its_mark_is_read_again_and_is_no_digests() -> None:
    mark = FooterMark(7, LAST, 1, 1, partial=False, weekly=True)
    assert mark_text(mark) == "Paperboy · 2024-04-03 · 1/1 · #7 · week"
    assert read_mark(mark_text(mark)) == mark != FooterMark(7, LAST, 1, 1, partial=False)
