"""What is measured with data that are not in the project, or takes minutes."""

from __future__ import annotations

import asyncio
import json
import random
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from secrets import randbelow
from statistics import fmean

from tests.benchmarks import figures, foryou, layouts
from tests.benchmarks.mutator import MUTATIONS
from tests.chaos.result import Count, Result
from tests.chaos.rounds import Round
from tests.scorecard.judged import Figures

SEED = 4  # that of the benchmark of figures
KILLS_A_ROUND = 10


def natural_figures(days: Path) -> Figures:
    """Real abstracts with seeded errors, and the summaries that Hugging Face has of them, not all right."""
    tally = figures.measure(list(figures.sources(days)), random.Random(SEED))

    def count(counter: Mapping[tuple[str, str], int], *kinds: str) -> int:
        return sum(counter.get((language, kind), 0) for language in ("en", "ko") for kind in kinds)

    return {
        "caught": count(tally.flagged, *MUTATIONS),
        "wrong": count(tally.seen, *MUTATIONS),
        "flagged": count(tally.flagged, "right", "reordered"),
        "right": count(tally.seen, "right", "reordered"),
        "summaries_flagged": count(tally.flagged, "ai_summary"),
        "summaries": count(tally.seen, "ai_summary"),
    }


def schema(days: Path, openapi: Path) -> Figures:
    """All requests of all days in every layout and language, against Discord's schema and limits."""
    judge = layouts.Judge(json.loads(openapi.read_text(encoding="utf-8")))
    listed = layouts.days(days)
    counts = Counter[str]()
    for day, papers in listed.items():
        for digest in layouts.digests(day, papers):
            for request in asyncio.run(layouts.requests(digest)):
                counts.update(requests=1, violations=len(judge.violations(request)))
    return {"days": len(listed), "requests": counts["requests"], "violations": counts["violations"]}


def readers(days: Path, lists: Path) -> Figures:
    """How often a paper that an invented reader kept stands in the first five of its day."""
    shares = foryou.measure(foryou.read_days(days), foryou.read_readers(lists))
    ranked = {f"saved{saved}": fmean(shares.ranked[saved].values()) for saved in foryou.SAVED}
    return {"votes": fmean(shares.votes.values()), "random": fmean(shares.random.values())} | ranked


def kills(number: int) -> Figures:
    """The bot killed at random moments: messages in channels and papers by DM, lost or doubled.

    `python -m tests.chaos --seed SEED` plays the same rounds again.
    """
    seed = randbelow(10**6)
    print("   seed", seed, flush=True)  # also of a round that never ends
    rounds = range(seed, seed + -(-number // KILLS_A_ROUND))
    results = [asyncio.run(Round(each, KILLS_A_ROUND).play()) for each in rounds]
    counts = [count for result in results for count in _counts(result)]
    return {
        "kills": sum(result.kills for result in results),
        "messages": sum(count.due for count in counts),
        "lost": sum(count.lost for count in counts),
        "doubled": sum(count.doubled for count in counts),
        "seed": seed,
        "bad_rounds": sum(not result.is_good for result in results),
    }


def _counts(result: Result) -> tuple[Count, ...]:
    return result.digests, result.notifications, result.watched


def delivery(channels: int) -> Figures:
    """Seconds of a morning over those that Discord's limit needs, in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.delivery", "--channels", str(channels)]
    ended = subprocess.run([*command, "--senders", "ours"], capture_output=True, text=True, check=True)
    rows = re.findall(r"ratio +([\d.]+) .*doubled (\d+)  lost (\d+)", ended.stdout)
    ((ratio, doubled, lost),) = rows
    return {"channels": channels, "ratio": float(ratio), "doubled": int(doubled), "lost": int(lost)}
