"""Notifications on their way: one at a time, after the digests, held when nobody takes them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

import aiohttp
import pytest

from bot.delivery.dispatcher import Dispatcher
from bot.delivery.notifications import NotificationDeliverer
from bot.delivery.pacer import Pacer
from bot.models import DeliveryState, Person
from bot.models.notifications import (
    Notification,
    NotificationContent,
    NotificationGroup,
    NotificationPaper,
    Passage,
)
from bot.privacy import Privacy
from bot.settings import Settings
from bot.store import Store, notifications, people
from tests.conftest import HandClock
from tests.delivery.conftest import Morning
from tests.delivery.errors import PAGE, answered, answered_with, no_such_host
from tests.delivery.scripted import ScriptedSender
from tests.factories import WEDNESDAY
from tests.support.sending_lease import held_lease
from tests.support.spoiling import spoil

PAPER = NotificationPaper(
    paper_id="2404.00001", votes=7, title=Passage(text="RAG", spans=((0, 3),)), bullet=Passage(text="New.")
)
OTHER = PAPER.model_copy(update={"paper_id": "2404.00002", "title": Passage(text="LoRA")})
CONTENT = NotificationContent(
    language="en", groups=(NotificationGroup(alert_id=1, keyword="RAG", papers=(PAPER,)),)
)
MORE = NotificationContent(
    language="en", groups=(NotificationGroup(alert_id=1, keyword="RAG", papers=(PAPER, OTHER)),)
)
THURSDAY = WEDNESDAY + timedelta(days=1)


@dataclass
class Post:
    """Each `run` is a process of its own: only the store and Discord remember."""

    store: Store
    clock: HandClock
    sender: ScriptedSender = field(default_factory=ScriptedSender)

    async def written(self, *user_ids: int) -> None:
        async with self.store.transaction() as tx:
            for user_id in user_ids:
                await people.meet(tx, user_id, "en", self.clock() + timedelta(days=1))
                await notifications.plan(tx, user_id, WEDNESDAY, CONTENT, self.clock(), on_hold=False)

    async def run(self, gentle: Pacer | None = None) -> None:
        lease = await held_lease(self.store, self.clock)
        deliverer = NotificationDeliverer(
            Dispatcher(self.store, Pacer(1e6), Settings().delivery, lease=lease, clock=self.clock),
            self.sender,
            gentle=gentle or Pacer(1e6),
        )
        await deliverer.deliver_ready()

    async def notification(self, user_id: int = 1) -> Notification:
        async with self.store.reading() as view:
            notification = await notifications.of_user(view, user_id, user_id)
        assert notification is not None
        return notification

    async def person(self, user_id: int = 1) -> Person:
        async with self.store.reading() as view:
            person = await people.person(view, user_id)
        assert person is not None
        return person

    async def alter(self, statement: str, **values: object) -> None:
        await spoil(self.store, statement, **values)

    async def query(self, statement: str) -> list[tuple[object, ...]]:
        async with self.store.reading() as view:
            rows = await view.connection.exec_driver_sql(statement)
            return [tuple(row) for row in rows]

    @property
    def channels(self) -> list[int]:
        return [channel_id for channel_id, _ in self.sender.posted]


@pytest.fixture
def post(store: Store, clock: HandClock) -> Post:
    return Post(store, clock)


async def test_each_person_gets_one_and_the_channel_is_remembered(post: Post) -> None:
    await post.written(1, 2)
    await post.run()
    await post.run()
    assert post.channels == [1001, 1002]
    assert (await post.notification()).state is DeliveryState.POSTED
    assert (await post.person()).channel_id == 1001
    assert post.sender.opened == [1, 2]


async def test_digests_go_first(post: Post) -> None:
    morning = Morning(post.store, post.clock, ScriptedSender())
    await morning.planned(100)
    await post.written(1)
    await post.run()
    assert post.channels == []
    await morning.run()
    await post.run()
    assert post.channels == [1001]


async def test_closed_dms_hold_the_notification_and_nothing_is_lost(post: Post) -> None:
    await post.written(1, 2)
    post.sender.before[1001] = [answered(403, 50007)]
    await post.run()
    assert post.channels == [1002]
    notification, person = await post.notification(), await post.person()
    assert (notification.state, notification.next_attempt_at) == (DeliveryState.PLANNED, None)
    assert person.closed_since == post.clock()
    assert person.unreachable_since is None
    await post.run()
    assert post.channels == [1002]


async def test_opening_too_many_dms_slows_down_and_loses_nothing(post: Post) -> None:
    await post.written(1)
    post.sender.before[1001] = [answered(403, 40003)]
    await post.run()
    assert (await post.notification()).next_attempt_at == post.clock() + timedelta(minutes=10)
    assert (await post.person()).closed_since is None
    post.clock.forward(minutes=10)
    await post.run()
    assert post.channels == [1001]


async def test_a_refusal_that_is_not_about_the_person_closes_nobody(post: Post) -> None:
    await post.written(1)
    post.sender.before[1001] = [answered(403, 20026)]
    await post.run()
    assert (await post.notification()).next_attempt_at == post.clock() + timedelta(hours=1)
    assert (await post.person()).closed_since is None


async def test_a_retry_that_arrives_opens_the_person_again(post: Post) -> None:
    await post.written(1)
    post.sender.before[1001] = [answered(403, 50007)]
    await post.run()
    async with post.store.transaction() as tx:
        await notifications.outbox.hasten(tx, [1], post.clock())
    await post.run()
    assert post.channels == [1001]
    assert (await post.person()).closed_since is None


async def test_no_server_in_common_starts_thirty_days_after_which_all_is_erased(post: Post) -> None:
    await post.written(1, 2)
    post.sender.before[1001] = [answered(403, 50278)]
    await post.run()
    assert (await post.person()).unreachable_since == post.clock()
    post.clock.forward(days=29)
    assert await Privacy(post.store, post.clock).erase_unreachable() == 0
    post.clock.forward(days=1)
    assert await Privacy(post.store, post.clock).erase_unreachable() == 1
    async with post.store.reading() as view:
        assert (await people.by_ids(view, [1, 2])).keys() == {2}
        assert await notifications.of_user(view, 1, 1) is None


async def test_a_lost_answer_is_looked_for_before_it_is_sent_again(post: Post) -> None:
    await post.written(1)
    post.sender.after[1001] = [aiohttp.ServerDisconnectedError()]
    await post.run()
    assert (await post.notification()).state is DeliveryState.SENDING
    post.sender.forget_nonces()
    post.clock.forward(minutes=1)
    await post.run()
    assert (await post.notification()).state is DeliveryState.POSTED
    assert post.channels == [1001]


async def test_a_lost_answer_that_nobody_could_look_for_is_given_up_as_unconfirmed(post: Post) -> None:
    await post.written(1)
    post.sender.after[1001] = [aiohttp.ServerDisconnectedError()]
    post.sender.sought[1001] = [no_such_host()] * 30
    for _ in range(30):
        await post.run()
        post.clock.forward(hours=1)
    assert (await post.notification()).state is DeliveryState.UNCONFIRMED
    assert post.channels == [1001]


async def test_an_attempt_that_came_to_nothing_is_repeated(post: Post) -> None:
    await post.written(1)
    post.sender.before[1001] = [aiohttp.ServerDisconnectedError()]
    await post.run()
    post.clock.forward(minutes=1)
    await post.run()
    assert post.channels == [1001]


async def test_somebody_erased_gets_nothing(post: Post) -> None:
    await post.written(1)
    await Privacy(post.store, post.clock).erase(1)
    await post.run()
    assert post.channels == []


async def test_without_the_lease_nothing_is_sent(post: Post) -> None:
    await post.written(1)
    lease = await held_lease(post.store, post.clock, "other")
    deliverer = NotificationDeliverer(
        Dispatcher(post.store, Pacer(1e6), Settings().delivery, lease=lease, clock=post.clock), post.sender
    )
    await held_lease(post.store, post.clock)
    with pytest.raises(Exception, match="taken over"):
        await deliverer.deliver_ready()
    assert post.channels == []


async def test_notifications_are_spread_over_the_minute(post: Post) -> None:
    await post.written(1, 2, 3)
    waits, now = list[float](), [0.0]

    async def sleep(seconds: float) -> None:
        waits.append(seconds)
        now[0] += seconds

    gentle = Pacer(30 / 60, clock=lambda: now[0], sleep=sleep)
    await post.run(gentle)
    assert len(post.channels) == 3
    assert sum(waits) == pytest.approx(4.0)


async def test_what_a_notification_takes_up_while_it_waits_for_its_turn_is_sent_with_it(post: Post) -> None:
    await post.written(1)
    now = [0.0]

    async def sleep(seconds: float) -> None:
        now[0] += seconds
        notification = await post.notification()
        if notification.day == WEDNESDAY:
            async with post.store.transaction() as tx:
                await notifications.replan(tx, notification, THURSDAY, MORE, post.clock(), on_hold=False)

    gentle = Pacer(1.0, clock=lambda: now[0], sleep=sleep)
    gentle.pause(1.0)
    await post.run(gentle)
    ((_, mark),) = post.sender.posted
    assert mark.day == THURSDAY
    assert "LoRA" in str(post.sender.messages[0].embeds[0].to_dict())
    assert (await post.notification()).state is DeliveryState.POSTED


@pytest.mark.parametrize(
    "trouble",
    [answered_with(403, PAGE), answered(403, 40333), answered_with(404, PAGE), answered_with(400, PAGE)],
    ids=["403 page", "403/40333", "404 page", "400 page"],
)
async def test_what_is_not_discords_word_closes_nobody_and_is_tried_again_soon(
    post: Post, trouble: Exception
) -> None:
    await post.written(1)
    post.sender.before[1001] = [trouble]
    await post.run()
    assert (await post.person()).closed_since is None
    post.clock.forward(minutes=1)
    await post.run()
    assert post.channels == [1001]


@pytest.mark.parametrize("code", [10003, 50001])
async def test_a_dm_that_is_gone_is_opened_anew(post: Post, code: int) -> None:
    await post.written(1)
    post.sender.before[1001] = [answered(404, code)]
    await post.run()
    assert (await post.person()).channel_id is None
    post.clock.forward(hours=1)
    await post.run()
    assert post.sender.opened == [1, 1]
    assert (await post.notification()).state is DeliveryState.POSTED


@pytest.mark.parametrize("poison", ["{", '{"language": "en", "groups": [7]}'])
async def test_a_notification_that_cannot_be_read_fails_alone(post: Post, poison: str) -> None:
    await post.written(1, 2, 3)
    await post.alter("UPDATE letters SET content = :poison WHERE user_id = 1", poison=poison)
    await post.run()
    assert post.channels == [1002, 1003]
    assert await post.query("SELECT state, reason FROM letters WHERE user_id = 1") == [
        ("failed", "unreadable: ValidationError")
    ]


async def test_a_notification_to_nobody_known_fails_alone(post: Post) -> None:
    await post.written(1, 2)
    await post.alter("DELETE FROM people WHERE user_id = 1")
    await post.run()
    assert post.channels == [1002]


async def test_two_to_one_person_go_out_in_order_and_the_second_waits_for_the_first(post: Post) -> None:
    await post.written(1)
    post.sender.after[1001] = [aiohttp.ServerDisconnectedError()]
    await post.run()
    async with post.store.transaction() as tx:
        await notifications.plan(tx, 1, THURSDAY, MORE, post.clock(), on_hold=False)
    post.sender.sought[1001] = [no_such_host()]
    await post.run()
    assert len(post.sender.posted) == 1
    post.clock.forward(minutes=1)
    await post.run()
    assert [mark.day for _, mark in post.sender.posted] == [WEDNESDAY, THURSDAY]
