"""How many wrong figures the checker catches, how many right ones it flags, and how long it takes.

Run by hand: ``python -m tests.benchmarks.figures [--abstracts DIR] [--seed N] [--show N]``. DIR holds answers
of the daily-papers API, one JSON file a day; without it the labelled set's abstracts are used. The blind set
is measured in any case; half of it was never looked at while the checker was tuned.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import statistics
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, cast

from bot.summaries.figures import unsupported_figures
from bot.summaries.figures.evidence import evidence_of
from tests.benchmarks.mutator import MUTATIONS, bullets_of, mutated, reordered
from tests.summaries.figures.blind import HALVES, blind_bullets

LABELLED = Path(__file__).parents[1] / "summaries" / "figures" / "labelled.json"
CEILING_MS = 1.0  # what the issue allows per paper
BULLETS_PER_PAPER = 6


class Source(NamedTuple):
    title: str
    abstract: str
    ai_summary: str | None


def sources(folder: Path | None) -> Iterator[Source]:
    """The papers of the labelled set, or those of a folder of API answers."""
    if not folder:
        for paper in json.loads(LABELLED.read_text(encoding="utf-8")):
            yield Source(paper["title"], paper["abstract"], None)
        return
    for path in sorted(folder.glob("*.json")):
        for entry in json.loads(path.read_text(encoding="utf-8")):
            paper = cast("dict[str, str]", entry["paper"])
            yield Source(_line(paper["title"]), _line(paper["summary"]), paper.get("ai_summary"))


def _line(text: str) -> str:
    return " ".join(text.split())


def is_flagged(bullet: str, source: Source) -> bool:
    return bool(unsupported_figures(bullet, abstract=source.abstract, title=source.title))


class Tally:
    """Counts of (language or half, sort of bullet): how many, how many flagged, and some that went wrong."""

    def __init__(self) -> None:
        self.seen: Counter[tuple[str, str]] = Counter()
        self.flagged: Counter[tuple[str, str]] = Counter()
        self.wrong: dict[tuple[str, str], list[str]] = {}

    def add(self, key: tuple[str, str], bullet: str, source: Source, *, expected: bool) -> None:
        flagged = is_flagged(bullet, source)
        self.seen[key] += 1
        self.flagged[key] += flagged
        if flagged != expected:
            self.wrong.setdefault(key, []).append(f"{bullet}  ←  {source.abstract}")

    def share(self, keys: Iterable[tuple[str, str]]) -> str:
        keys = list(keys)
        seen, flagged = sum(self.seen[key] for key in keys), sum(self.flagged[key] for key in keys)
        return f"{flagged:6} of {seen:6} = {100 * flagged / max(1, seen):6.2f} %"


def measure(papers: list[Source], rng: random.Random) -> Tally:
    """Flags of the right bullets and of each mutation that can be made in them."""
    tally = Tally()
    for source in papers:
        for language, bullet in bullets_of(source.abstract, rng):
            tally.add((language, "right"), bullet.text(), source, expected=False)
            if language == "ko" and (reordered_bullet := reordered(bullet)):
                tally.add((language, "reordered"), reordered_bullet.text(), source, expected=False)
            for mutation in MUTATIONS:
                wrong = mutated(bullet, mutation, rng)
                if wrong and wrong.text() != bullet.text():
                    tally.add((language, mutation), wrong.text(), source, expected=True)
        if source.ai_summary:
            tally.add(("en", "ai_summary"), source.ai_summary, source, expected=False)
    return tally


def measure_blind() -> Tally:
    """The blind set's bullets by half and kind."""
    tally = Tally()
    for bullet in blind_bullets():
        kind = f"{'right' if bullet.is_right else 'wrong'}, {bullet.kind}"
        source = Source("", bullet.abstract, None)
        tally.add((bullet.half, kind), bullet.text, source, expected=not bullet.is_right)
    return tally


