"""What is told of an outage."""

from __future__ import annotations

import logging

import pytest

from bot.errors import DiscordError
from bot.gateway.outage import Outage

SENTENCE = DiscordError("discord-unreachable", problem="no such host")


@pytest.fixture
def outage(caplog: pytest.LogCaptureFixture) -> Outage:
    caplog.set_level(logging.INFO)
    return Outage(logging.getLogger("test"), "it is back")


def test_it_is_told_once_and_once_when_the_last_part_is_back(
    outage: Outage, caplog: pytest.LogCaptureFixture
) -> None:
    for part in (0, 1, 0, 1):
        outage.begins(SENTENCE, part)
    outage.ends(0)
    assert caplog.messages == ["Discord cannot be reached: no such host."]
    outage.ends(1)
    outage.ends(1)
    assert caplog.messages == ["Discord cannot be reached: no such host.", "it is back"]


def test_where_there_was_none_nothing_is_told(outage: Outage, caplog: pytest.LogCaptureFixture) -> None:
    outage.ends()
    assert caplog.messages == []
