"""Questions to a source for which somebody in Discord waits, or will look in again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from bot.errors import SourceError
from bot.models.clock import Clock
from bot.questions.budget import Budget
from bot.questions.lately import LatelyAsked
from bot.questions.running import RunningQuestions

T = TypeVar("T")

ANSWER_SECONDS = 12.0  # of the 15 in which a person has the final answer


class SlowAnswerError(SourceError):
    """The answer takes longer than a person can wait; the question goes on."""


async def in_time(asking: asyncio.Task[T]) -> T:
    """The answer; SlowAnswerError if it is not there in 12 s: then the question goes on."""
    try:
        async with asyncio.timeout(ANSWER_SECONDS):
            return await asyncio.shield(asking)
    except TimeoutError:
        raise SlowAnswerError("lookup-slow", seconds=round(ANSWER_SECONDS)) from None


class Questions:
    """What is asked once is asked to the end, even if nobody waits for it any more; and what each person
    may ask.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._running = RunningQuestions[Any]()
        self._asked_aside = LatelyAsked()
        self._budget = Budget()

    async def answer(self, key: str, question: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """The answer to a question, asked once for all who name it by the same key; SourceError if it is
        not there in 12 s: then it goes on.
        """
        return await in_time(self._running.ask(key, question))

    def ask_aside(self, key: str, question: Callable[[], Coroutine[Any, Any, object]]) -> None:
        """Have a question asked for which nobody waits, once an hour."""
        if not self._asked_aside.has(key, now := self._clock()):
            self._asked_aside.add(key, now)
            self._running.ask(key, question)

    def spend(self, asker: int, *, questions: int = 1, ids: int = 1) -> int:
        """Count questions that go out for this person, with so many papers in them; for how many of the
        papers they may. UserError if there were too many by now.
        """
        return self._budget.spend(asker, self._clock(), questions=questions, ids=ids)

    async def close(self) -> None:
        """Give up what is being asked."""
        await self._running.close()
