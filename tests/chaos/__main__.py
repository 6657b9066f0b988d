"""`python -m tests.chaos [--kills 200] [--per-round 10] [--seed N]`: the bot killed at random moments.

`--freezes 200`: of two bots the one that sends frozen at random moments, until the other one has the lease.
Prints a row a round with its seed; `--rounds 1 --seed N` plays a failed one again.
"""

from __future__ import annotations

import argparse
import asyncio
import secrets
import sys

from tests.chaos.freezes import FreezingRound
from tests.chaos.result import Count, Result
from tests.chaos.rounds import Round

COUNTED = ("due", "doubled", "lost", "unconfirmed", "excused")
EDITS = COUNTED[:3]  # and watched papers: whether a letter is confirmed is counted before
HEAD = (
    "seed",
    "kills",
    *COUNTED,
    "letters due",
    *COUNTED[1:],
    "edits due",
    *EDITS[1:],
    "watched due",
    *EDITS[1:],
    "held",
)


def _row(result: Result) -> str:
    figures = (
        result.seed,
        result.kills,
        *_counted(result.digests),
        *_counted(result.notifications),
        *_counted(result.edits)[: len(EDITS)],
        *_counted(result.watched)[: len(EDITS)],
        result.late_papers,
    )
    return _line(*figures)


def _counted(count: Count) -> tuple[int, ...]:
    return tuple(getattr(count, name) for name in COUNTED)


def _line(*cells: object) -> str:
    return "  ".join(f"{cell:>11}" for cell in cells)


async def main() -> int:
    """Play the rounds; 1 if any of them was not good."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--freezes", type=int, help="instead of kills")
    parser.add_argument("--per-round", type=int, default=10)
    parser.add_argument("--rounds", type=int, help="instead of --kills")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6), help="of the first round")
    chosen = parser.parse_args()
    rounds = chosen.rounds or -(-(chosen.freezes or chosen.kills) // chosen.per_round)
    kind = FreezingRound if chosen.freezes else Round
    print(_line(*HEAD))
    results, takeovers = list[Result](), 0
    for seed in range(chosen.seed, chosen.seed + rounds):
        played = kind(seed, chosen.per_round)
        results.append(await played.play())
        takeovers += played.takeovers if isinstance(played, FreezingRound) else 0
        print(_row(results[-1]), flush=True)
    bad = [result.seed for result in results if not result.is_good]
    kills = sum(result.kills for result in results)
    posts = sum(result.digests.due for result in results)
    dm_papers = sum(result.notifications.due + result.watched.due for result in results)
    ends = f"{kills} freezes, {takeovers} takeovers" if chosen.freezes else f"{kills} kills"
    print(f"{ends}, {posts} messages in channels, {dm_papers} papers by DM, bad rounds: {bad or 'none'}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
