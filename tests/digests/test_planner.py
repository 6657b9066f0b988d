"""What due channels get planned."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from bot.digests.batches import CHANNELS_PER_TRANSACTION
from bot.digests.channels import Channels
from bot.digests.due_times import recompute_due_times
from bot.digests.planner import plan_by_hand, plan_due
from bot.models import Delivery, DeliveryState, Edition, NextState, Subscription, Summary, SummaryOrigin
from bot.settings import Settings
from bot.store import Store, deliveries, digests, editions, subscriptions
from bot.store.subscriptions import Move
from tests.conftest import HandClock
from tests.factories import WEDNESDAY, at, channel, edition, paper
from tests.support.ledger import deliveries_since
from tests.support.subscribing import subscribe

SETTINGS = Settings()
DAY_BEFORE = at("2024-04-03 12:00")


async def subscribed(store: Store, channel_id: int = 100, **changes: Any) -> Subscription:
    """A channel that was there before Wednesday's list was due."""
    return await subscribe(store, SETTINGS.schedule, channel(channel_id, **changes), DAY_BEFORE)


async def collected(store: Store, *days: Edition, finished: bool = True) -> None:
    async with store.transaction() as tx:
        for day in days:
            await editions.save_edition(tx, day, finished=finished)


async def rows(store: Store, since: date = date(2024, 1, 1)) -> list[Delivery]:
    async with store.reading() as view:
        return await deliveries_since(view, since)


async def states(store: Store) -> dict[date, DeliveryState]:
    return {row.day: row.state for row in await rows(store)}


async def test_a_due_channel_gets_the_day_as_rows_with_frozen_content(store: Store, clock: HandClock) -> None:
    await subscribed(store)
    await collected(store, edition())
    assert await plan_due(store, SETTINGS, clock()) == 1
    (row,) = await rows(store)
    assert (row.day, row.part, row.parts, row.state) == (WEDNESDAY, 1, 1, DeliveryState.PLANNED)
    async with store.reading() as view:
        frozen = await digests.frozen(view, row.digest_id or 0)
    assert [digest_paper.paper.id for digest_paper in frozen.digest.papers] == [
        "2404.00001",
        "2404.00002",
        "2404.00003",
    ]


async def test_planning_twice_plans_once(store: Store, clock: HandClock) -> None:
    await subscribed(store)
    await collected(store, edition())
    await plan_due(store, SETTINGS, clock())
    assert await plan_due(store, SETTINGS, clock()) == 0
    assert len(await rows(store)) == 1


async def test_nobody_is_served_before_the_due_time(store: Store, clock: HandClock) -> None:
    await subscribed(store)
    await collected(store, edition())
    assert await plan_due(store, SETTINGS, clock() - timedelta(seconds=1)) == 0


async def test_a_channel_stays_due_while_the_day_cannot_be_fetched(store: Store, clock: HandClock) -> None:
    await subscribed(store)
    assert await plan_due(store, SETTINGS, clock()) == 0
    await collected(store, edition(fetched="2024-04-04 01:00"))
    assert await plan_due(store, SETTINGS, clock.forward(hours=1)) == 1


async def test_a_day_that_came_late_brings_the_next_one_no_earlier(store: Store, clock: HandClock) -> None:
    await subscribed(store)
    thursday = date(2024, 4, 4)
    await collected(store, edition(), edition(thursday, [paper(8)]))
    assert await plan_due(store, SETTINGS, clock.forward(hours=23, minutes=30)) == 1
    assert await states(store) == {WEDNESDAY: DeliveryState.PLANNED}
    assert await plan_due(store, SETTINGS, clock.forward(minutes=30)) == 1
    assert set(await states(store)) == {WEDNESDAY, thursday}


async def test_a_clock_that_is_days_behind_for_a_while_costs_no_day(store: Store, clock: HandClock) -> None:
    await subscribed(store)
    thursday = date(2024, 4, 4)
    await collected(store, edition(), edition(thursday, [paper(8)]))
    assert await plan_due(store, SETTINGS, clock() - timedelta(days=3)) == 0
    await recompute_due_times(store, clock() - timedelta(days=3))
    assert await plan_due(store, SETTINGS, clock() - timedelta(days=2)) == 0
    await plan_due(store, SETTINGS, clock.forward(days=1))
    assert set(await states(store)) == {WEDNESDAY, thursday}


async def failed(store: Store, day: date, clock: HandClock) -> None:
    async with store.transaction() as tx:
        await editions.save_problem(tx, day, "HTTP 500", clock())


