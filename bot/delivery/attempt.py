"""One attempt at one message, whether it goes to a channel or to a person: look for it, send it, judge.

These are the steps on which “exactly once” rests, so they stand here alone.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from bot.delivery.outcomes import Later, Outcome, Posted, Refused, Unconfirmed, judge
from bot.delivery.own_messages import UnreadableError
from bot.errors import PaperboyError, StoreError
from bot.store import Transaction, leases
from bot.texts.foreign import words

T = TypeVar("T")

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Unsent:
    """The message can be sent without being there twice, as long as `is_safe`."""

    is_safe: Callable[[], bool] = lambda: True


async def look(
    find: Callable[[], Awaitable[int | None]], is_recognised: Callable[[], bool]
) -> Outcome | Unsent:
    """What became of an earlier attempt; Unsent if the message is not there.

    Where the history cannot be read, a message may be repeated as long as Discord itself recognises it by
    its nonce: it returns the earlier one.
    """
    try:
        message_id = await find()
    except UnreadableError as error:
        return Unsent(is_recognised) if is_recognised() else Unconfirmed(words(error))
    except Exception as error:
        outcome = judge(error)
        # The question was refused, and says nothing of the message that was sent before.
        return Later(outcome.reason, unknown=True) if isinstance(outcome, Refused) else outcome
    return Unsent() if message_id is None else Posted(message_id)


async def send(
    lay_out: Callable[[], Awaitable[T]], post: Callable[[T], Awaitable[int]], name: str
) -> Outcome:
    """Lay a message out, post it, and judge what came of it; what nobody expected is logged under `name`."""
    try:
        message = await lay_out()
    except PaperboyError as error:
        return Later(words(error), unknown=False)
    except Exception as error:
        log.exception("%s cannot be laid out", name)
        return Refused(f"cannot be laid out: {type(error).__name__}")
    try:
        return Posted(await post(message))
    except PaperboyError as error:
        return Later(words(error), unknown=False)
    except Exception as error:
        outcome = judge(error)
        if isinstance(outcome, Later) and outcome.reason.startswith("unexpected"):
            log.exception("%s", name)
        return outcome


async def require_lease(tx: Transaction, fence: int) -> None:
    """StoreError if another process delivers since then."""
    if not await leases.is_current(tx, fence):
        raise StoreError("store-lease-lost")
