"""Seconds that pass only while something sleeps."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class HandTime:
    """A monotonic clock and its sleep."""

    now: float = 100.0
    slept: list[float] = field(default_factory=list[float])

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