async def test_after_an_absence_a_channel_waits_until_every_day_was_asked_for(
    store: Store, clock: HandClock
) -> None:
    await subscribed(store)
    now = clock.forward(days=1)
    await collected(store, edition(date(2024, 4, 4)))
    assert await plan_due(store, SETTINGS, now) == 0
    await collected(store, edition(papers=[paper(8)]))
    assert await plan_due(store, SETTINGS, now) == 2


async def test_a_day_that_never_comes_does_not_hold_up_the_next_one(store: Store, clock: HandClock) -> None:
    await subscribed(store)
    await failed(store, WEDNESDAY, clock)
    await collected(store, edition(date(2024, 4, 4)))
    await plan_due(store, SETTINGS, clock.forward(days=1))
    assert await states(store) == {date(2024, 4, 4): DeliveryState.PLANNED}
    await collected(store, edition())
    await plan_due(store, SETTINGS, clock.forward(days=1))
    assert WEDNESDAY not in await states(store), "Friday's list is not there yet, so the channel waits"
    await collected(store, edition(date(2024, 4, 5)))
    await plan_due(store, SETTINGS, clock())
    assert set(await states(store)) == {WEDNESDAY, date(2024, 4, 4), date(2024, 4, 5)}


async def test_a_new_channel_gets_no_history(store: Store, clock: HandClock) -> None:
    await collected(store, edition(date(2024, 4, 2)), edition())
    await subscribed(store)
    await plan_due(store, SETTINGS, clock())
    assert await states(store) == {WEDNESDAY: DeliveryState.PLANNED}


async def test_after_an_absence_the_newest_three_are_planned_and_the_older_recorded_as_skipped(
    store: Store, clock: HandClock
) -> None:
    await subscribed(store)
    week = [WEDNESDAY + timedelta(days=n) for n in range(5)]
    await collected(store, *(edition(day, [paper(n)]) for n, day in enumerate(week, start=1)))
    await plan_due(store, SETTINGS, clock.forward(days=4))
    skipped, planned = [DeliveryState.SKIPPED] * 2, [DeliveryState.PLANNED] * 3
    assert list((await states(store)).values()) == skipped + planned


async def test_two_channels_of_one_kind_share_one_frozen_digest(store: Store, clock: HandClock) -> None:
    for channel_id in (100, 101):
        await subscribed(store, channel_id, guild_id=channel_id)
    await subscribed(store, 102, language="en")
    await collected(store, edition())
    await plan_due(store, SETTINGS, clock())
    first, second, english = [row.digest_id for row in await rows(store)]
    assert first == second != english


async def test_too_few_votes_are_noted_as_filtered(store: Store, clock: HandClock) -> None:
    await subscribed(store, min_votes=1000)
    await collected(store, edition())
    assert await plan_due(store, SETTINGS, clock()) == 0
    assert await states(store) == {WEDNESDAY: DeliveryState.FILTERED}


async def test_a_paper_posted_under_another_date_is_left_out(store: Store, clock: HandClock) -> None:
    await subscribed(store)
    again = edition(date(2024, 4, 4), [paper(2), paper(9)])
    await collected(store, edition(), again)
    await plan_due(store, SETTINGS, clock.forward(days=1))
    async with store.reading() as view:
        frozen = await digests.frozen(view, (await rows(store))[-1].digest_id or 0)
    assert [p.paper.id for p in frozen.digest.papers] == ["2404.00009"]
    assert frozen.digest.listed == 2


async def test_the_plan_stays_when_the_days_list_changes(store: Store, clock: HandClock) -> None:
    await subscribed(store)
    await collected(store, edition())
    await plan_due(store, SETTINGS, clock())
    await collected(store, edition(papers=[paper(7, votes=500)]))
    async with store.reading() as view:
        frozen = await digests.frozen(view, (await rows(store))[0].digest_id or 0)
    assert len(frozen.digest.papers) == 3


async def test_stored_bullets_are_shown_in_the_channels_language(store: Store, clock: HandClock) -> None:
    await subscribed(store)
    await collected(store, edition(papers=1))
    korean = Summary(
        paper_id="2404.00001", language="ko", bullets=("요약입니다.",), origin=SummaryOrigin.SAMPLE
    )
    async with store.transaction() as tx:
        await editions.save_summaries(tx, [korean])
    await plan_due(store, SETTINGS, clock())
    async with store.reading() as view:
        frozen = await digests.frozen(view, (await rows(store))[0].digest_id or 0)
    assert frozen.digest.papers[0].summary == korean


