"""The ledger of messages: one queue for each owner, whatever kind its messages are of."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.models import DeliveryState, NextState
from bot.models.notifications import Notification, NotificationContent
from bot.store import Store, leases, notifications
from tests.conftest import HandClock
from tests.factories import WEDNESDAY

pytestmark = pytest.mark.both_databases


CONTENT = NotificationContent(language="en", groups=())
HERE, DAY = 1, timedelta(days=1)
OUTBOX = notifications.outbox


@pytest.fixture
async def first(store: Store, clock: HandClock) -> Notification:
    """The first of two messages to person 1; person 2 has one that is held."""
    async with store.transaction() as tx:
        assert await leases.hold(tx, "here", clock(), DAY) == HERE
        for days in range(2):
            await notifications.plan(tx, 1, WEDNESDAY + days * DAY, CONTENT, clock(), on_hold=False)
        await notifications.plan(tx, 2, WEDNESDAY, CONTENT, clock(), on_hold=True)
        return (await OUTBOX.queue(tx, 1))[0]


async def test_what_is_to_be_repeated_keeps_its_place_and_its_queue_waits_with_it(
    store: Store, clock: HandClock, first: Notification
) -> None:
    until = clock() + timedelta(hours=1)
    async with store.transaction() as tx:
        assert await OUTBOX.claim(tx, first, HERE, clock())
        await OUTBOX.record(tx, first, NextState(first.state, until, "503"))
        assert await OUTBOX.ready(tx, clock(), 10) == []
        assert await OUTBOX.ready(tx, until, 10) == [1]
        assert await OUTBOX.first_id(tx, 1) == first.id
        assert [message.next_attempt_at for message in await OUTBOX.queue(tx, 1)] == [until] * 2
        assert await OUTBOX.backlog(tx) == (2, until, 1)


@pytest.mark.parametrize("state", [DeliveryState.POSTED, DeliveryState.FAILED, DeliveryState.UNCONFIRMED])
async def test_what_has_ended_lets_the_next_one_follow_and_is_never_claimed_again(
    store: Store, clock: HandClock, first: Notification, state: DeliveryState
) -> None:
    async with store.transaction() as tx:
        assert await OUTBOX.claim(tx, first, HERE, clock())
        await OUTBOX.record(tx, first, NextState(state))
        assert not await OUTBOX.claim(tx, first, HERE, clock())
        assert await OUTBOX.ready(tx, clock(), 10) == [1]
        assert await OUTBOX.first_id(tx, 1) != first.id


async def test_a_known_failure_restores_what_was_before_and_an_unknown_one_remembers_since_when(
    store: Store, clock: HandClock, first: Notification
) -> None:
    claimed_at = clock()
    async with store.transaction() as tx:
        for state in (DeliveryState.PLANNED, DeliveryState.SENDING):
            assert await OUTBOX.claim(tx, first, HERE, claimed_at)
            await OUTBOX.record(tx, first, NextState(state, clock()))
            message = await OUTBOX.message(tx, first.id)
            assert message is not None
            since = claimed_at if state is DeliveryState.SENDING else None
            assert (message.state, message.unknown_since, message.attempts) == (state, since, 1)
        assert await OUTBOX.claim(tx, message, HERE, clock.forward(hours=1))
        await OUTBOX.record(tx, message, NextState(message.state, clock()))
        message = await OUTBOX.message(tx, first.id)
        assert message is not None
        assert (message.state, message.unknown_since, message.attempts) == (state, claimed_at, 2)


async def test_without_the_lease_or_with_more_in_it_by_now_nothing_is_claimed(
    store: Store, clock: HandClock, first: Notification
) -> None:
    async with store.transaction() as tx:
        assert not await OUTBOX.claim(tx, first, HERE - 1, clock())
        later = WEDNESDAY + 5 * DAY
        await notifications.replan(tx, first, later, CONTENT, clock(), on_hold=False)
        assert not await OUTBOX.claim(tx, first, HERE, clock())


async def test_what_is_held_is_ready_once_it_is_hastened(
    store: Store, clock: HandClock, first: Notification
) -> None:
    async with store.transaction() as tx:
        assert await OUTBOX.hasten(tx, [2], clock()) == 1
        assert await OUTBOX.ready(tx, clock(), 10) == [1, 2]
        assert await OUTBOX.ready(tx, clock(), 10, busy=[1]) == [2]
        assert await OUTBOX.ready(tx, clock(), 10, only=[1]) == [1]
