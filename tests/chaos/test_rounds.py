"""A short chaos in every test run; the long one is `make chaos`."""

from __future__ import annotations

import pytest

from tests.chaos.rounds import Round


@pytest.mark.parametrize("seed", [832, 2709], ids=["nonces remembered", "nonces forgotten"])
async def test_a_bot_killed_again_and_again_doubles_and_loses_nothing(seed: int) -> None:
    result = await Round(seed, kills=3, channels=5, people=5).play()
    assert result.is_good, result
    assert result.digests.due >= 30
    assert result.notifications.due == result.watched.due == 20
    assert result.edits.due >= 20
