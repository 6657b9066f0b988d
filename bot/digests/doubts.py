"""Whether an answer of the source is believed: pure, with the time handed in.

A day's list grows, votes grow, and a paper leaves it now and then. An answer that says otherwise is the
source's mistake far more often than the truth, and is over within the hour. So it is asked for again at once,
kept aside if it stays, and the larger list goes on being the day's:

- A finished day waits for `FINISH_PATIENCE` after its end; then the larger list is finished. A channel whose
  morning comes an hour after the day's end is not late, and no day is lost.
- The same smaller list is taken after `LOOKS_UNTIL_TAKEN` looks over `SHRUNKEN_PATIENCE`: half a day is
  longer than outages and caches last, and by then what was to be posted is posted.
- Another list that is as long, or the first one though it is thin, is taken after `FINISH_PATIENCE`.
- A day that suddenly lists nothing, no votes, or another day's papers is never taken.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.models import Doubt, DoubtReason, Edition, Paper

FEW_PAPERS = 3  # leave a list for good reasons, or stand on another day's too: ten such in three years
SMALLEST_DAY_PAPERS = 4  # at its end
THIN_DAY_DIVISOR = 10  # a day with less than a tenth of what days have, where 25 are usual
LOOKS_UNTIL_TAKEN = 3
FINISH_PATIENCE = timedelta(minutes=45)
SHRUNKEN_PATIENCE = timedelta(hours=12)

_PATIENCE = {
    DoubtReason.SHRUNKEN: SHRUNKEN_PATIENCE,
    DoubtReason.REPLACED: FINISH_PATIENCE,
    DoubtReason.THIN: FINISH_PATIENCE,
}


class Background(NamedTuple):
    """What is known when an answer comes: the day as stored and as doubted, how many papers of the answer one
    other day lists, and how many papers days have (None if too few are known).
    """

    before: Edition | None
    doubt: Doubt | None
    elsewhere: int
    usual: int | None


def reason_to_doubt(answer: Sequence[Paper], background: Background, *, finished: bool) -> DoubtReason | None:
    """Why the answer is not believed; None if it is. `finished`: the day has ended, its list must be full."""
    before = background.before.papers if background.before else ()
    if before and not answer:
        return DoubtReason.EMPTY
    if background.elsewhere > FEW_PAPERS and 2 * background.elsewhere > len(answer):
        return DoubtReason.FOREIGN
    if _lost(before, answer):
        return DoubtReason.SHRUNKEN if len(answer) < len(before) else DoubtReason.REPLACED
    if _votes_fell(before, answer):
        return DoubtReason.VOTES
    if finished and answer and background.usual and THIN_DAY_DIVISOR * len(answer) < background.usual:
        return DoubtReason.THIN
    return None


def seen_again(
    doubt: Doubt | None, reason: DoubtReason, answer: Sequence[Paper], before: Edition | None, now: datetime
) -> Doubt:
    """The doubt after one more look; another answer begins its time anew, but the looks are counted on: a
    source that says something else each time must not keep the day from being finished.
    """
    ids = tuple(paper.id for paper in answer)
    is_same = doubt and doubt.reason is reason and len({*doubt.paper_ids} ^ {*ids}) <= FEW_PAPERS
    return Doubt(
        reason=reason,
        paper_ids=ids,
        stored=len(before.papers) if before else 0,
        since=doubt.since if doubt and is_same else now,
        looks=doubt.looks + 1 if doubt else 1,
    )


def is_taken(doubt: Doubt, now: datetime) -> bool:
    """Whether the answer has stayed the same for so long that it is believed after all."""
    patience = _PATIENCE.get(doubt.reason)
    return patience is not None and doubt.looks >= LOOKS_UNTIL_TAKEN and now - doubt.since >= patience


def is_waited_for(doubt: Doubt, now: datetime, ended_at: datetime) -> bool:
    """Whether the day, which ended at `ended_at`, is not to be finished yet with the list that is kept."""
    return doubt.looks < LOOKS_UNTIL_TAKEN or now < ended_at + FINISH_PATIENCE


def retained_papers(before: Sequence[Paper], answer: Sequence[Paper]) -> tuple[Paper, ...]:
    """The list that stays, each paper with the more votes of both, most voted first."""
    newer = {paper.id: paper for paper in answer}
    papers = [max(newer.get(paper.id, paper), paper, key=lambda each: each.votes) for paper in before]
    return tuple(sorted(papers, key=lambda paper: -paper.votes))


def _lost(before: Collection[Paper], answer: Collection[Paper]) -> bool:
    """Whether more papers left than a few, or than half of a short list that is more than a beginning."""
    lost = len({paper.id for paper in before} - {paper.id for paper in answer})
    return lost > FEW_PAPERS or (len(before) >= SMALLEST_DAY_PAPERS and 2 * lost > len(before))


def _votes_fell(before: Collection[Paper], answer: Collection[Paper]) -> bool:
    """Whether the papers of both have lost more than half of their votes, which only grow."""
    votes = {paper.id: paper.votes for paper in answer}
    pairs = [(paper.votes, votes[paper.id]) for paper in before if paper.id in votes]
    return 2 * sum(after for _, after in pairs) < sum(earlier for earlier, _ in pairs)
