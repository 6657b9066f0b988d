"""`python -m tests.benchmarks.onslaught [--rate 1000] [--seconds 60]`: far more than can be answered.

A thousand people send `/paper`, while twenty others, five a second in all, tell how long an answer takes
before, during and after it. As many must be answered each second as at the highest rate that loses none, no
answer be tried after its three seconds, memory stay as it is, and answers come as fast as before within five
seconds.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import tempfile
from collections.abc import Awaitable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from tests.benchmarks.crowd import memory_kib
from tests.benchmarks.rush import PEOPLE, SEARCHERS, Report, answered, bot_at_work, highest_rate, rush
from tests.support.local_discord.remote import RemoteDiscord

T = TypeVar("T")

RATE_SECONDS = 10.0  # at each rate, until one loses some
PROBES_PER_SECOND = 5
HEAD_START_SECONDS, REST_SECONDS = 6.0, 10.0
CALM_SECONDS = 5.0  # most, until answers take as long as before
CALM_RATIO = 2.0  # of what they took before, and no more counts as calm
SAMPLE_SECONDS = 0.5


@dataclass
class Memory:
    """What a process holds, in KiB, again and again."""

    pid: int
    samples: list[int] = field(default_factory=list[int])

    async def during(self, work: Awaitable[T]) -> T:
        """Look until the work is done."""
        watching = asyncio.create_task(self._watch())
        try:
            return await work
        finally:
            watching.cancel()

    async def _watch(self) -> None:
        while True:
            self.samples.append(memory_kib(self.pid))
            await asyncio.sleep(SAMPLE_SECONDS)

    def __str__(self) -> str:
        """In MiB: at first, and the most of each half."""
        half = len(self.samples) // 2
        first, *most = self.samples[0], max(self.samples[:half]), max(self.samples[half:])
        return (
            f"{first / 1024:.0f} MiB before, at most {most[0] / 1024:.0f} and {most[1] / 1024:.0f} by halves"
        )


@dataclass
class Onslaught:
    """`/paper` at a rate for so many seconds, and probes all the while."""

    local: RemoteDiscord
    channel: int
    paper_id: str
    rate: float
    seconds: float

    async def run(self) -> tuple[list[Report], list[Report]]:
        """The reports of the many, and those of the probes."""
        whole = HEAD_START_SECONDS + self.seconds + REST_SECONDS
        probing = asyncio.create_task(self._ask(list(SEARCHERS), PROBES_PER_SECOND, whole))
        await asyncio.sleep(HEAD_START_SECONDS)
        return await self._ask(list(PEOPLE), self.rate, self.seconds), await probing

    async def _ask(self, user_ids: list[int], rate: float, seconds: float) -> list[Report]:
        asked: list[Report] = await self.local.call(
            "users.rush",
            command="paper",
            options={"query": self.paper_id},
            channel_id=self.channel,
            user_ids=user_ids,
            per_second=rate,
            seconds=seconds,
            is_brief=True,
        )
        return asked


def busy_seconds(pid: int) -> float:
    """What a process has had of the processor."""
    times = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[11:13]
    return sum(map(int, times)) / os.sysconf("SC_CLK_TCK")


def calm_after(probes: list[Report], seconds: float) -> tuple[float, float, float]:
    """Milliseconds of an answer before and after, and the seconds after the end until all were calm."""
    before = _times(probes[: round((HEAD_START_SECONDS - 1) * PROBES_PER_SECOND)])
    end = round((HEAD_START_SECONDS + seconds) * PROBES_PER_SECOND)
    after = _times(probes[end:])
    idle = statistics.median(before)
    # By the median of two seconds: a single one may be slow on any machine.
    window = 2 * PROBES_PER_SECOND
    medians = [statistics.median(after[begin : begin + window]) for begin in range(len(after) - window + 1)]
    calm = next((n for n, median in enumerate(medians) if median <= idle * CALM_RATIO), len(after))
    return (
        idle * 1e3,
        statistics.median(after[round(CALM_SECONDS * PROBES_PER_SECOND) :]) * 1e3,
        calm / PROBES_PER_SECOND,
    )


def _times(probes: list[Report]) -> list[float]:
    return [probe["completed_after"] or 3.0 for probe in probes]


async def measure(onslaught: Onslaught, pid: int) -> None:
    """The highest rate that loses none, and then far more."""
    local = onslaught.local
    await rush(local, onslaught.channel, onslaught.paper_id, PROBES_PER_SECOND, RATE_SECONDS)  # warms up
    best = await highest_rate(local, onslaught.channel, onslaught.paper_id, RATE_SECONDS)
    await asyncio.sleep(REST_SECONDS)
    await local.call("record.clear")
    memory, busy = Memory(pid), busy_seconds(pid)
    reports, probes = await memory.during(onslaught.run())
    tally: dict[str, Any] = await local.call("record.tally")
    got, late = len(answered(reports)), tally["by_status"].get("404", 0)
    print(f"{onslaught.rate:.0f} a second: {got} of {len(reports)} answered; tried too late {late} (most 0)")
    figure = got / onslaught.seconds
    print(f"  {figure:.0f} a second  floor {best:.0f}, the highest rate that lost none", end="  ")
    print(f"ratio {figure / best:.2f} (1 or more)")
    print(f"memory: {memory}; processor: {busy_seconds(pid) - busy:.0f} s of {onslaught.seconds:.0f}")
    idle, after, calm = calm_after(probes, onslaught.seconds)
    print(f"answers: before {idle:.0f} ms  after {after:.0f} ms  calm {calm:.1f} s after the end", end=" ")
    print(f"(most {CALM_SECONDS:.0f})")


async def main() -> None:
    """One bot, one Discord."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rate", type=float, default=1000)
    parser.add_argument("--seconds", type=float, default=60)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        async with bot_at_work(Path(folder)) as (local, channel, paper_id, pid):
            await measure(Onslaught(local, channel, paper_id, chosen.rate, chosen.seconds), pid)


if __name__ == "__main__":
    asyncio.run(main())
