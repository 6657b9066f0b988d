"""Who lost the lease begins nothing any more, and says nothing of what is the next one's by now."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from bot.delivery.edits import Editor
from bot.delivery.lease import Lease
from bot.delivery.notifications import NotificationDeliverer
from bot.delivery.pacer import Pacer
from bot.delivery.worker import Deliverer
from bot.digests.edits import plan_edits
from bot.errors import StoreError
from bot.models import DeliveryState, NextState
from bot.models.notifications import NotificationContent
from bot.rendering.digest_message import Message
from bot.rendering.footer_id import FooterMark
from bot.store import deliveries, leases, notifications, people
from tests.delivery.conftest import Morning
from tests.delivery.errors import answered
from tests.delivery.scripted import ScriptedSender
from tests.factories import WEDNESDAY
from tests.support.sending_lease import seize

PLANNED, SENDING, POSTED = DeliveryState.PLANNED, DeliveryState.SENDING, DeliveryState.POSTED
LATER = timedelta(days=1)
THERE = NextState(POSTED, message_id=4711)


class Lost(Lease):
    """A lease that is held for so many questions."""

    questions = 0

    def may_send(self, fence: int | None = None) -> bool:
        self.questions -= 1
        return self.questions >= 0 and super().may_send(fence)


async def lost(morning: Morning, questions: int) -> Lost:
    lease = Lost(morning.store, morning.clock, LATER.total_seconds(), holder="here")
    lease.questions = questions
    await seize(lease, morning.store, morning.clock)
    return lease


class Overtaken(ScriptedSender):
    """While it posts, somebody else takes over and does the same; then the connection breaks."""

    take_over: Callable[[], Awaitable[None]]

    async def post(self, channel_id: int, message: Message, mark: FooterMark, nonce: str) -> int:
        await self.take_over()
        raise answered(400)


async def deliverer(morning: Morning, questions: int) -> Deliverer:
    return Deliverer(morning.dispatcher_under(await lost(morning, questions)), morning.sender)


async def notification_deliverer(morning: Morning, questions: int) -> NotificationDeliverer:
    dispatcher = morning.dispatcher_under(await lost(morning, questions))
    return NotificationDeliverer(dispatcher, morning.sender, gentle=Pacer(1e6))


async def written(morning: Morning) -> None:
    async with morning.store.transaction() as tx:
        await leases.hold(tx, "here", morning.clock(), LATER)
        await people.meet(tx, 1, "en", morning.clock() + LATER)
        await notifications.plan(
            tx, 1, WEDNESDAY, NotificationContent(language="en", groups=()), morning.clock(), on_hold=False
        )


async def notification_state(morning: Morning) -> DeliveryState | None:
    async with morning.store.reading() as view:
        notification = await notifications.of_user(view, 1, 1)
    return notification and notification.state


@pytest.mark.parametrize("questions", [0, 1, 2, 3])
async def test_no_message_is_begun_whenever_the_lease_runs_out(morning: Morning, questions: int) -> None:
    await morning.planned(100)
    await (await deliverer(morning, questions)).deliver_ready()
    assert morning.sender.posted == []


async def test_between_two_messages_of_a_channel_it_stops(morning: Morning) -> None:
    await morning.planned(100)
    await (await deliverer(morning, 4)).deliver_ready()
    assert await morning.states() == [POSTED, PLANNED, PLANNED]


async def test_what_was_claimed_and_not_sent_is_looked_for_and_sent_by_the_next_one(morning: Morning) -> None:
    await morning.planned(100)
    await (await deliverer(morning, 3)).deliver_ready()
    assert await morning.states() == [SENDING, PLANNED, PLANNED]
    await morning.run()
    assert morning.sender.finds == 1
    assert morning.sender.parts(100) == [1, 2, 3]


async def test_a_failure_that_is_known_after_the_next_one_has_posted_takes_nothing_back(
    morning: Morning,
) -> None:
    await morning.planned(100)

    async def take_over() -> None:
        async with morning.store.transaction() as tx:
            await leases.hold(tx, "there", morning.clock(), LATER)
            await deliveries.outbox.record(tx, (await morning.rows())[0], THERE)

    overtaken = morning.sender = Overtaken()
    overtaken.take_over = take_over
    with pytest.raises(StoreError, match="taken over"):
        await (await deliverer(morning, 100)).deliver_ready()
    (first, *_) = await morning.rows()
    assert (first.state, first.message_id) == (POSTED, 4711)


@pytest.mark.parametrize("questions", [0, 1, 2])
async def test_no_notification_is_begun_whenever_the_lease_runs_out(morning: Morning, questions: int) -> None:
    await written(morning)
    await (await notification_deliverer(morning, questions)).deliver_ready()
    assert morning.sender.posted == []


async def test_a_notification_s_failure_known_after_the_next_one_has_posted_takes_nothing_back(
    morning: Morning,
) -> None:
    await written(morning)

    async def take_over() -> None:
        async with morning.store.transaction() as tx:
            await leases.hold(tx, "there", morning.clock(), LATER)
            notification = await notifications.of_user(tx, 1, 1)
            assert notification is not None
            await notifications.outbox.record(tx, notification, THERE)

    overtaken = morning.sender = Overtaken()
    overtaken.take_over = take_over
    await (await notification_deliverer(morning, 3)).deliver_ready()
    assert await notification_state(morning) is POSTED


async def test_no_post_is_edited_without_the_lease(morning: Morning) -> None:
    await morning.planned(100)
    await morning.run()
    await morning.voted(50)
    morning.clock.forward(hours=6)
    await plan_edits(morning.store, morning.settings.delivery, morning.clock())
    for questions, edits in ((0, 0), (3, 0), (99, 3)):
        editor = Editor(morning.dispatcher_under(await lost(morning, questions)), morning.sender)
        await editor.deliver_ready()
        assert len(morning.sender.edited) == edits
