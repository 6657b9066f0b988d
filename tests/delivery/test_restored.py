"""Delivering from a restored store, of which Discord knows more."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from discord.utils import time_snowflake

from bot.delivery.own_messages import Shown, UnreadableError, id_of
from bot.models import DeliveryState
from bot.rendering.footer_id import FooterMark
from bot.store import deliveries, restorations
from tests.delivery.conftest import Morning
from tests.delivery.test_edits import written
from tests.factories import WEDNESDAY, at

POSTED, UNCONFIRMED = DeliveryState.POSTED, DeliveryState.UNCONFIRMED


async def forget_posting(morning: Morning) -> None:
    """The store is again as before the posts, and knows that it was restored."""
    async with morning.store.transaction() as tx:
        await deliveries.outbox.change(
            tx, deliveries.outbox.table.c.id > 0, state="planned", posted_at=None, message_id=None,
            unknown_since=None, attempts=0, next_attempt_at=morning.clock(),
        )  # fmt: skip
        await restorations.begin(tx, morning.clock() - timedelta(hours=2), morning.clock())


async def test_what_was_posted_since_the_backup_is_found_by_its_mark(morning: Morning) -> None:
    await morning.planned(100, 200)
    await morning.run()
    ids = [row.message_id for row in await morning.rows()]
    await forget_posting(morning)
    morning.sender.forget_nonces()
    await morning.run()
    assert [row.message_id for row in await morning.rows()] == ids
    assert morning.sender.parts(100) == morning.sender.parts(200) == [1, 2, 3]


async def test_where_the_history_cannot_be_read_nothing_is_repeated(morning: Morning) -> None:
    await morning.planned(100)
    await morning.run()
    await forget_posting(morning)
    morning.sender.forget_nonces()
    morning.sender.unreadable.add(100)
    await morning.run()
    assert await morning.states() == [UNCONFIRMED] * 3
    assert morning.sender.parts(100) == [1, 2, 3]


@pytest.mark.parametrize(
    ("ahead", "back"),
    [
        (timedelta(hours=1), timedelta(hours=1)),
        (-timedelta(hours=1), timedelta()),
        (timedelta(minutes=9), timedelta()),  # for which a history is searched anyway
        (timedelta(days=40), timedelta()),  # which is no clock's error
    ],
)
async def test_a_backup_by_a_clock_that_ran_ahead_is_older_than_it_says(
    morning: Morning, ahead: timedelta, back: timedelta
) -> None:
    await morning.planned(100)
    await morning.run()
    made_at = morning.clock() - ahead
    message_id = time_snowflake(made_at)
    await morning.alter("UPDATE deliveries SET message_id = :message_id", message_id=message_id)
    async with morning.store.transaction() as tx:
        restoration = await restorations.begin(tx, morning.clock(), morning.clock() + timedelta(minutes=5))
    assert restoration.taken_at == morning.clock() - back


async def test_days_after_the_restore_are_not_looked_for(morning: Morning) -> None:
    async with morning.store.transaction() as tx:
        await restorations.begin(tx, at("2024-03-30 12:00"), at("2024-04-02 12:00"))
    await morning.planned(100)
    await morning.run()
    assert morning.sender.finds == 0
    assert await morning.states() == [POSTED] * 3


def mark(part: int, parts: int) -> FooterMark:
    return FooterMark(7, WEDNESDAY, part, parts, partial=False)


@pytest.mark.parametrize(
    ("sought", "there", "message_id"),
    [
        (mark(2, 2), {mark(1, 2): 1, mark(2, 2): 2}, 2),
        (mark(2, 2), {mark(1, 2): 1}, None),
        (mark(1, 2), {}, None),
        (mark(1, 3), {mark(1, 2): 1, mark(2, 2): 2}, 1),
        (mark(3, 3), {mark(1, 2): 1, mark(2, 2): 2}, 2),
        (mark(2, 2), {mark(1, 3): 1, mark(2, 3): 2, mark(3, 3): 3}, 2),
        (mark(1, 2), {mark(1, 3): 1}, 1),
    ],
)
def test_a_post_that_was_divided_otherwise_is_taken_as_it_is(
    sought: FooterMark, there: dict[FooterMark, int], message_id: int | None
) -> None:
    assert id_of(sought, there) == message_id


@pytest.mark.parametrize(
    ("sought", "there"), [(mark(2, 2), {mark(1, 3): 1, mark(2, 3): 2}), (mark(2, 3), {mark(1, 2): 1})]
)
def test_what_is_missing_of_another_division_is_not_guessed(
    sought: FooterMark, there: dict[FooterMark, int]
) -> None:
    with pytest.raises(UnreadableError):
        id_of(sought, there)


TITLES = tuple(f"2404.{n:05}" for n in range(1, 4))


@pytest.mark.parametrize(
    ("post", "edits"),
    [
        (Shown(TITLES, None), 1),
        (Shown(TITLES, at("2024-04-03 22:00")), 1),
        (Shown(TITLES, at("2024-04-04 00:00")), 0),
        (Shown(TITLES[:2], None), 0),
    ],
)
async def test_late_bullets_leave_alone_what_was_edited_or_composed_otherwise_since_the_backup(
    morning: Morning, post: Shown, edits: int
) -> None:
    await morning.planned(100, papers=3, edit_late=True)
    await morning.run()
    (row,) = await morning.rows()
    morning.sender.shows[row.message_id or 0] = post
    async with morning.store.transaction() as tx:
        await restorations.begin(tx, at("2024-04-03 23:30"), morning.clock())
    await written(morning, 1)
    for _ in range(2):
        await morning.edit()
    assert len(morning.sender.edited) == edits


def test_a_weekly_post_is_another_one_than_that_of_its_last_day() -> None:
    assert mark(1, 2).is_of_same_post(mark(2, 3))
    assert not mark(1, 1).is_of_same_post(replace(mark(1, 1), weekly=True))
    assert not mark(1, 1).is_of_same_post(replace(mark(1, 1), partial=True))
