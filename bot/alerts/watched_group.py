"""Watched papers of which there is news, as a part of their watcher's notification."""

from __future__ import annotations

from collections.abc import Iterable

from bot.models import Language, WatchedPaper
from bot.models.notifications import WATCHED, NotificationGroup, NotificationPaper, Passage, by_votes
from bot.rendering.escape import plain
from bot.texts import say


def watched_group(watched: Iterable[WatchedPaper], language: Language) -> NotificationGroup:
    """The group of these papers, each with its news."""
    return NotificationGroup(
        alert_id=WATCHED, keyword=say(language, "watch-letter"), papers=by_votes(map(_paper, watched))
    )


def _paper(watched: WatchedPaper) -> NotificationPaper:
    return NotificationPaper(
        paper_id=watched.paper_id,
        votes=watched.votes,
        title=Passage(text=plain(watched.title)),
        bullet=Passage(text=""),
        changes=watched.changes,
    )
