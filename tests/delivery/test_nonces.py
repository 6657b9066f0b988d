"""A nonce names one message, within Discord's 25 characters."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.nonces import nonce
from bot.models import Delivery, DeliveryState
from tests.factories import WEDNESDAY, at

Message = tuple[int, date, int, bool, int]
messages = st.tuples(
    st.integers(1, 2**64 - 1),
    st.dates(date(2023, 5, 4), date(2099, 12, 31)),
    st.integers(1, 100),
    st.booleans(),
    st.integers(1, 36**4 - 1),
)


def named(message: Message) -> str:
    channel_id, day, part, partial, subscription_id = message
    delivery = Delivery(
        id=1,
        subscription_id=subscription_id,
        day=day,
        partial=partial,
        part=part,
        parts=100,
        digest_id=1,
        state=DeliveryState.PLANNED,
        attempts=0,
        planned_at=at("2024-04-04 00:00"),
        next_attempt_at=None,
        unknown_since=None,
        posted_at=None,
        message_id=None,
        reason=None,
    )
    return nonce(channel_id, delivery)


@given(messages)
def test_a_nonce_is_short_enough_for_discord(message: Message) -> None:
    assert 1 <= len(named(message)) <= 25


@given(messages, messages)
def test_two_messages_never_share_a_nonce_and_one_keeps_its_own(first: Message, second: Message) -> None:
    assert (named(first) == named(second)) == (first == second)


def test_two_subscriptions_of_a_channel_never_share_a_nonce() -> None:
    part = (2**63, WEDNESDAY, 1, False)
    assert named((*part, 7)) != named((*part, 8))