async def test_by_hand_a_channel_gets_a_day_once_and_keeps_its_place(store: Store, clock: HandClock) -> None:
    subscription = await subscribed(store)
    old = date(2024, 3, 1)
    await collected(store, edition(old))
    assert await plan_by_hand(store, SETTINGS, old, [subscription], clock()) == {subscription.id}
    assert await plan_by_hand(store, SETTINGS, old, [subscription], clock()) == set()
    async with store.reading() as view:
        assert (await subscriptions.by_ids(view, [subscription.id]))[subscription.id] == subscription


async def test_by_hand_a_skipped_day_is_planned_after_all(store: Store, clock: HandClock) -> None:
    subscription = await subscribed(store)
    await collected(store, edition())
    async with store.transaction() as tx:
        await deliveries.skip(tx, subscription.id, WEDNESDAY, clock())
    assert await plan_by_hand(store, SETTINGS, WEDNESDAY, [subscription], clock()) == {subscription.id}
    assert await states(store) == {WEDNESDAY: DeliveryState.PLANNED}


async def test_a_partial_day_is_apart_from_the_finished_one(store: Store, clock: HandClock) -> None:
    subscription = await subscribed(store)
    await collected(store, edition())
    await plan_by_hand(store, SETTINGS, WEDNESDAY, [subscription], clock(), partial=True)
    assert await plan_due(store, SETTINGS, clock()) == 1
    assert sorted(row.partial for row in await rows(store)) == [False, True]


async def test_a_channel_that_is_removed_and_comes_back_is_not_sent_the_same_day_again(
    store: Store, clock: HandClock
) -> None:
    subscription = await subscribed(store)
    await collected(store, edition())
    await plan_due(store, SETTINGS, clock())
    async with store.transaction() as tx:
        there = NextState(DeliveryState.POSTED, message_id=77, posted_at=clock())
        await deliveries.outbox.record(tx, (await rows(store))[0], there)
    assert await Channels(store, SETTINGS, clock).unsubscribe(subscription.settings.channel_id)
    again = await subscribed(store)
    assert again.id == subscription.id
    assert await plan_by_hand(store, SETTINGS, WEDNESDAY, [again], clock()) == set()
    assert await plan_due(store, SETTINGS, clock()) == 0


async def test_what_waits_for_a_removed_channel_is_not_sent(store: Store, clock: HandClock) -> None:
    subscription = await subscribed(store)
    await collected(store, edition())
    await plan_due(store, SETTINGS, clock())
    await Channels(store, SETTINGS, clock).unsubscribe(subscription.settings.channel_id)
    async with store.reading() as view:
        assert await deliveries.outbox.ready(view, clock(), 10) == []
    assert await states(store) == {WEDNESDAY: DeliveryState.SKIPPED}


async def test_a_due_time_beyond_reach_is_put_right(store: Store, clock: HandClock) -> None:
    subscription = await subscribed(store)
    years_ahead = clock() + timedelta(days=2000)
    async with store.transaction() as tx:
        await subscriptions.move(tx, [Move(subscription.id, subscription.settled_day, years_ahead)])
    await recompute_due_times(store, clock())
    async with store.reading() as view:
        repaired = (await subscriptions.by_ids(view, [subscription.id]))[subscription.id]
    assert repaired.next_due_at == clock() + timedelta(days=1)


async def test_a_channel_paused_for_too_long_is_not_planned_and_not_moved(
    store: Store, clock: HandClock
) -> None:
    subscription = await subscribed(store)
    async with store.transaction() as tx:
        await subscriptions.pause(tx, subscription.id, "50001 Missing Access", clock() - timedelta(days=15))
    await collected(store, edition())
    assert await plan_due(store, SETTINGS, clock()) == 0
    async with store.reading() as view:
        assert (await subscriptions.by_ids(view, [subscription.id]))[
            subscription.id
        ].settled_day == subscription.settled_day


async def test_planning_many_channels_goes_on_from_batch_to_batch(store: Store, clock: HandClock) -> None:
    for channel_id in range(1, 451):
        await subscribed(store, channel_id, guild_id=channel_id)
    await collected(store, edition())
    begun: list[None] = []
    assert await plan_due(store, SETTINGS, clock(), lambda: begun.append(None)) == 450
    assert len({row.subscription_id for row in await rows(store)}) == 450
    assert len(begun) == 450 / CHANNELS_PER_TRANSACTION  # so that posts do not wait until all are planned
