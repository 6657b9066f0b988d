"""The lease on delivering: of several processes on one store, one sends."""

from __future__ import annotations

import os
import secrets
import socket
from datetime import timedelta

from bot.clock import Clock
from bot.store import Store, leases


class Lease:
    """This process's claim, which lasts `seconds` from each `take`. `clock` gives the time in UTC."""

    def __init__(self, store: Store, clock: Clock, seconds: float) -> None:
        self._store, self._clock = store, clock
        self.seconds = seconds
        self.holder = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"

    async def take(self) -> str | None:
        """Take or renew the lease; returns who else has it, or None when it is ours.

        A holder on this machine whose process is gone has lost it at once.
        """
        async with self._store.transaction() as tx:
            now = self._clock()  # after the wait for our turn
            other = await leases.holder(tx, now)
            if other is not None and other != self.holder and _may_live(other):
                return other
            await leases.hold(tx, self.holder, now, timedelta(seconds=self.seconds))
        return None

    async def release(self) -> None:
        """Give it back, so that the next one need not wait."""
        async with self._store.transaction() as tx:
            await leases.release(tx, self.holder)


def _may_live(holder: str) -> bool:
    host, pid, _ = holder.rsplit(":", 2)
    if host != socket.gethostname():
        return True
    # A container's process has the same host name and number each time: then the earlier one is gone.
    return int(pid) != os.getpid() and _is_running(int(pid))


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
