"""What goes wrong at Discord in every round."""

from __future__ import annotations

from tests.support.local_discord import LocalDiscord

LATENCY, JITTER = 0.03, 0.02
OFTEN = 0.03  # of each fault
FORGETFUL_SECONDS = 3.0  # how long Discord knows a nonce in forgetful rounds


# What the bot has Discord make, of which an answer may be lost.
MAKING = ("message_create", "message_edit", "dm_open", "thread_start", "forum_post", "publish")
TOO_MANY_EDITS = {"code": 30046, "message": "Maximum number of edits to old messages", "retry_after": 1.5}
LOOKING = ("history", "threads", "message_get")


def make_trouble(local: LocalDiscord, *, forgetful: bool) -> None:
    """Make Discord slow, let it fail before and after the effect, and cut connections."""
    local.trouble.set_latency(LATENCY, JITTER)
    for moment in ("before", "after"):
        for status in (500, 503):
            local.trouble.add_fault("status", moment, status=status, kinds=MAKING, probability=OFTEN)
        local.trouble.add_fault("reset", moment, kinds=MAKING, probability=OFTEN)
    local.trouble.add_fault(
        "answer", kinds=["message_edit"], status=429, body=TOO_MANY_EDITS, probability=OFTEN
    )
    local.trouble.add_fault("reset", "before", kinds=LOOKING, probability=OFTEN)
    # Ten in an hour at Discord; who waits for that here waits too long.
    local.trouble.set_bucket("publish", 10, 5)
    if forgetful:
        local.trouble.set_nonce_window(FORGETFUL_SECONDS)
