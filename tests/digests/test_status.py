"""“Why was nothing posted this morning?”, answered from the store alone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from bot.digests.status import ChannelDay, DayVerdict, channel_days, notification_troubles
from bot.models import Delivery, DeliveryState, EditionState, Subscription
from bot.settings import ScheduleSettings
from tests.factories import WEDNESDAY, at, channel, state

NOW = at("2024-04-04 06:00")
DUE = at("2024-04-04 00:00")


def subscription(**changes: Any) -> Subscription:
    values: dict[str, Any] = {
        "id": 1,
        "settings": channel(),
        "configured_by": None,
        "settled_day": WEDNESDAY - timedelta(days=1),
        "next_due_at": DUE,
    }
    return Subscription.model_validate(values | changes)


def row(delivery_state: DeliveryState, **changes: Any) -> Delivery:
    values: dict[str, Any] = {
        "id": 1,
        "subscription_id": 1,
        "day": WEDNESDAY,
        "partial": False,
        "part": 1,
        "parts": 1,
        "digest_id": 1,
        "state": delivery_state,
        "attempts": 1,
        "planned_at": DUE,
        "next_attempt_at": None,
        "unknown_since": None,
        "posted_at": None,
        "message_id": None,
        "reason": None,
    }
    return Delivery.model_validate(values | changes)


def told(
    *rows: Delivery,
    edition: EditionState | None = None,
    day: date = WEDNESDAY,
    of: Subscription | None = None,
) -> ChannelDay:
    editions = {edition.day: edition} if edition else {}
    (line,) = channel_days(of or subscription(), [day], editions, rows, now=NOW, schedule=ScheduleSettings())
    return line


POSTED = row(DeliveryState.POSTED, posted_at=DUE + timedelta(minutes=1), message_id=7)


def test_a_day_posted_on_time_needs_no_explanation() -> None:
    line = told(POSTED, edition=state(WEDNESDAY))
    assert (line.verdict, line.messages, line.why) == (DayVerdict.POSTED, 1, None)


def test_a_day_posted_late_says_that_the_list_came_late() -> None:
    late = POSTED.model_copy(update={"posted_at": DUE + timedelta(hours=3)})
    line = told(late, edition=state(WEDNESDAY, fetched_at=DUE + timedelta(hours=3)))
    assert (line.verdict, line.why) == (DayVerdict.LATE, "status-why-fetched-late")


def test_a_day_posted_late_says_what_discord_had_said() -> None:
    late = POSTED.model_copy(update={"posted_at": DUE + timedelta(hours=3), "reason": "503/0"})
    line = told(late, edition=state(WEDNESDAY))
    assert (line.verdict, line.why, line.reason) == (DayVerdict.LATE, "status-why-sent-late", "503/0")


def test_of_several_messages_the_gravest_is_told() -> None:
    failed = row(DeliveryState.FAILED, part=2, parts=2, reason="400/50035 Invalid Form Body")
    line = told(POSTED, failed)
    assert (line.verdict, line.messages, line.reason) == (DayVerdict.FAILED, 1, failed.reason)


@pytest.mark.parametrize(
    ("edition", "verdict", "why"),
    [
        (None, DayVerdict.LATE, "status-why-not-fetched"),
        (state(WEDNESDAY), DayVerdict.LATE, "status-why-not-planned"),
        (state(WEDNESDAY, papers=0), DayVerdict.EMPTY, "status-why-nothing-listed"),
        (
            state(WEDNESDAY, finished=False, problem="HTTP 503", problem_since=DUE),
            DayVerdict.LATE,
            "status-why-source",
        ),
    ],
)
def test_a_day_that_was_not_planned_says_why(
    edition: EditionState | None, verdict: DayVerdict, why: str
) -> None:
    line = told(edition=edition)
    assert (line.verdict, line.why) == (verdict, why)


def test_a_weekend_is_empty_as_a_weekend() -> None:
    saturday = date(2024, 3, 30)
    line = told(edition=state(saturday, papers=0), day=saturday)
    assert (line.verdict, line.why) == (DayVerdict.EMPTY, "status-why-weekend")


def test_a_day_before_the_channel_was_added_is_not_its_own() -> None:
    line = told(edition=state(WEDNESDAY), of=subscription(settled_day=WEDNESDAY))
    assert line.verdict is DayVerdict.BEFORE


def test_a_day_whose_time_is_to_come_is_due() -> None:
    evening = subscription(settings=channel(due_time="18:00"))
    assert told(edition=state(WEDNESDAY), of=evening).verdict is DayVerdict.DUE


def test_a_waiting_message_says_since_when_and_when_next() -> None:
    waiting = row(
        DeliveryState.SENDING, reason="503/0", next_attempt_at=NOW + timedelta(minutes=5), unknown_since=DUE
    )
    line = told(waiting)
    assert (line.verdict, line.why, line.reason) == (DayVerdict.LATE, "status-why-retried", "503/0")
    assert line.next_attempt_at == NOW + timedelta(minutes=5)


def test_a_paused_channel_says_what_discord_refused() -> None:
    paused = subscription(paused_at=DUE, paused_reason="403/50001 Missing Access")
    line = told(row(DeliveryState.PLANNED), of=paused)
    assert (line.verdict, line.reason) == (DayVerdict.PAUSED, "403/50001 Missing Access")


@pytest.mark.parametrize("end", [DeliveryState.SKIPPED, DeliveryState.FILTERED, DeliveryState.UNCONFIRMED])
def test_every_other_end_is_told_as_what_it_is(end: DeliveryState) -> None:
    line = told(row(end, digest_id=None))
    assert (line.verdict, line.why) == (DayVerdict(end.value), f"status-why-{end}")


def test_troubles_of_notifications_are_told_by_kind_without_words_that_may_repeat_a_keyword() -> None:
    ended: dict[tuple[DeliveryState, str | None], int] = {
        (DeliveryState.FAILED, "400/50035 Invalid Form Body: RAG"): 2,
        (DeliveryState.FAILED, "400/50035 Invalid Form Body: LoRA"): 1,
        (DeliveryState.UNCONFIRMED, "no answer: Server disconnected"): 1,
    }
    assert notification_troubles(ended) == {
        (DayVerdict.FAILED, "400/50035"): 3,
        (DayVerdict.UNCONFIRMED, "no answer"): 1,
    }
