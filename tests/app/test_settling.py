"""What a bot that is ready leaves to the garbage collector."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from bot.app.run import settle


class Guild:
    """As discord.py's: it and its channels know each other."""

    def __init__(self) -> None:
        self.channels = [self]


@pytest.fixture(autouse=True)
def unfrozen() -> Iterator[None]:
    yield
    gc.unfreeze()


async def test_what_is_there_stays_and_is_looked_at_no_more() -> None:
    gc.unfreeze()
    guild = Guild()
    await settle()
    assert gc.get_freeze_count() > 0
    assert guild not in gc.get_objects()


async def test_the_guilds_of_an_earlier_session_go_with_the_next_one() -> None:
    guild = Guild()
    await settle()
    earlier = weakref.ref(guild)
    del guild
    await settle()
    assert earlier() is None
