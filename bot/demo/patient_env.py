"""The simulated Discord on a busy machine."""

from __future__ import annotations

from typing import Any

import simcord

START_SECONDS = 20.0  # shorter than what any job of the bot waits for: a longer wait is idleness to simcord


class PatientEnv(simcord.Env):
    """One that waits longer for its bot to start: simcord's five seconds are too few on a busy machine."""

    async def _settle_internal(self, *, timeout: float | None = None, **options: Any) -> None:  # noqa: ASYNC109
        patience = None if timeout is None else max(timeout, START_SECONDS)
        await super()._settle_internal(timeout=patience, **options)
