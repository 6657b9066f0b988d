"""Small writes of many tasks, which share transactions: turn, lock and commit cost more than the writing."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

if TYPE_CHECKING:
    from bot.store.database import Transaction

T = TypeVar("T")

WRITES_AT_A_TIME = 16  # a command's waits meanwhile


class _Write(NamedTuple):
    work: Callable[[Transaction], Awaitable[Any]]
    done: asyncio.Future[Any]

    @property
    def is_awaited(self) -> bool:
        return not self.done.done()


class SharedWrites:
    """What is asked for while a transaction is under way is done in the next; `transaction` begins one."""

    def __init__(self, transaction: Callable[[], AbstractAsyncContextManager[Transaction]]) -> None:
        self._transaction = transaction
        self._waiting: list[_Write] = []
        self._task: asyncio.Task[None] | None = None

    async def do(self, work: Callable[[Transaction], Awaitable[T]]) -> T:
        """What `work` returns, once it is committed; what it, or its transaction, raises.

        Where one fails, all of its transaction are done again, each in its own: it may be called twice. It
        may be committed though whoever waits for it is cancelled.
        """
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Write(work, done))
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._write_all())
            self._task.add_done_callback(self._end)  # even of one that is cancelled before it begins
        return await done

    async def finish(self) -> None:
        """Wait until nothing is under way."""
        if self._task is not None:
            await asyncio.wait([self._task])

    async def _write_all(self) -> None:
        while batch := self._waiting[:WRITES_AT_A_TIME]:
            await self._write(batch)
            del self._waiting[: len(batch)]

    def _end(self, task: asyncio.Task[None]) -> None:
        """Nobody waits for ever for what was broken off."""
        if task.cancelled():
            for write in self._waiting:
                write.done.cancel()
            self._waiting.clear()

    async def _write(self, waiting: list[_Write]) -> None:
        if not (batch := [write for write in waiting if write.is_awaited]):
            return
        results: list[Any] = []
        try:
            async with self._transaction() as tx:
                for write in batch:
                    results.append(await write.work(tx))
        except Exception as error:  # whatever it is, it is told to those whom it concerns
            if len(batch) > 1 and len(results) < len(batch):
                for write in batch:
                    await self._write([write])
                return
            for write in filter(lambda write: write.is_awaited, batch):
                write.done.set_exception(error)
            return
        for write, result in zip(batch, results, strict=True):
            if write.is_awaited:
                write.done.set_result(result)
