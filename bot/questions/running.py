"""Questions under way: asked once for all who want to know, and to the end, even if nobody waits any more."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any, Generic, TypeVar

log = logging.getLogger(__name__)

T = TypeVar("T")


class RunningQuestions(Generic[T]):
    """Questions of one kind, by what they ask for."""

    def __init__(self) -> None:
        self._tasks: dict[str, asyncio.Task[T]] = {}

    def ask(self, key: str, question: Callable[[], Coroutine[Any, Any, T]]) -> asyncio.Task[T]:
        """The task that asks this already, else a new one. Shield it: others may wait for it."""
        if (running := self._tasks.get(key)) is not None:
            return running
        task = self._tasks[key] = asyncio.create_task(question())
        task.add_done_callback(lambda done: self._finish(key, done))
        return task

    async def close(self) -> None:
        """Give up what is being asked."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _finish(self, key: str, task: asyncio.Task[T]) -> None:
        self._tasks.pop(key, None)
        if not task.cancelled() and (error := task.exception()):
            log.info("%s could not be looked up: %s", key, error)
