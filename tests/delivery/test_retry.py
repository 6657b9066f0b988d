"""The one rule for what becomes of a message: a table of what was, what came, and what is next."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.delivery.outcomes import Closed, Later, Outcome, Posted, Refused, Rejected, Unconfirmed
from bot.delivery.retry import FEWEST_ATTEMPTS, next_state
from bot.models import DeliveryState, NextState, OutboxMessage
from bot.settings import DeliverySettings
from tests.factories import WEDNESDAY, at

NOW = at("2024-04-04 00:00")
YESTERDAY = NOW - timedelta(hours=25)  # longer ago than a message is tried
SETTINGS = DeliverySettings()
POSTED, FAILED, UNCONFIRMED = DeliveryState.POSTED, DeliveryState.FAILED, DeliveryState.UNCONFIRMED
PLANNED, SENDING = DeliveryState.PLANNED, DeliveryState.SENDING

NEW = OutboxMessage(
    id=7,
    day=WEDNESDAY,
    state=PLANNED,
    attempts=0,
    planned_at=NOW,
    next_attempt_at=NOW,
    unknown_since=None,
    posted_at=None,
    message_id=None,
    reason=None,
)
UNKNOWN = NEW.model_copy(update={"state": SENDING, "attempts": 1, "unknown_since": NOW})
TRIED_ENOUGH = {"planned_at": YESTERDAY, "attempts": FEWEST_ATTEMPTS - 1}
OLD, OLD_UNKNOWN = NEW.model_copy(update=TRIED_ENOUGH), UNKNOWN.model_copy(update=TRIED_ENOUGH)
OLD_AND_RARELY_TRIED = NEW.model_copy(update={"planned_at": YESTERDAY, "attempts": FEWEST_ATTEMPTS - 2})
OFTEN_TRIED = NEW.model_copy(update={"planned_at": NOW - timedelta(hours=24), "attempts": 500})
HOUR = timedelta(hours=1)
NOTHING, PERHAPS = Later("503", unknown=False, seconds=3600), Later("503", unknown=True, seconds=3600)


@pytest.mark.parametrize(
    ("message", "outcome", "expected"),
    [
        (NEW, Posted(4711), NextState(POSTED, message_id=4711, posted_at=NOW)),
        (OLD_UNKNOWN, Posted(4711), NextState(POSTED, message_id=4711, posted_at=NOW)),
        (NEW, Refused("400"), NextState(FAILED, reason="400")),
        (UNKNOWN, Unconfirmed("403"), NextState(UNCONFIRMED, reason="403")),
        (NEW, Closed("403"), NextState(PLANNED, None, "403")),
        (NEW, Closed("403", until=NOW + HOUR), NextState(PLANNED, NOW + HOUR, "403")),
        (OLD_UNKNOWN, Closed("403"), NextState(SENDING, None, "403")),
        (NEW, Rejected("401"), NextState(PLANNED, NOW, "401")),
        (OLD_UNKNOWN, Rejected("401"), NextState(SENDING, NOW, "401")),
        (NEW, NOTHING, NextState(PLANNED, NOW + HOUR, "503")),
        (NEW, PERHAPS, NextState(SENDING, NOW + HOUR, "503")),
        (UNKNOWN, NOTHING, NextState(SENDING, NOW + HOUR, "503")),
        (OLD, NOTHING, NextState(FAILED, reason="503")),
        (OLD, PERHAPS, NextState(UNCONFIRMED, reason="503")),
        (OLD_UNKNOWN, NOTHING, NextState(UNCONFIRMED, reason="503")),
        (OLD_AND_RARELY_TRIED, NOTHING, NextState(PLANNED, NOW + HOUR, "503")),
        (OFTEN_TRIED, NOTHING, NextState(PLANNED, NOW + HOUR, "503")),
    ],
)
def test_what_was_and_what_came_of_it_say_what_is_next(
    message: OutboxMessage, outcome: Outcome, expected: NextState
) -> None:
    assert next_state(message, outcome, NOW, SETTINGS) == expected


@pytest.mark.parametrize(("attempts", "full"), [(0, 5), (1, 10), (3, 40), (30, 900)])
def test_waits_grow_and_what_failed_together_is_not_tried_again_together(attempts: int, full: float) -> None:
    messages = [NEW.model_copy(update={"id": number, "attempts": attempts}) for number in range(200)]
    states = [next_state(message, Later("503", unknown=False), NOW, SETTINGS) for message in messages]
    waits = [(state.next_attempt_at - NOW).total_seconds() for state in states if state.next_attempt_at]
    assert len(set(waits)) == 200
    assert full / 2 <= min(waits) < max(waits) <= full
