"""The one rule for what becomes of a message after an attempt, be it a channel's or a person's. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from bot.delivery.backoff import wait_seconds
from bot.delivery.outcomes import Closed, Later, Outcome, Posted, Refused, Rejected, Unconfirmed
from bot.models import DeliveryState, NextState, OutboxMessage
from bot.settings import DeliverySettings

FEWEST_ATTEMPTS = 10  # before a message is given up, even if a jumping clock says that it is old


def next_state(
    message: OutboxMessage, outcome: Outcome, now: datetime, settings: DeliverySettings
) -> NextState:
    """What the outcome of an attempt makes of a message, which is the row as it was before it; `now` is the
    time after (UTC). A known outcome leaves the state before it, so that an earlier unknown one stays so.
    """
    match outcome:
        case Posted(message_id):
            return NextState(DeliveryState.POSTED, message_id=message_id, posted_at=now)
        case Refused(reason):
            return NextState(DeliveryState.FAILED, reason=reason)
        case Unconfirmed(reason):
            return NextState(DeliveryState.UNCONFIRMED, reason=reason)
        case Closed(reason):
            return NextState(message.state, outcome.until, reason)
        case Rejected(reason):
            return NextState(message.state, now, reason)
        case Later():
            return _after_trouble(message, outcome, now, settings)


def _after_trouble(
    message: OutboxMessage, later: Later, now: datetime, settings: DeliverySettings
) -> NextState:
    state = DeliveryState.SENDING if later.unknown else message.state
    attempts = message.attempts + 1
    is_old = now - message.planned_at > timedelta(hours=settings.retry_hours)
    if is_old and attempts >= FEWEST_ATTEMPTS:
        may_be_there = state is DeliveryState.SENDING
        end = DeliveryState.UNCONFIRMED if may_be_there else DeliveryState.FAILED
        return NextState(end, reason=later.reason)
    # The jitter is the message's own: what failed together is not tried again together.
    jitter = Random(f"{message.id} {attempts}")
    seconds = max(wait_seconds(attempts, settings.first_retry_seconds, jitter), later.seconds)
    return NextState(state, now + timedelta(seconds=seconds), later.reason)
