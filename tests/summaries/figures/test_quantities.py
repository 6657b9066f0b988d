from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.summaries.figures.figure_names import names
from bot.summaries.figures.quantities import plain_quantities
from bot.summaries.figures.quantity import Bound, Quantity, Unit
from bot.summaries.figures.signs import plain_text
from bot.summaries.figures.suggest import korean_number

VALUES = [
    # English scales
    ("a 3.8 billion parameter model", "3.8 billion", 3_800_000_000),
    ("a 34B model", "34B", 34_000_000_000),
    ("3.3 trillion tokens", "3.3 trillion", 3_300_000_000_000),
    ("4.8T tokens", "4.8T", 4_800_000_000_000),
    ("32K tokens", "32K", 32_000),
    ("a 7B-parameter model", "7B", 7_000_000_000),
    ("12,345 pages", "12,345", 12_345),
    ("an accuracy of .75 on it", ".75", "0.75"),
    ("10^6 steps", "10^6", 1_000_000),
    ("10^{-4}", "10^{-4}", "0.0001"),
    ("$1.5 \\times 10^{6}$ steps", "1.5 \\times 10^{6}", 1_500_000),
    ("a rate of 1e-4", "1e-4", "0.0001"),
    ("two million maps", "two million", 2_000_000),
    ("twenty-four tasks", "twenty-four", 24),
    ("a hundred users", "a hundred", 100),
    # Korean scales
    ("38억 개의 파라미터", "38억", 3_800_000_000),
    ("3.8억 개의 파라미터", "3.8억", 380_000_000),
    ("340억 매개변수", "340억", 34_000_000_000),
    ("3.3조 토큰", "3.3조", 3_300_000_000_000),
    ("3조 3천억 토큰", "3조 3천억", 3_300_000_000_000),
    ("7천 개", "7천", 7_000),
    ("1만 2천 개", "1만 2천", 12_000),
    ("1만2천 개", "1만2천", 12_000),
    ("1만 6000개", "1만 6000", 16_000),
    ("1억 5,400만 건", "1억 5,400만", 154_000_000),
    ("2천4백 장", "2천4백", 2_400),
    ("20억으로 줄였다", "20억", 2_000_000_000),
    ("백만 장의 사진", "백만", 1_000_000),
    ("천억 개의 토큰", "천억", 100_000_000_000),
    ("열두 개의 과제", "열두", 12),
    ("스물네 개의 과제", "스물네", 24),
    ("세 가지 방법", "세", 3),
    ("다섯 모델", "다섯", 5),
    # signs that texts write differently
    ("３３.３％", "３３.３％", "33.3"),
    ("450~MB", "450~MB", 450),
    ("라마-70B", "70B", 70_000_000_000),
]

UNITS = [
    ("33.3%", Unit.PERCENT),
    ("33.3\\%", Unit.PERCENT),
    ("33.3 퍼센트", Unit.PERCENT),
    ("4.7%p", Unit.POINT),
    ("4.7 percentage points", Unit.POINT),
    ("4.7 pp", Unit.POINT),
    ("+6.2 points", Unit.POINT),
    ("6.2점", Unit.POINT),
    ("1.2×", Unit.MULTIPLE),
    ("1.2x", Unit.MULTIPLE),
    ("$1.2\\times$", Unit.MULTIPLE),
    ("2.8times", Unit.TIMES),
    ("35-fold", Unit.MULTIPLE),
    ("two-fold", Unit.MULTIPLE),
    ("두 배", Unit.MULTIPLE),
    ("by a factor of 3", Unit.MULTIPLE),
    ("it doubles", Unit.MULTIPLE),
    ("an order of magnitude", Unit.MULTIPLE),
    ("35 times", Unit.TIMES),
    ("half of them", Unit.FRACTION),
    ("절반", Unit.FRACTION),
    ("3분의 1", Unit.FRACTION),
    ("1/3", Unit.FRACTION),
    ("two thirds", Unit.FRACTION),
    ("0.8 seconds", Unit.TIME),
    ("5분", Unit.TIME),
    ("3-hour", Unit.TIME),
    ("2024년", Unit.TIME),
    ("302MB", Unit.BYTES),
    ("60 FPS", Unit.FRAMES),
    ("초당 60프레임", Unit.FRAMES),
    ("19.1 dB", Unit.DECIBEL),
    ("4-bit", Unit.BITS),
    ("4만 5천 달러", Unit.MONEY),
    ("12개", Unit.COUNT),
    ("12 tasks", Unit.NONE),
]

