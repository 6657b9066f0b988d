"""One attempt at one message, whether it goes to a channel or to a person: look for it, send it, judge.

These are the steps on which “exactly once” rests, so they stand here alone.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.delivery.outcomes import Later, Outcome, Posted, Unconfirmed, judge
from bot.delivery.sender import UnreadableError
from bot.errors import StoreError
from bot.store import Reading, leases

log = logging.getLogger(__name__)


async def look(find: Callable[[], Awaitable[int | None]], is_fresh: Callable[[], bool]) -> Outcome | None:
    """What became of an earlier attempt; None if the message is not there, so that it is to be sent.

    Where the history cannot be read, a fresh attempt may be repeated: Discord itself still knows the nonce,
    and returns the earlier message.
    """
    try:
        found = await find()
    except UnreadableError as error:
        return None if is_fresh() else Unconfirmed(str(error))
    except Exception as error:
        return judge(error)
    return None if found is None else Posted(found)


async def send(post: Callable[[], Awaitable[int]], name: str) -> Outcome:
    """Post, and judge what came of it; what nobody expected is logged whole under `name`."""
    try:
        return Posted(await post())
    except Exception as error:
        outcome = judge(error)
        if isinstance(outcome, Later) and outcome.reason.startswith("unexpected"):
            log.exception("%s", name)
        return outcome


async def require_lease(view: Reading, holder: str, now: datetime) -> None:
    """StoreError if another process delivers by now."""
    if await leases.holder(view, now) != holder:
        raise StoreError("store-lease-lost")
