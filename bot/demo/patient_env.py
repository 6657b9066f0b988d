"""The simulated Discord on a busy machine."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

import simcord

SETTLE_SECONDS = 20.0
LOOK_SECONDS = 2.0  # at a stretch; whoever sleeps for longer than what is left of it counts as idle
STEP_SECONDS = 0.5


class PatientEnv(simcord.Env):
    """One that gives its bot twenty seconds to start, or to answer: simcord's five are few on a busy machine.

    What is not answered by then counts as failed in its page, and the command stays in the composer. simcord
    itself looks for a shorter time, again and again: where a job's timer is about to go off within that, it
    holds answers back for it.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, settle_timeout=SETTLE_SECONDS, **options)

    async def _settle_internal(
        self,
        *,
        timeout: float | None = None,  # noqa: ASYNC109
        _deadline: float | None = None,
        **options: Any,
    ) -> None:
        if _deadline is None:
            await self._settle_patiently(max(self.settle_timeout, timeout or 0), options)
        else:
            await self._settle_before_a_step(_deadline, options)

    async def _settle_patiently(self, seconds: float, options: dict[str, Any]) -> None:
        end = asyncio.get_running_loop().time() + seconds
        while True:
            try:
                return await super()._settle_internal(timeout=min(LOOK_SECONDS, seconds), **options)
            except TimeoutError:
                if asyncio.get_running_loop().time() >= end:
                    raise

    async def _settle_before_a_step(self, deadline: float, options: dict[str, Any]) -> None:
        """Then the clock goes on whether all is idle or not: who waits for somebody that sleeps never is."""
        soon = asyncio.get_running_loop().time() + STEP_SECONDS
        with suppress(TimeoutError):
            await super()._settle_internal(_deadline=min(soon, deadline), **options)
