"""Exactly once, in order, whatever happens between claim and record."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from bot.errors import DiscordError, StoreError
from bot.models import DeliveryState
from bot.settings import DeliverySettings
from bot.store import Store, deliveries, guilds, leases
from tests.conftest import HandClock
from tests.delivery.conftest import Morning
from tests.delivery.errors import answered, no_such_host

POSTED, PLANNED = DeliveryState.POSTED, DeliveryState.PLANNED
SENDING, FAILED, UNCONFIRMED = DeliveryState.SENDING, DeliveryState.FAILED, DeliveryState.UNCONFIRMED


class KilledError(BaseException):
    """The process dies here: nobody catches it, nothing is recorded."""


async def test_every_channel_gets_every_part_in_order(morning: Morning) -> None:
    await morning.planned(100, 101, 102)
    await morning.run()
    assert [morning.sender.parts(channel_id) for channel_id in (100, 101, 102)] == [[1, 2, 3]] * 3
    assert await morning.states() == [POSTED] * 3


async def test_a_second_start_sends_nothing(morning: Morning) -> None:
    await morning.planned(100)
    await morning.run()
    await morning.run()
    assert morning.sender.parts(100) == [1, 2, 3]


@pytest.mark.parametrize("part", [1, 2, 3])
@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("minutes", [0, 60])
async def test_a_process_that_dies_while_sending_is_completed_not_repeated(
    morning: Morning, clock: HandClock, part: int, moment: str, minutes: int
) -> None:
    """After an hour Discord has forgotten the nonces, and the history tells."""
    await morning.planned(100)
    troubles: dict[int, list[Any]] = getattr(morning.sender, moment)
    troubles[100] = [None] * (part - 1) + [KilledError()]
    with pytest.raises(KilledError):
        await morning.run()
    assert (await morning.states())[part - 1] == SENDING
    if minutes:
        morning.sender.forget_nonces()
    clock.forward(minutes=minutes)
    await morning.run()
    assert morning.sender.parts(100) == [1, 2, 3]
    assert await morning.states() == [POSTED] * 3


async def test_an_unreadable_history_within_the_nonce_window_is_sent_again_under_the_same_nonce(
    morning: Morning, clock: HandClock
) -> None:
    await morning.planned(100)
    morning.sender.unreadable.add(100)
    morning.sender.after[100] = [aiohttp.ServerDisconnectedError()]
    await morning.run()
    clock.forward(seconds=10)
    await morning.run()
    assert morning.sender.parts(100) == [1, 2, 3]
    assert await morning.states() == [POSTED] * 3


async def test_an_unreadable_history_later_on_is_left_unconfirmed_and_the_rest_is_sent(
    morning: Morning, clock: HandClock
) -> None:
    await morning.planned(100)
    morning.sender.unreadable.add(100)
    morning.sender.after[100] = [TimeoutError()]
    await morning.run()
    morning.sender.forget_nonces()
    clock.forward(hours=1)
    await morning.run()
    assert morning.sender.parts(100) == [1, 2, 3]
    assert await morning.states() == [UNCONFIRMED, POSTED, POSTED]


@pytest.mark.parametrize(
    "trouble",
    [
        answered(503),
        answered(500),
        ConnectionResetError(104, "Connection reset by peer"),
        TimeoutError(),
        no_such_host(),
        answered(429, Via="1.1 google"),
    ],
    ids=["503", "500", "reset", "timeout", "dns", "429"],
)
async def test_a_passing_trouble_is_retried_later(
    morning: Morning, clock: HandClock, trouble: Exception
) -> None:
    await morning.planned(100)
    morning.sender.before[100] = [trouble]
    await morning.run()
    assert morning.sender.parts(100) == []
    await morning.run()
    assert morning.sender.parts(100) == [], "not before its time"
    clock.forward(minutes=1)
    await morning.run()
    assert morning.sender.parts(100) == [1, 2, 3]


async def test_an_earlier_unknown_outcome_is_not_forgotten_over_a_later_known_failure(
    morning: Morning, clock: HandClock
) -> None:
    await morning.planned(100)
    morning.sender.after[100] = [aiohttp.ServerDisconnectedError()]
    await morning.run()
    morning.sender.forget_nonces()
    clock.forward(minutes=1)
    morning.sender.before[100] = [no_such_host()]
    await morning.run()
    clock.forward(minutes=5)
    await morning.run()
    assert morning.sender.parts(100) == [1, 2, 3]


@pytest.mark.parametrize("looks_fail", [False, True])
async def test_a_discord_that_is_down_for_a_day_is_given_up_and_says_why(
    morning: Morning, clock: HandClock, looks_fail: bool
) -> None:
    await morning.planned(100)
    morning.sender.before[100] = [answered(503, message="upstream") for _ in range(500)]
    morning.sender.sought[100] = [answered(503, message="upstream") for _ in range(500 * looks_fail)]
    for _ in range(120):
        await morning.run()
        clock.forward(minutes=15)
    row, *_ = await morning.rows()
    assert row.state == UNCONFIRMED
    assert "503" in (row.reason or "")


async def test_where_looking_fails_it_waits_ever_longer(morning: Morning, clock: HandClock) -> None:
    await morning.planned(100)
    morning.sender.after[100] = [answered(503)]
    morning.sender.sought[100] = [answered(503) for _ in range(60)]
    for _ in range(60):
        await morning.run()
        clock.forward(minutes=1)
    assert morning.sender.finds < 20


async def test_a_channel_without_permission_is_paused_with_the_reason_and_tried_at_its_next_due_time(
    morning: Morning, clock: HandClock
) -> None:
    await morning.planned(100)
    morning.sender.before[100] = [answered(403, 50001, "Missing Access")]
    await morning.run()
    paused = await morning.subscription()
    assert "50001 Missing Access" in (paused.paused_reason or "")
    clock.forward(hours=23)
    await morning.run()
    assert morning.sender.parts(100) == []
    clock.forward(hours=1)
    await morning.run()
    assert morning.sender.parts(100) == [1, 2, 3]
    assert (await morning.subscription()).paused_at is None


async def test_a_paused_channel_is_left_alone_after_two_weeks(morning: Morning, clock: HandClock) -> None:
    await morning.planned(100)
    morning.sender.before[100] = [answered(404, 10003, "Unknown Channel") for _ in range(50)]
    for _ in range(20):
        await morning.run()
        clock.forward(days=1)
    tries = 50 - len(morning.sender.before[100])
    await morning.run()
    assert 50 - len(morning.sender.before[100]) == tries


async def test_a_refused_message_fails_in_discords_words_and_is_not_sent_again(
    morning: Morning, clock: HandClock
) -> None:
    await morning.planned(100)
    morning.sender.before[100] = [answered(400, 50035, "Invalid Form Body")]
    await morning.run()
    clock.forward(days=1)
    await morning.run()
    assert await morning.states() == [FAILED, POSTED, POSTED]
    assert "Invalid Form Body" in ((await morning.rows())[0].reason or "")
    assert morning.sender.parts(100) == [2, 3]


async def test_one_channels_trouble_does_not_delay_the_others(morning: Morning) -> None:
    await morning.planned(100, 101, 102)
    morning.sender.before[101] = [answered(503)]
    await morning.run()
    assert morning.sender.parts(100) == morning.sender.parts(102) == [1, 2, 3]


async def test_a_rejected_token_stops_the_delivery_and_loses_nothing(
    morning: Morning, clock: HandClock
) -> None:
    await morning.planned(100)
    morning.sender.before[100] = [answered(401, 0, "401: Unauthorized")]
    with pytest.raises(DiscordError, match="rejects the bot's token"):
        await morning.run()
    assert await morning.states() == [PLANNED] * 3


async def test_without_the_lease_nothing_is_sent(morning: Morning, clock: HandClock) -> None:
    await morning.planned(100)
    deliverer = await morning.deliverer()
    async with morning.store.transaction() as tx:
        await leases.hold(tx, "somebody else", clock(), timedelta(days=1))
    with pytest.raises(StoreError, match="taken over"):
        await deliverer.deliver_ready()
    assert morning.sender.posted == []


async def test_two_at_once_send_each_part_once(morning: Morning) -> None:
    await morning.planned(*range(100, 120))
    first, second = await morning.deliverer(), await morning.deliverer()
    await asyncio.gather(first.deliver_ready(), second.deliver_ready())
    assert len(set(morning.sender.posted)) == 60
    assert len(morning.sender.posted) == 60


async def test_stopping_finishes_the_message_in_hand_and_starts_no_other(morning: Morning) -> None:
    await morning.planned(100)
    deliverer = await morning.deliverer()
    stopping: list[asyncio.Task[None]] = []
    morning.sender.on_post = lambda: stopping.append(asyncio.create_task(deliverer.stop(10)))
    await deliverer.deliver_ready()
    await asyncio.gather(*stopping)
    assert await morning.states() == [POSTED, PLANNED, PLANNED]


async def test_a_channel_removed_while_it_waits_gets_nothing(morning: Morning, clock: HandClock) -> None:
    await morning.planned(100)
    async with morning.store.transaction() as tx:
        await deliveries.abandon(tx, (await morning.subscription()).id, "removed")
    await morning.run()
    assert morning.sender.posted == []


async def test_ten_channels_at_a_time_serve_a_hundred(morning: Morning) -> None:
    narrow = DeliverySettings(workers=10)
    morning.settings = morning.settings.model_copy(update={"delivery": narrow})
    for first in range(1, 101, 20):
        await morning.planned(*range(first, first + 20), guild_id=first)
    await morning.run()
    assert len(morning.sender.posted) == 300


async def test_a_digest_that_cannot_be_laid_out_is_refused_alone(morning: Morning) -> None:
    await morning.planned(100, 101)
    await morning.alter("UPDATE deliveries SET digest_id = NULL WHERE subscription_id = 1 AND part = 2")
    await morning.run()
    assert (morning.sender.parts(100), morning.sender.parts(101)) == ([1, 3], [1, 2, 3])
    assert await morning.states() == [POSTED, FAILED, POSTED]
    assert (await morning.rows())[1].reason == "cannot be laid out: ValueError"


async def test_a_channel_whose_rows_cannot_be_read_is_set_aside_and_the_others_are_served(
    morning: Morning, clock: HandClock
) -> None:
    await morning.planned(100, 101, 102)
    await morning.alter("UPDATE deliveries SET layout = 'never' WHERE subscription_id = 1 AND part = 1")
    await morning.run()
    assert [morning.sender.parts(channel_id) for channel_id in (100, 101, 102)] == [[], [1, 2, 3], [1, 2, 3]]
    await morning.alter("UPDATE deliveries SET layout = 'full' WHERE layout = 'never'")
    clock.forward(minutes=10)
    await morning.run()
    assert morning.sender.parts(100) == [1, 2, 3]


async def test_a_long_reason_is_one_line_when_it_is_stored_and_when_an_old_one_is_read(
    morning: Morning,
) -> None:
    await morning.planned(100)
    morning.sender.before[100] = [answered(403, 50001, "no\naccess " * 500)]
    await morning.run()
    assert len((await morning.subscription()).paused_reason or "") <= 300
    await morning.alter("UPDATE subscriptions SET paused_reason = :reason", reason="old\nwords " * 500)
    reason = (await morning.subscription()).paused_reason or ""
    assert reason.startswith("old words old words")
    assert len(reason) <= 300


async def test_nothing_is_sent_to_a_server_that_was_left_until_it_comes_back(
    morning: Morning, store: Store, clock: HandClock
) -> None:
    await morning.planned(100, guild_id=7)
    async with store.transaction() as tx:
        await guilds.leave(tx, 7, clock())
    await morning.run()
    assert await morning.states() == [DeliveryState.PLANNED] * 3
    async with store.transaction() as tx:
        await guilds.enter(tx, 7)
    await morning.run()
    assert await morning.states() == [DeliveryState.POSTED] * 3
