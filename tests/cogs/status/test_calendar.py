"""The calendar of a subscription."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from bot.digests.overview import SubscriptionOverview
from bot.digests.status import ChannelDay, DayVerdict
from bot.models import LANGUAGES, DeliveryState, Language, Publication, Subscription
from bot.rendering.units import units
from cogs.status.calendar import calendar
from tests.factories import WEDNESDAY, at, channel

MONDAY = date(2024, 3, 25)
DUE = at("2024-03-26 00:00")


def subscription(**changes: Any) -> Subscription:
    values: dict[str, Any] = {
        "id": 1,
        "settings": channel(),
        "configured_by": None,
        "settled_day": WEDNESDAY,
        "next_due_at": DUE,
    }
    return Subscription.model_validate(values | changes)


def line(number: int, verdict: DayVerdict = DayVerdict.POSTED, **changes: Any) -> ChannelDay:
    values = {"channel_id": 100, "day": MONDAY + timedelta(days=number), "verdict": verdict, "due_at": DUE}
    return ChannelDay.model_validate(values | changes)


def shown(
    subscription: Subscription,
    days: Sequence[ChannelDay],
    language: Language,
    unpublished: Sequence[Publication] = (),
) -> list[str]:
    return calendar(SubscriptionOverview(subscription, days, unpublished), language)


def unpublished(number: int, reason: str) -> Publication:
    values = {
        "id": number,
        "day": MONDAY + timedelta(days=number),
        "state": DeliveryState.FAILED,
        "attempts": 1,
        "planned_at": DUE,
        "next_attempt_at": None,
        "unknown_since": None,
        "posted_at": None,
        "message_id": 7,
        "reason": reason,
        "subscription_id": 1,
        "delivery_id": number,
    }
    return Publication.model_validate(values)


def test_what_was_not_published_is_told_by_reason() -> None:
    failed = [unpublished(3, "403/50013 *no*"), unpublished(2, "403/50013 *no*"), unpublished(1, "400/0")]
    assert shown(subscription(), [line(n) for n in range(5)], "en", failed)[-2:] == [
        "📣 3/27 (Wed) – 3/28 (Thu): posted, but Discord did not publish it to the servers that follow:"
        r" 403/50013 \*no\*",
        "📣 3/26 (Tue): posted, but Discord did not publish it to the servers that follow: 400/0",
    ]


def test_weeks_stand_below_each_other_and_words_only_where_they_are_needed() -> None:
    weekend: dict[str, Any] = {"verdict": DayVerdict.EMPTY, "why": "status-why-weekend"}
    lines = shown(
        subscription(),
        [
            line(2),
            line(3, DayVerdict.FAILED, why="status-why-failed", since=DUE, reason="400/50035 *Form*"),
            line(4),
            line(5, **weekend),
            line(6, **weekend),
            line(7),
        ],
        "en",
    )
    assert lines == [
        "**<#100>**",
        "▫️ ▫️ ✅ ❌ ✅ ⚪ ⚪ from 3/25",
        "✅ ▫️ ▫️ ▫️ ▫️ ▫️ ▫️ from 4/1",
        "✅ posted 3 · ⚪ empty 2 · ❌ failed 1",
        f"❌ 3/28 (Thu): planned <t:{int(DUE.timestamp())}:f>, refused by Discord: 400/50035 \\*Form\\*",
    ]


def test_weeks_before_the_subscription_are_left_out() -> None:
    days = [line(number, DayVerdict.BEFORE) for number in range(8)]
    lines = shown(subscription(), [*days, line(8)], "en")
    assert lines[1:] == ["▫️ ✅ ▫️ ▫️ ▫️ ▫️ ▫️ from 4/1", "✅ posted 1 · ▫️ before its time here 8"]


def test_days_of_which_the_same_is_told_share_a_line() -> None:
    paused = {"why": "status-why-paused", "since": DUE, "reason": "403/50013"}
    lines = shown(subscription(), [line(n, DayVerdict.PAUSED, **paused) for n in range(5)], "en")
    assert lines[-1].startswith("⏸️ 3/25 (Mon) – 3/29 (Fri): paused since")
    assert "use any `/channel` command" in lines[-1]


def test_a_pause_by_hand_says_by_whom() -> None:
    lines = shown(subscription(suspended_at=DUE, suspended_by=7), [line(0)], "en")
    assert "Paused by <@7>" in lines[1]


def test_without_a_known_zone_there_is_no_calendar() -> None:
    assert "is not known where I run" in shown(subscription(), [], "en")[1]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("verdict", DayVerdict)
def test_every_verdict_has_a_sign_and_a_word(verdict: DayVerdict, language: Language) -> None:
    lines = shown(subscription(), [line(n, verdict) for n in range(14)], language)
    assert any(each.endswith(" 14") for each in lines)
    assert all(units(each) < 60 for each in lines)  # a phone's width, wrapped once at most


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "why",
    [
        *("skipped", "not-fetched", "not-planned", "paused", "suspended", "suspended-then", "waiting"),
        *("retried", "filtered", "merged", "failed", "unconfirmed", "fetched-late", "sent-late", "source"),
        "nothing-listed",
    ],
)
def test_every_reason_is_said(why: str, language: Language) -> None:
    explained = line(0, DayVerdict.LATE, why=f"status-why-{why}", reason="a reason")
    lines = shown(subscription(), [explained], language)
    assert lines[-1].startswith("🕒 3/25")
    assert "python" not in lines[-1]
