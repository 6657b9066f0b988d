import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.units import shorten, units
from tests.rendering.samples import long_text, utf16


@pytest.mark.parametrize(
    ("text", "expected"), [("", 0), ("abc", 3), ("확산", 2), ("é", 1), ("🔖", 2), ("👩‍👧", 5), ("𝒙", 2)]
)
def test_length_is_counted_in_utf16_units(text: str, expected: int) -> None:
    assert units(text) == expected


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("It fits.", 8, "It fits."),
        ("It walks. It talks a lot.", 16, "It walks. …"),
        ("한국어 문장입니다. 다음 문장도 있습니다.", 18, "한국어 문장입니다. …"),
        ("第一句。第二句很长很长。", 7, "第一句。 …"),
        ("Yes. A long sentence without another end", 30, "Yes. A long sentence without…"),
        ("one two, three", 11, "one two…"),
        ("version 3.5 is faster than 3.4", 13, "version 3.5…"),
        ("unbreakable", 5, "unb…"),
        ("see https://example.org/a/long/path", 30, "see…"),
        ("https://example.org/a/long/path", 20, "…"),
        ("anything", 1, "…"),
        ("anything", 0, ""),
        ("anything", -3, ""),
        ("  \n ", 2, "…"),
    ],
)
def test_text_is_cut_at_a_sentence_or_a_word(text: str, limit: int, expected: str) -> None:
    assert shorten(text, limit) == expected


@pytest.mark.parametrize(
    "grapheme",
    [
        pytest.param("👩\u200d👧\u200d👦", id="family"),
        pytest.param("e\u0301", id="accent"),
        pytest.param("👍\U0001f3fd", id="skin"),
        pytest.param("\u1100\u1161\u11a8", id="hangul"),
        pytest.param("❤\ufe0f", id="variant"),
        pytest.param("🔖", id="surrogates"),
    ],
)
def test_a_grapheme_is_never_cut(grapheme: str) -> None:
    cuts = {shorten(grapheme * 4, limit) for limit in range(1, units(grapheme) * 4)}

    assert {f"{grapheme}…", f"{grapheme * 2}…"} <= cuts <= {f"{grapheme * count}…" for count in range(4)}


def test_a_flag_is_never_cut_in_two() -> None:
    assert shorten("Seoul 🇰🇷🇰🇷🇰🇷", 11) == "Seoul…"


@given(long_text, st.integers(-1, 3000))
def test_shortened_text_is_within_the_limit_and_a_beginning(text: str, limit: int) -> None:
    short = shorten(text, limit)

    assert utf16(short) <= max(limit, 0)
    assert short == text or text.startswith(short.removesuffix("…").rstrip())
    assert short == text or short.endswith("…") or limit < 1


@given(st.text(alphabet="가나다 a🔖. ", min_size=40), st.integers(20, 39))
def test_whole_words_are_kept_for_most_of_the_room(text: str, limit: int) -> None:
    longest = max(map(utf16, text.split()), default=0)

    assert utf16(shorten(text.strip(), limit)) >= min(limit // 3, utf16(text.strip())) - longest - 2
