from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sources import fields


@pytest.mark.parametrize(
    ("value", "clean"),
    [
        ("A title\n  over two lines", "A title over two lines"),
        ("\t non-breaking\u00a0space\u3000and\u2028more ", "non-breaking space and more"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("left \u200b right", "left right"),
        ("\u202etxet desrever\u202c", "txet desrever"),
        ("\u2066isolated\u2069", "isolated"),
        ("bell\x07 and nul\x00", "bell and nul"),
        ("half \ud83d a pair", "half a pair"),
        ("\u3164", ""),
        ("확산 모델 μLO 🤗 é", "확산 모델 μLO 🤗 é"),
        ("* _ [ ] < > | @ $ \\ `", "* _ [ ] < > | @ $ \\ `"),
        (12, ""),
        (None, ""),
        (["a"], ""),
    ],
)
def test_text_is_one_line_of_visible_characters(value: object, clean: str):
    assert fields.text(value) == clean


@given(st.text(st.characters()))
def test_clean_text_is_single_spaced_encodable_and_stays_as_it_is(value: str):
    clean = fields.text(value)
    assert clean == " ".join(clean.split()) == fields.text(clean)
    clean.encode()


def test_texts_are_kept_once_in_order_without_empty_ones():
    assert fields.texts(["B", " A ", "", 3, "B", "A"], most=9, longest=9) == ("B", "A")


def test_of_too_many_or_too_long_texts_the_beginning_is_kept():
    assert fields.texts(["ABCDEF", "B", "C"], most=2, longest=4) == ("ABC…", "B")


def test_a_long_text_is_not_cleaned_where_it_is_cut_off():
    assert fields.text("word " * 1_000_000, 20) == "word word word word…"


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (0, 0),
        (602, 602),
        (2**31 - 1, 2**31 - 1),
        (2**31, None),
        (10**30, None),
        (-1, None),
        (True, None),
        (False, None),
        (float("nan"), None),
        (float("inf"), None),
        (12.5, None),
        ("12", None),
        (None, None),
    ],
)
def test_a_count_is_a_whole_number_that_a_database_holds(value: object, number: int | None):
    assert fields.count(value) == number


@pytest.mark.parametrize(
    "link",
    [
        "https://github.com/some/repository",
        "http://example.org",
        "HTTPS://Example.org/Path?query=1#part",
        "https://example.org:8080/a_(b)",
        "https://[2001:db8::1]/",
        "https://예시.한국/논문",
    ],
)
def test_web_links_are_kept_as_they_are(link: str):
    assert fields.url(link) == link


def test_spaces_around_a_link_are_cut_off():
    assert fields.url(" https://sites.example.org/view/robot ") == "https://sites.example.org/view/robot"


@pytest.mark.parametrize(
    "link",
    [
        "https://github.com/\nsome/repository",
        "https://github.com/some repository",
        "https://github.com/some\trepository",
        "https://github.com/zero\u200bwidth",
        "https://github.com/\u202egnp.exe",
        "https://github.com/half\ud83d",
        "https://example.org/<b>",
        "https://example.org/`code`",
        "https://example.org\\@evil.example",
        "https://good.example@evil.example/",
        "https://",
        "https:///path",
        "https://?query",
        "https://[::1",
        "https://example.org:port/",
        "https://example.org:99999/",
        "//example.org",
        "example.org",
        "ftp://example.org/",
        "javascript:alert(1)",
        "data:image/png;base64,AAAA",
        "https://example.org/" + "a" * 2048,
        "",
        None,
        7,
        ["https://example.org"],
    ],
)
def test_anything_but_a_web_link_is_nothing(link: object):
    assert fields.url(link) is None


@pytest.mark.parametrize(
    ("value", "when"),
    [
        ("2024-04-02T16:25:30.000Z", datetime(2024, 4, 2, 16, 25, 30, tzinfo=UTC)),
        ("2024-04-02T20:00:00+09:00", datetime(2024, 4, 2, 11, tzinfo=UTC)),
        ("2024-04-02T16:25:30", datetime(2024, 4, 2, 16, 25, 30, tzinfo=UTC)),
        ("0001-01-01T00:00:00+09:00", None),
        ("2024-13-02T16:25:30Z", None),
        ("yesterday", None),
        (1712073600, None),
        (None, None),
    ],
)
def test_a_moment_is_utc(value: object, when: datetime | None):
    assert fields.moment(value) == when
