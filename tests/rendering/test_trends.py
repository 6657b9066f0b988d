"""A trend as a picture and in words."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from PIL import Image

from bot.models import LANGUAGES, Language, Trend, TrendLine
from bot.rendering import limits
from bot.rendering.pictures.canvas import COLOURS, DOTS_PER_INCH, GROUND, INCHES
from bot.rendering.pictures.trend_lines import trend_png
from bot.rendering.trend_text import ALT_TEXT, alt_text, trend_embed
from bot.rendering.units import units

MONDAY = date(2024, 4, 1)
FIVE = ("diffusion", "확산 모델", '"mixture of experts"', "🔥 $x_1$ gpt_4", "*" * 100)


def trend(keywords: tuple[str, ...], *counts: int | None, weeks: int | None = None) -> Trend:
    numbers = counts if weeks is None else (counts * weeks)[:weeks]
    mondays = tuple(MONDAY + timedelta(days=7 * number) for number in range(len(numbers)))
    lines = tuple(TrendLine(keyword=keyword, counts=numbers) for keyword in keywords)
    return Trend(mondays=mondays, lines=lines, missing_days=3, is_running=True)


def picture(drawn: bytes | None) -> Image.Image:
    assert drawn
    return Image.open(io.BytesIO(drawn)).convert("RGB")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("weeks", [1, 2, 26, 100])
def test_every_trend_is_a_picture_of_one_size(language: Language, weeks: int) -> None:
    pytest.importorskip("matplotlib")
    image = picture(trend_png(trend(FIVE, 3, None, 12, weeks=weeks), language))
    assert image.size == tuple(round(inches * DOTS_PER_INCH) for inches in INCHES)
    assert image.getpixel((0, 0)) == tuple(bytes.fromhex(GROUND[1:]))


def test_each_keyword_has_its_own_colour_and_nothing_is_drawn_for_gaps() -> None:
    pytest.importorskip("matplotlib")

    def colours(*counts: int | None) -> set[object]:
        image = picture(trend_png(trend(("one", "two"), *counts), "en"))
        return {colour for _, colour in image.getcolors(1_000_000) or []}

    first, second, third = (tuple(bytes.fromhex(colour[1:])) for colour in COLOURS[:3])
    assert {second} <= colours(1, 2, 3)
    assert third not in colours(1, 2, 3)
    assert first not in colours(None, None, None) or second in colours(None, None, None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_numbers_stand_in_the_text_within_the_limits(language: Language) -> None:
    embed = trend_embed(trend(FIVE, 333, None, weeks=100), language)
    assert units(embed.description or "") <= limits.DESCRIPTION
    assert (embed.description or "").count("333") >= 5 * 50
    assert len(alt_text(trend(FIVE, 333, None, weeks=100), language)) <= ALT_TEXT


def test_the_text_says_what_is_no_zero_and_what_is_not_over() -> None:
    description = trend_embed(trend(("diffusion",), 4, None, 0), "en").description or ""
    assert "`4 – 0`" in description
    assert "not a zero" in description
    assert "not over yet" in description
    assert "3 weekdays" in description


def test_no_hits_are_said() -> None:
    assert "no papers" in (trend_embed(trend(("diffusion",), 0, 0), "en").description or "")
    assert alt_text(trend(("diffusion",), 0, 0), "en").endswith("diffusion: no papers")


def test_the_alternative_text_says_the_most_and_when() -> None:
    assert "diffusion: 11 papers, at most 7 (week of Apr 8)" in alt_text(trend(("diffusion",), 4, 7), "en")
