"""What becomes of the source's answer for a day: it is taken, or kept aside (the rules are in `doubts`)."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date, datetime

from bot import due
from bot.digests.doubts import (
    Background,
    is_taken,
    is_waited_for,
    reason_to_doubt,
    retained_papers,
    seen_again,
)
from bot.errors import SourceError
from bot.models import Doubt, DoubtReason, Edition, Paper
from bot.store import Reading, Transaction, doubts, editions

log = logging.getLogger(__name__)

_SENTENCES = {
    DoubtReason.EMPTY: "source-suddenly-empty",
    DoubtReason.SHRUNKEN: "source-shrunken",
    DoubtReason.REPLACED: "source-replaced",
    DoubtReason.FOREIGN: "source-foreign",
    DoubtReason.VOTES: "source-votes-fell",
    DoubtReason.THIN: "source-thin",
}


class DoubtError(SourceError):
    """The source answered, but is not believed; what is stored of the day stays."""


async def doubted_reason(view: Reading, answer: Edition, *, finished: bool) -> DoubtReason | None:
    """Why the answer is not believed, given what is stored; None if it is."""
    background = await background_of(view, answer.day, answer.papers)
    return reason_to_doubt(answer.papers, background, finished=finished)


async def take_or_keep_aside(tx: Transaction, answer: Edition, ended_at: datetime) -> Doubt | None:
    """Take the answer, or keep it aside; the doubt, if there is one."""
    day, now = answer.day, answer.fetched_at
    background = await background_of(tx, day, answer.papers)
    reason = reason_to_doubt(answer.papers, background, finished=now >= ended_at)
    if reason is None:
        await _take(tx, answer, finished=now >= ended_at)
        return None
    doubt = seen_again(background.doubt, reason, answer.papers, background.before, now)
    if is_taken(doubt, now):
        log.warning("%s: taken after %d looks: %s", day, doubt.looks, doubted(day, doubt))
        await _take(tx, answer, finished=now >= ended_at)
        return None
    await _keep_aside(tx, answer, background.before, doubt, finished=not is_waited_for(doubt, now, ended_at))
    return doubt


async def _take(tx: Transaction, answer: Edition, *, finished: bool) -> None:
    await editions.save_edition(tx, answer, finished=finished)
    await doubts.forget_doubt(tx, answer.day)


async def background_of(view: Reading, day: date, answer: Sequence[Paper]) -> Background:
    """What is stored that an answer for the day is held against."""
    return Background(
        before=await editions.edition(view, day),
        doubt=await doubts.doubt_of(view, day),
        elsewhere=await doubts.listed_elsewhere(view, day, [paper.id for paper in answer]),
        usual=await doubts.usual_papers(view, day) if day.weekday() < due.SATURDAY else None,
    )


async def _keep_aside(
    tx: Transaction, answer: Edition, before: Edition | None, doubt: Doubt, *, finished: bool
) -> None:
    """Note the doubt; what the source said before stays, and counts as looked at now.

    A day that is known from an archive alone stays one, so that nobody is owed it.
    """
    day = answer.day
    (state,) = await editions.edition_states(tx, [day]) or [None]
    was_finished = state is not None and state.finished
    if doubt.reason is DoubtReason.THIN:
        await editions.save_edition(tx, answer, finished=was_finished)
    elif before and state and not state.archived:
        papers = retained_papers(before.papers, answer.papers)
        stays = Edition(day=day, papers=papers, fetched_at=answer.fetched_at)
        await editions.save_edition(tx, stays, finished=finished or was_finished)
    await doubts.save_doubt(tx, day, doubt)
    await editions.save_problem(tx, day, str(doubted(day, doubt)), doubt.since)


def doubted(day: date, doubt: Doubt) -> DoubtError:
    """The error that says what the source answered for the day, and what stays."""
    return DoubtError(_SENTENCES[doubt.reason], day=day, papers=len(doubt.paper_ids), stored=doubt.stored)