def times(papers: list[Source], rng: random.Random) -> tuple[float, float, float]:
    """Milliseconds per paper with its bullets, nothing read before: median, p99; and the floor.

    The floor is one regular expression that finds the digits of the same texts.
    """
    digits = re.compile(r"\d+(?:[.,]\d+)*")
    whole: list[float] = []
    floor: list[float] = []
    for source in (papers[0], *papers):  # the first one reads the glossary
        bullets = [bullet.text() for _, bullet in bullets_of(source.abstract, rng)][:BULLETS_PER_PAPER]
        bullets += ["이 방법은 추가 학습 없이 기존 모델의 성능을 높입니다."] * (
            BULLETS_PER_PAPER - len(bullets)
        )
        evidence_of.cache_clear()
        start = time.perf_counter()
        for bullet in bullets:
            unsupported_figures(bullet, abstract=source.abstract, title=source.title)
        middle = time.perf_counter()
        for text in (source.abstract, source.title, *bullets):
            digits.findall(text)
        floor.append(time.perf_counter() - middle)
        whole.append(middle - start)
    del whole[0], floor[0]
    slow = sorted(whole)[int(len(whole) * 0.99)]
    return statistics.median(whole) * 1000, slow * 1000, statistics.median(floor) * 1000


def report(tally: Tally, timing: tuple[float, float, float], show: int) -> None:
    caught = [mutation for mutation in MUTATIONS if mutation != "swapped"]
    for language in ("en", "ko"):
        for mutation in MUTATIONS:
            print(f"{language} caught, {mutation:10}  {tally.share([(language, mutation)])}")
        print(f"{language} right, flagged     {tally.share([(language, 'right')])}")
    print(f"ko reordered, flagged {tally.share([('ko', 'reordered')])}")
    both = ("en", "ko")
    print(
        f"caught without swaps  {tally.share((lang, kind) for lang in both for kind in caught)}  (aim ≥ 95 %)"
    )
    print(f"caught, swapped       {tally.share((lang, 'swapped') for lang in both)}")
    print(f"caught, all           {tally.share((lang, kind) for lang in both for kind in MUTATIONS)}")
    print(f"right, flagged        {tally.share((lang, 'right') for lang in both)}  (aim ≤ 2 %)")
    print(f"ai_summary, flagged   {tally.share([('en', 'ai_summary')])}  (real, not all of them right)")
    median, slow, floor = timing
    print(
        f"per paper of {BULLETS_PER_PAPER} bullets: median {median:.3f} ms, p99 {slow:.3f} ms; "
        f"ceiling {CEILING_MS} ms (ratio {median / CEILING_MS:.2f}), "
        f"floor {floor:.4f} ms (finding the digits; ratio {median / floor:.0f})"
    )
    show_wrong(tally, show)


def report_blind(tally: Tally, show: int) -> None:
    for half in HALVES:
        keys = [key for key in tally.seen if key[0] == half]
        for key in sorted(keys):
            print(f"blind, {half:11} {key[1]:16}  flagged {tally.share([key])}")
        for label in ("right", "wrong"):
            of_label = (key for key in keys if key[1].startswith(label))
            print(f"blind, {half:11} {label + ', all':16}  flagged {tally.share(of_label)}")
    show_wrong(tally, show)


def show_wrong(tally: Tally, show: int) -> None:
    for key, bullets in tally.wrong.items():
        if key[0] not in ("held back", "unseen"):  # nobody looks at those
            for bullet in bullets[:show]:
                print(*key, "|", bullet)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measures the checker of figures on seeded errors.")
    parser.add_argument("--abstracts", type=Path, help="folder of daily-papers answers, one JSON file a day")
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--show", type=int, default=0, help="print so many misjudged bullets of each sort")
    arguments = parser.parse_args()
    papers = list(sources(arguments.abstracts))
    tally = measure(papers, random.Random(arguments.seed))
    report(tally, times(papers, random.Random(arguments.seed)), arguments.show)
    report_blind(measure_blind(), arguments.show)


if __name__ == "__main__":
    main()
