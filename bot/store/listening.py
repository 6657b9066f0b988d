"""Signals by PostgreSQL's LISTEN and NOTIFY. Only `dialect.postgresql` calls this."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.errors import StoreError
from bot.store.signals import Hear, Signal

log = logging.getLogger(__name__)

CHANNEL = "paperboy"
AGAIN_SECONDS = 2.0  # until a lost connection is tried again
LOOK_SECONDS = 60.0  # of silence, after which the connection is tried: the server may be gone without a word

_TROUBLES = (DBAPIError, PoolTimeoutError, StoreError, OSError)


class ServerSignals:
    """Hears on a connection of its own, which is made anew after each loss."""

    def __init__(self, engine: AsyncEngine) -> None:
        """Of two connections, without transactions."""
        self._engine = engine

    async def send(self, signal: Signal) -> None:
        """See Signals."""
        try:
            async with self._engine.connect() as connection:
                await connection.execute(select(func.pg_notify(CHANNEL, str(signal))))
        except _TROUBLES as error:
            log.debug("a signal was not sent: %s", type(error).__name__)

    @asynccontextmanager
    async def hearing(self, hear: Hear) -> AsyncGenerator[None]:
        """See Signals."""
        work = asyncio.create_task(self._hear_for_ever(hear))
        try:
            yield
        finally:
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)

    async def _hear_for_ever(self, hear: Hear) -> None:
        while True:
            with suppress(*_TROUBLES):
                async with self._engine.connect() as connection:
                    try:
                        await _hear_until_lost(connection, hear)
                    finally:
                        await connection.invalidate()  # nobody else is to get what it still hears
            await asyncio.sleep(AGAIN_SECONDS)

    async def close(self) -> None:
        """See Signals."""
        await self._engine.dispose()


async def _hear_until_lost(connection: AsyncConnection, hear: Hear) -> None:
    driver: Any = (await connection.get_raw_connection()).driver_connection
    is_lost = asyncio.Event()

    def pass_on(_connection: object, _pid: int, _channel: str, payload: str) -> None:
        with suppress(ValueError):  # of a newer Paperboy
            hear(Signal(payload))

    def tell_loss(_connection: object) -> None:
        is_lost.set()

    driver.add_termination_listener(tell_loss)
    await driver.add_listener(CHANNEL, pass_on)
    for signal in Signal:
        hear(signal)
    while not is_lost.is_set():
        with suppress(TimeoutError):
            async with asyncio.timeout(LOOK_SECONDS):
                await is_lost.wait()
        if not is_lost.is_set():
            await connection.exec_driver_sql("SELECT 1")
