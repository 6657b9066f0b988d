"""How many of the papers that readers kept later stand in the first five of their day, by those kept before.

Run: python -m tests.benchmarks.foryou --days DIR --readers DIR [--each]

DIR of the days holds a `YYYY-MM-DD.json` each, as Hugging Face answers; that of the readers a `NAME.ids`
each, arXiv ids one a line. A reader's papers are sorted by the day on which they were first listed; the first
3, 10 or 30 are what is saved, and each later one that came on a later day with ten papers or more is a test.
Terms are learned only from the days before the one ranked.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, partial
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

from bot.models import Paper
from bot.ranking.order import rank
from bot.ranking.taste import taste
from bot.ranking.terms import Terms, paper_terms
from bot.ranking.vectors import TermCounts, Vector
from bot.sources.parsing import parse_day

SAVED = (3, 10, 30)
TOP = 5
FEWEST_LISTED = 10  # papers of a day that is a test

Days = Mapping[date, Sequence[Paper]]


class Trial(NamedTuple):
    """A paper that a reader kept, to be found in its day after `saved` earlier ones."""

    reader: str
    saved: tuple[str, ...]
    paper_id: str


class Figures(NamedTuple):
    """Shares of trials in the top 5 by reader: by votes, at random, and ranked, by the number saved."""

    votes: dict[str, float]
    random: dict[str, float]
    ranked: dict[int, dict[str, float]]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--days", type=Path, required=True)
    parser.add_argument("--readers", type=Path, required=True)
    parser.add_argument("--each", action="store_true", help="also each reader's own share")
    arguments = parser.parse_args()
    figures = measure(read_days(arguments.days), read_readers(arguments.readers))
    if arguments.each:
        for reader in sorted({reader for shares in figures.ranked.values() for reader in shares}):
            print(f"{reader:<24} {_of_reader(figures, reader)}")
    shares = [f"saved{saved} {_mean(figures.ranked[saved])}" for saved in SAVED]
    print(f"top5 votes {_mean(figures.votes)} random {_mean(figures.random)} {' '.join(shares)}")


def read_days(folder: Path) -> Days:
    """The days of a folder, oldest first."""
    return {
        date.fromisoformat(file.stem): parse_day(file.read_bytes()) for file in sorted(folder.glob("*.json"))
    }


def read_readers(folder: Path) -> dict[str, list[str]]:
    """The ids of each reader's file."""
    return {file.stem: file.read_text(encoding="utf-8").split() for file in sorted(folder.glob("*.ids"))}


def measure(days: Days, readers: Mapping[str, Sequence[str]]) -> Figures:
    """All trials of all readers, day by day, each with what could be known on the day before."""
    hits = {saved: defaultdict[str, list[float]](list) for saved in SAVED}
    votes, random = defaultdict[str, list[float]](list), defaultdict[str, list[float]](list)
    trials = _trials_by_day(days, readers)
    for day, papers, vector_of in _learning(days):
        orders = {trial.saved: _order(papers, trial.saved, vector_of) for trial in trials[day]}
        for trial in trials[day]:
            hits[len(trial.saved)][trial.reader].append(trial.paper_id in orders[trial.saved][:TOP])
            if len(trial.saved) == SAVED[-1]:
                votes[trial.reader].append(trial.paper_id in _by_votes(papers)[:TOP])
                random[trial.reader].append(min(1.0, TOP / len(papers)))
    return Figures(_shares(votes), _shares(random), {saved: _shares(hits[saved]) for saved in SAVED})


def _learning(days: Days) -> Iterator[tuple[date, Sequence[Paper], Callable[[str], Vector]]]:
    """Each day, and the vectors of all papers up to it, weighed by what the days before it say."""
    counts, terms = Counter[str](), dict[str, Terms]()
    for day, papers in days.items():
        learned = TermCounts(len(terms), counts)
        new = {paper.id: paper_terms(paper) for paper in papers if paper.id not in terms}
        terms.update(new)
        yield day, papers, cache(partial(_vector, learned, terms))
        for paper in new.values():
            counts.update(paper.keys())


def _vector(learned: TermCounts, terms: Mapping[str, Terms], paper_id: str) -> Vector:
    return learned.vector(terms[paper_id])


def _trials_by_day(days: Days, readers: Mapping[str, Sequence[str]]) -> defaultdict[date, list[Trial]]:
    first_day: dict[str, date] = {}
    for day, papers in days.items():
        for paper in papers:
            first_day.setdefault(paper.id, day)
    trials = defaultdict[date, list[Trial]](list)
    for reader, ids in readers.items():
        saved_ids = sorted({i for i in ids if i in first_day}, key=lambda i: (first_day[i], i))
        for saved in SAVED:
            for paper_id in saved_ids[saved:]:
                day = first_day[paper_id]
                if day > first_day[saved_ids[saved - 1]] and len(days[day]) >= FEWEST_LISTED:
                    trials[day].append(Trial(reader, tuple(saved_ids[:saved]), paper_id))
    return trials


def _order(papers: Sequence[Paper], saved: Sequence[str], vector_of: Callable[[str], Vector]) -> list[str]:
    reader_taste = taste({paper_id: vector_of(paper_id) for paper_id in saved}, {})
    places = rank(papers, {paper.id: vector_of(paper.id) for paper in papers}, reader_taste)
    return [place.paper.id for place in places]


def _by_votes(papers: Sequence[Paper]) -> list[str]:
    return [paper.id for paper in sorted(papers, key=lambda paper: (-paper.votes, paper.id))]


def _shares(hits: Mapping[str, Sequence[float]]) -> dict[str, float]:
    return {reader: fmean(values) for reader, values in hits.items()}


def _mean(shares: Mapping[str, float]) -> str:
    return f"{fmean(shares.values()):.3f}" if shares else "-"


def _of_reader(figures: Figures, reader: str) -> str:
    columns = {"votes": figures.votes, "random": figures.random}
    columns |= {f"saved{saved}": figures.ranked[saved] for saved in SAVED}
    return " ".join(
        f"{name} {shares[reader]:.3f}" if reader in shares else f"{name} -"
        for name, shares in columns.items()
    )


if __name__ == "__main__":
    main()
