"""Weekly posts go out once, whatever happens between sending and recording."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.delivery.week_posts import WeekPoster
from bot.digests.channels import Channels
from bot.digests.week import plan_weeks
from bot.models import FORUM_LAYOUTS, DeliveryState, Layout, Subscription
from bot.store import editions
from tests.delivery.conftest import Morning
from tests.delivery.errors import answered
from tests.factories import WEDNESDAY, at, channel, edition, paper

PLANNED, POSTED, SENDING = DeliveryState.PLANNED, DeliveryState.POSTED, DeliveryState.SENDING
GONE = answered(404, 10003, "Unknown Channel")


class KilledError(BaseException):
    """The process dies here: nobody catches it, nothing is recorded."""


@pytest.fixture
async def week(morning: Morning) -> Subscription:
    """Wednesday lists six papers; on Thursday at 18:00 in Seoul the week is due, and planned."""
    morning.clock.now = at("2024-04-04 08:00")
    async with morning.store.transaction() as tx:
        papers = [paper(number) for number in range(1, 7)]
        await editions.save_edition(tx, edition(WEDNESDAY, papers), finished=True)
    return await subscribed(morning)


async def subscribed(morning: Morning, **changes: Any) -> Subscription:
    channels = Channels(morning.store, morning.settings, morning.clock)
    return await channels.subscribe(channel(100, **{"weekly": "thu", "language": "en"} | changes))


async def plan(morning: Morning, **later: float) -> int:
    morning.clock.forward(**later)
    return await plan_weeks(morning.store, morning.settings.schedule, morning.clock())


async def post(morning: Morning, **later: float) -> None:
    """A process of its own."""
    morning.clock.forward(**later)
    await WeekPoster(await morning.dispatcher(), morning.sender).deliver_ready()


async def states(morning: Morning) -> list[str]:
    async with morning.store.reading() as view:
        rows = await view.connection.exec_driver_sql("SELECT state FROM week_posts ORDER BY id")
        return list(rows.scalars())


async def test_it_is_planned_when_it_is_due_and_posted_once(morning: Morning, week: Subscription) -> None:
    assert await plan(morning) == 0
    assert await plan(morning, hours=1) == 1
    assert await plan(morning) == 0
    await post(morning)
    await post(morning, hours=1)
    assert [(place, mark.weekly, mark.day) for place, mark in morning.sender.posted] == [
        (100, True, WEDNESDAY)
    ]
    assert await states(morning) == [POSTED]


async def test_the_next_one_comes_a_week_later(morning: Morning, week: Subscription) -> None:
    await plan(morning, hours=1)
    assert await plan(morning, days=6, hours=23) == 0
    async with morning.store.transaction() as tx:
        day = WEDNESDAY + timedelta(days=7)
        await editions.save_edition(tx, edition(day, [paper(9)]), finished=True)
    assert await plan(morning, hours=1) == 1


async def test_a_week_without_papers_has_no_post(morning: Morning, week: Subscription) -> None:
    assert await plan(morning, days=14, hours=8) == 0
    assert await states(morning) == []


async def test_it_waits_for_the_last_day_of_the_week_but_not_for_ever(morning: Morning) -> None:
    morning.clock.now = at("2024-04-04 08:00")
    await subscribed(morning)
    async with morning.store.transaction() as tx:
        day = WEDNESDAY - timedelta(days=1)
        await editions.save_edition(tx, edition(day, [paper(1)]), finished=True)
    assert await plan(morning, hours=2) == 0
    assert await plan(morning, hours=4) == 0
    assert await plan(morning, hours=2) == 1


async def test_a_crash_between_sending_and_recording_doubles_nothing(
    morning: Morning, week: Subscription
) -> None:
    troubles: dict[int, list[Any]] = morning.sender.after
    troubles[100] = [KilledError()]
    await plan(morning, hours=1)
    with pytest.raises(KilledError):
        await post(morning)
    assert await states(morning) == [SENDING]
    await post(morning, minutes=1)
    assert len(morning.sender.posted) == 1
    assert await states(morning) == [POSTED]


async def test_without_the_history_the_nonce_recognises_it(morning: Morning, week: Subscription) -> None:
    morning.sender.after[100] = [answered(500)]
    morning.sender.unreadable.add(100)
    await plan(morning, hours=1)
    await post(morning)
    await post(morning, minutes=1)
    assert len(morning.sender.posted) == 1
    assert await states(morning) == [POSTED]


@pytest.mark.parametrize("layout", sorted(FORUM_LAYOUTS))
async def test_in_a_forum_what_cannot_be_looked_for_is_not_repeated(morning: Morning, layout: Layout) -> None:
    morning.clock.now = at("2024-04-04 08:00")
    async with morning.store.transaction() as tx:
        await editions.save_edition(tx, edition(WEDNESDAY, [paper(1)]), finished=True)
    await subscribed(morning, layout=layout)
    morning.sender.after[100] = [answered(500)]
    morning.sender.unreadable.add(100)
    await plan(morning, hours=1)
    await post(morning)
    await post(morning, minutes=1)
    assert len(morning.sender.posted) == 1
    assert await states(morning) == [DeliveryState.UNCONFIRMED]


async def test_a_closed_channel_is_tried_again(morning: Morning, week: Subscription) -> None:
    morning.sender.before[100] = [GONE, None]
    await plan(morning, hours=1)
    await post(morning)
    assert await states(morning) == [PLANNED]
    await post(morning, hours=2)
    assert await states(morning) == [POSTED]


async def test_where_no_file_may_be_attached_it_goes_out_without_its_picture(
    morning: Morning, week: Subscription
) -> None:
    morning.sender.before[100] = [answered(403, 50013), None]
    await plan(morning, hours=1)
    await post(morning)
    assert await states(morning) == [POSTED]
    assert [message.picture for message in morning.sender.messages] == [None]


async def test_where_nothing_may_be_posted_it_waits(morning: Morning, week: Subscription) -> None:
    morning.sender.before[100] = [answered(403, 50013), answered(403, 50013), None]
    await plan(morning, hours=1)
    await post(morning)
    assert await states(morning) == [PLANNED]


async def test_a_removed_subscription_gets_nothing_more(morning: Morning, week: Subscription) -> None:
    await plan(morning, hours=1)
    channels = Channels(morning.store, morning.settings, morning.clock)
    await channels.unsubscribe(week.settings.channel_id)
    await post(morning)
    assert await states(morning) == [DeliveryState.SKIPPED]
    await subscribed(morning)
    await post(morning)
    assert not morning.sender.posted


async def test_whoever_wants_none_any_more_gets_none(morning: Morning, week: Subscription) -> None:
    await subscribed(morning, weekly=None)
    assert await plan(morning, days=8) == 0


async def test_the_post_and_a_digest_of_the_same_day_are_two_messages(morning: Morning) -> None:
    morning.clock.now = at("2024-04-04 09:30")
    await morning.planned(100, papers=1, weekly="thu", weekly_time="18:00", language="en")
    await morning.run()
    await subscribed(morning, papers=1, weekly_time="18:31")
    await plan(morning, minutes=2)
    await post(morning)
    assert [(mark.part, mark.weekly) for _, mark in morning.sender.posted] == [(1, False), (1, True)]
    assert len(morning.sender.nonces) == 2
