"""What `GET /gateway/bot` may say."""

from __future__ import annotations

from typing import Any

import pytest

from bot.gateway.entrance import read_entrance

URL, LIMITS = "wss://gateway.discord.gg", {"total": 1000, "remaining": 3, "reset_after": 90_000}


def test_it_names_the_gateway_its_shards_and_the_sessions_left() -> None:
    entrance = read_entrance(2, URL, LIMITS)
    assert (entrance.url.host, entrance.shards) == ("gateway.discord.gg", 2)
    assert (entrance.remaining, entrance.reset_seconds) == (3, 90.0)
    assert entrance.max_concurrency == 1


def test_it_says_how_many_sessions_may_begin_at_once() -> None:
    assert read_entrance(64, URL, LIMITS | {"max_concurrency": 16}).max_concurrency == 16


def test_without_limits_there_are_none() -> None:
    assert read_entrance(2, URL, {}).remaining >= 2


@pytest.mark.parametrize(
    ("shards", "url", "limits"),
    [
        ("2", URL, LIMITS),
        (0, URL, LIMITS),
        (-1, URL, LIMITS),
        (True, URL, LIMITS),
        (10**9, URL, LIMITS),
        (None, URL, LIMITS),
        (1, None, LIMITS),
        (1, "", LIMITS),
        (1, "https://discord.com", LIMITS),
        (1, "wss://", LIMITS),
        (1, "wss://[", LIMITS),
        (1, URL, {"remaining": "many"}),
        (1, URL, {"remaining": -1}),
        (1, URL, {"max_concurrency": "16"}),
        (1, URL, {"max_concurrency": 10**6}),
        (1, URL, {"remaining": 1, "reset_after": 1e300}),
    ],
)
def test_what_cannot_be_meant_is_refused(shards: Any, url: Any, limits: Any) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_entrance(shards, url, limits)
