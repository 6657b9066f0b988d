"""The simulated Discord on a busy machine."""

from __future__ import annotations

from typing import Any

import simcord

SETTLE_SECONDS = 20.0  # shorter than what any job of the bot waits for: a longer wait is idleness to simcord


class PatientEnv(simcord.Env):
    """One that gives its bot twenty seconds to start, or to answer: simcord's five are few on a busy machine.

    What is not answered by then counts as failed in its page, and the command stays in the composer.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, settle_timeout=SETTLE_SECONDS, **options)

    async def _settle_internal(self, *, timeout: float | None = None, **options: Any) -> None:  # noqa: ASYNC109
        patience = None if timeout is None else max(timeout, SETTLE_SECONDS)
        await super()._settle_internal(timeout=patience, **options)
