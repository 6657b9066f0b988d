"""Which process does what, where several are on one store.

Each has shards of its own and answers commands there. One of them leads: it alone collects, plans and sends.
When it stops it hands over at once; when it dies, another one leads as soon as its lease is over; and one
that lost its lease stops its jobs and follows. A process with all shards is alone, and leads from the start.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress

from bot.app.term import Term
from bot.app.troubles import Troubles
from bot.delivery.lease import LEASE_POLL_SECONDS, Lease
from bot.errors import PaperboyError
from bot.store import Signal, hurried

log = logging.getLogger(__name__)

LIMIT_SECONDS = 1.0  # that Discord counts, in which the leader before may have made all requests of the bot
RELEASE_SECONDS = 5.0  # for which the end waits while another program holds the database


async def keep(lease: Lease) -> str:
    """Renew the lease again and again; returns who else has it by now."""
    troubles = Troubles(log, logging.WARNING, "the lease could not be renewed: %s")
    while True:
        await asyncio.sleep(lease.seconds / 3)
        try:
            holder = await lease.take()
        except PaperboyError as error:
            troubles.begins(error, lease)
            continue
        except Exception:
            log.exception("the lease could not be renewed")
            continue
        troubles.ends(lease)
        if holder is not None:
            return holder


class Leadership:
    """Begins a term whenever this process has the lease, and ends it when it has not."""

    def __init__(self, lease: Lease, begin: Callable[[], Term]) -> None:
        self._lease, self._begin = lease, begin
        self.term: Term | None = None
        self._wakes = asyncio.Event()
        self._work: asyncio.Task[None] | None = None
        self._ending: asyncio.Task[None] | None = None

    def lead(self) -> None:
        """Begin a term, as the one process that there is; it ends with `stop`."""
        self.term = self._begin()

    def seek(self) -> None:
        """Lead whenever nobody else does, until `stop`; there must be a running event loop."""
        self._work = asyncio.create_task(self._take_turns())

    def hear(self, signal: Signal) -> None:
        """Look at once at what a process gave back or planned."""
        if self.term:
            self.term.hear(signal)
        elif signal is Signal.LEASE:
            self._wakes.set()

    async def stop(self) -> None:
        """End the term, and hand over."""
        if self._work is None:
            await self._end_term()
            return
        self._work.cancel()
        await asyncio.gather(self._work, return_exceptions=True)
        await self._end_term()
        if self._lease.may_send():
            await self._hand_over()

    async def _hand_over(self) -> None:
        try:
            with hurried(RELEASE_SECONDS):
                await self._lease.release()
        except PaperboyError as error:
            log.warning("the lease could not be given back, and runs out: %s", error)

    async def _take_turns(self) -> None:
        while True:
            await self._wait_for_lease()
            await asyncio.sleep(LIMIT_SECONDS)
            log.info("this process leads: it collects, plans and sends")
            self.lead()
            holder = await keep(self._lease)
            log.warning("%s leads by now, and this process follows", holder)
            await self._end_term()

    async def _wait_for_lease(self) -> None:
        while not await self._is_taken():
            with suppress(TimeoutError):
                async with asyncio.timeout(LEASE_POLL_SECONDS):
                    await self._wakes.wait()
            self._wakes.clear()

    async def _is_taken(self) -> bool:
        try:
            return await self._lease.take() is None
        except PaperboyError as error:
            log.debug("the lease cannot be looked at: %s", error)
        except Exception:
            log.exception("the lease could not be looked at")
        return False

    async def _end_term(self) -> None:
        """What hinders the one who waits does not hinder the end."""
        if self.term:
            self._ending, self.term = asyncio.create_task(self.term.stop()), None
        if self._ending:
            await asyncio.shield(self._ending)
