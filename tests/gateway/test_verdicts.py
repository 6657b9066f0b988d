"""What the end of a connection means."""

from __future__ import annotations

import aiohttp
import pytest
from discord.gateway import ReconnectWebSocket

from bot.gateway.verdicts import absence, fatal, kind, pause_seconds, words

SECRET = "secret-sauce"
OUTAGES = [
    ConnectionRefusedError(111, "refused"),
    aiohttp.ClientError(),
    TimeoutError(),
    ReconnectWebSocket(0),
]


@pytest.mark.parametrize("problem", OUTAGES)
@pytest.mark.parametrize("is_first", [True, False])
def test_an_outage_passes(problem: Exception, is_first: bool) -> None:
    assert fatal(problem, is_first=is_first) is None


@pytest.mark.parametrize("problem", [KeyError("shard"), TypeError(), RecursionError(), UnicodeError()])
def test_another_language_is_an_end_at_the_first_word_only(problem: Exception) -> None:
    assert fatal(problem, is_first=True) is not None
    assert fatal(problem, is_first=False) is None


def test_of_an_unexpected_error_only_kind_and_place_are_told() -> None:
    try:
        raise KeyError(SECRET)
    except KeyError as error:
        assert kind(error).startswith("KeyError in ")
        assert SECRET not in str(absence(error))


def test_words_are_one_bounded_line() -> None:
    assert words(OSError("a\n  b " * 500)).startswith("a b a b")
    assert len(words(OSError("a\n  b " * 500))) == 300
    assert words(TimeoutError()) == "TimeoutError"


def test_pauses_grow_to_two_minutes_without_a_connection_and_to_a_quarter_of_an_hour_with_one() -> None:
    vain = [pause_seconds(ConnectionRefusedError(), failures, 1.0) for failures in range(1, 30)]
    begun = [pause_seconds(ReconnectWebSocket(0), failures, 1.0) for failures in range(1, 30)]
    assert vain[0] <= 1.0
    assert vain[-1] == 120.0
    assert 450.0 <= begun[-1] <= 900.0
