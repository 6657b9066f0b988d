from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sources.rate_limit import asked_wait


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
        ({"Date": "Wed, 03 Apr 2024 09:00:00", "Retry-After": "Wed, 03 Apr 2024 09:01:30 GMT"}, 0),
        ({"Retry-After": "Wed, 03 Apr 2024 09:01:30 GMT"}, 0),
        ({"Retry-After": "soon"}, 0),
        ({"Retry-After": "-5"}, 0),
        ({"Retry-After": "inf"}, 0),
        ({"RateLimit": "spent"}, 0),
    ],
)
def test_the_server_says_how_long_to_wait(headers: dict[str, str], seconds: float):
    assert asked_wait(headers) == seconds


@given(st.text(), st.text(), st.text())
def test_no_header_breaks_the_reading(retry_after: str, rate_limit: str, date: str):
    assert asked_wait({"Retry-After": retry_after, "RateLimit": rate_limit, "Date": date}) >= 0