BOUNDS = [
    ("about 33%", Bound.ABOUT),
    ("≈ 33%", Bound.ABOUT),
    ("약 33%", Bound.ABOUT),
    ("33% 정도", Bound.ABOUT),
    ("more than 13.3%", Bound.OVER),
    ("over 7,000 questions", Bound.OVER),
    ("13.3% 이상", Bound.OVER),
    ("7천여 개", Bound.OVER),
    ("7천 개가 넘는", Bound.OVER),
    ("up to 15x", Bound.UNDER),
    ("최대 15배", Bound.UNDER),
    ("2% 미만", Bound.UNDER),
    ("90% 가까이", Bound.UNDER),
    ("33%", Bound.EXACT),
]

VAGUE = [
    ("수십억 개", 10**9, 10**10),
    ("수천 개", 10**3, 10**4),
    ("수조 개", 10**12, 10**13),
    ("dozens of tasks", 10, 100),
    ("hundreds of billions of tokens", 10**11, 10**12),
    ("millions of users", 10**6, 10**9),
]

NO_QUANTITY = [
    "GPT-4, LLaMA-2-70B, Qwen2.5-VL-72B, H100, CIFAR-10, F1, pass@1, top-5",
    "3D and 2D, 3DGS, a 1024x1024 picture, T2I",
    "3차원 장면",
    "https://example.org/paper/42/v2",
    "(1) a chain, (2) a tree",
    "one can, 하나의 모델을 한 번에",
    "조건과 구조, 만일의 경우, 천천히, 배치 크기, 네트워크, 세부 사항, 열린 문제, 이상 없이",
]


def quantities(text: str) -> tuple[Quantity, ...]:
    plain = plain_text(text)
    return plain_quantities(plain, names(plain))


@pytest.mark.parametrize(("text", "figure", "value"), VALUES)
def test_a_figure_is_read_at_its_scale(text: str, figure: str, value: int | str) -> None:
    (quantity,) = quantities(text)
    assert (text[quantity.start : quantity.end], quantity.value) == (figure, Decimal(value))


@pytest.mark.parametrize(("text", "unit"), UNITS)
def test_a_figure_has_the_unit_that_stands_with_it(text: str, unit: Unit) -> None:
    assert [quantity.unit for quantity in quantities(text)] == [unit]


@pytest.mark.parametrize(("text", "bound"), BOUNDS)
def test_the_words_around_a_figure_say_how_exact_it_is(text: str, bound: Bound) -> None:
    assert [quantity.bound for quantity in quantities(text)] == [bound]


@pytest.mark.parametrize(("text", "low", "ceiling"), VAGUE)
def test_a_vague_figure_is_an_order_of_magnitude(text: str, low: int, ceiling: int) -> None:
    (quantity,) = quantities(text)
    assert (quantity.value, quantity.ceiling) == (low, ceiling)


@pytest.mark.parametrize("text", NO_QUANTITY)
def test_names_links_list_marks_and_everyday_syllables_are_no_quantities(text: str) -> None:
    assert quantities(text) == ()


@pytest.mark.parametrize("text", ["20k–100k", "20-100K", "2만~10만", "from 20K to 100K"])
def test_both_ends_of_a_range_share_its_scale(text: str) -> None:
    low, high = quantities(text)
    assert Decimal(20_000) in low.values
    assert high.value == 100_000


@pytest.mark.parametrize("text", ["5-10%", "5~10%", "5%에서 10%", "5 to 10 percent"])
def test_both_ends_of_a_range_share_its_unit(text: str) -> None:
    assert [quantity.unit for quantity in quantities(text)] == [Unit.PERCENT, Unit.PERCENT]


@given(st.integers(min_value=1, max_value=10**16))
def test_a_number_in_korean_units_is_read_back_as_itself(value: int) -> None:
    (quantity,) = quantities(korean_number(Decimal(value)) + " 개의 토큰")
    assert quantity.value == value


@given(st.text(alphabet="0123456789.,-~%x×만억천조개 aKBtwohalf/^{}()$\\년분의수", max_size=60))
def test_any_text_is_read_in_order_and_within_its_length(text: str) -> None:
    ends = [0, *(place for quantity in quantities(text) for place in (quantity.start, quantity.end))]
    assert ends == sorted(ends)
    assert ends[-1] <= len(text)
