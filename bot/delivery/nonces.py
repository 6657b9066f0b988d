"""The nonce by which Discord recognises a message that is sent twice."""

from __future__ import annotations

import string
from datetime import date

from bot.models import Delivery, WeekPost

_DIGITS = string.digits + string.ascii_lowercase


def nonce(channel_id: int, delivery: Delivery) -> str:
    """At most 25 characters, the same at every attempt.

    Made of the channel too, not of the subscription's number alone: Discord remembers nonces per author, and
    two databases may well run under one bot account. The number tells a channel's subscriptions apart.
    """
    kind = "p" if delivery.partial else "d"
    return _nonce(channel_id, kind, delivery.day, delivery.subscription_id, delivery.part)


def week_nonce(channel_id: int, post: WeekPost) -> str:
    """The same for a subscription's weekly post."""
    return _nonce(channel_id, "w", post.day, post.subscription_id, 1)


def notification_nonce(channel_id: int, day: date, *, is_rest: bool = False) -> str:
    """The same for a person's notification of a day, in the channel of their direct messages; another one for
    what is left of it after a restore.
    """
    return f"{_base36(channel_id)}a{_base36(day.toordinal())}{'r' if is_rest else ''}"


def _nonce(channel_id: int, kind: str, day: date, subscription_id: int, part: int) -> str:
    subscription = _base36(subscription_id)[-4:].zfill(4)
    return f"{_base36(channel_id)}{kind}{_base36(day.toordinal())}{subscription}.{_base36(part)}"


def _base36(number: int) -> str:
    digits = ""
    while True:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
        if not number:
            return digits
