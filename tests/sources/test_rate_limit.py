from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sources.rate_limit import LONGEST_WAIT, Left, asked_wait, questions_left
from tests.factories import at

NOW = at("2024-04-03 09:00")


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 0),
        ({"Retry-After": "7"}, 7),
        ({"Retry-After": " 7 "}, 7),
        ({"RateLimit": '"api";r=0;t=55'}, 55),
        ({"RateLimit": '"api"; r=0; t=55'}, 55),
        ({"RateLimit": '"api";r=12;t=55'}, 0),
        ({"RateLimit": '"api";r=0;t=55, "pages";r=9;t=80, "resolvers";r=0;t=60'}, 60),
        ({"RateLimit": '"api";r=0;t=55', "Retry-After": "7"}, 55),
        ({"RateLimit": '"api";r=0;t=5', "Retry-After": "7"}, 7),
        (
            {"Date": "Wed, 03 Apr 2024 09:00:00 GMT", "Retry-After": "Wed, 03 Apr 2024 09:01:30 GMT"},
            90,
        ),
        ({"Date": "Wed, 03 Apr 2024 09:00:00 GMT", "Retry-After": "Tue, 02 Apr 2024 09:00:00 GMT"}, 0),
        ({"Date": "Wed, 03 Apr 2024 09:00:00", "Retry-After": "Wed, 03 Apr 2024 09:01:30 GMT"}, 90),
        ({"Date": "now", "Retry-After": "Wed, 03 Apr 2024 09:01:30 GMT"}, 90),
        ({"Retry-After": "Wed, 03 Apr 2024 09:01:30 GMT"}, 90),
        ({"Retry-After": "1.5"}, 1.5),
        ({"Retry-After": "86400"}, LONGEST_WAIT),
        ({"Retry-After": "9" * 5000}, LONGEST_WAIT),
        ({"Retry-After": "Fri, 03 May 2024 09:00:00 GMT"}, LONGEST_WAIT),
        ({"RateLimit": '"api";r=0;t=99999999999'}, LONGEST_WAIT),
        ({"Retry-After": "soon"}, 0),
        ({"Retry-After": "-5"}, 0),
        ({"Retry-After": "inf"}, 0),
        ({"RateLimit": "spent"}, 0),
    ],
)
def test_the_server_says_how_long_to_wait(headers: dict[str, str], seconds: float):
    assert asked_wait(headers, NOW) == seconds


@given(st.text(), st.text(), st.text())
def test_no_header_breaks_the_reading(retry_after: str, rate_limit: str, date: str):
    headers = {"Retry-After": retry_after, "RateLimit": rate_limit, "Date": date}
    assert 0 <= asked_wait(headers, NOW) <= LONGEST_WAIT
    assert questions_left(headers) is None or rate_limit


@pytest.mark.parametrize(
    ("header", "left"),
    [
        ('"api";r=499;t=300', Left(499, 300)),
        ('"pages";r=9;t=80, "api"; r=12; t=55', Left(12, 55)),
        ('"pages";r=9;t=80', None),
        ('"api";r=12;t=86400', Left(12, LONGEST_WAIT)),
        ("", None),
    ],
)
def test_the_server_says_how_many_questions_are_left(header: str, left: Left | None):
    assert questions_left({"RateLimit": header}) == left
