"""Until when a request may be written."""

from __future__ import annotations

import pytest

from bot.delivery.outcomes import LapsedError
from bot.delivery.permit import only_while, require_permit
from tests.delivery.conftest import Seconds


def test_what_is_repeated_after_discord_has_forgotten_it_is_not_written(seconds: Seconds) -> None:
    with only_while(lambda: True, 120.0, steady=seconds):
        require_permit()
        seconds.now += 119
        require_permit()
        seconds.now += 2
        with pytest.raises(LapsedError) as lapsed:
            require_permit()
    assert lapsed.value.was_written


def test_the_first_request_may_come_late(seconds: Seconds) -> None:
    with only_while(lambda: True, 1.0, steady=seconds):
        seconds.now += 300
        require_permit()


def test_what_is_not_valid_any_more_is_not_written() -> None:
    with only_while(lambda: False, 120.0), pytest.raises(LapsedError) as lapsed:
        require_permit()
    assert not lapsed.value.was_written


def test_outside_everything_is_written() -> None:
    require_permit()
