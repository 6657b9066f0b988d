"""Papers ranked for one person, each with its reason."""

from __future__ import annotations

from datetime import date

from bot.models.base import Model
from bot.models.papers import Paper


class RankedPaper(Model):
    """A paper, the paper that it is like, and what both say, in the words of `paper`; None and nothing if
    there is no reason but votes.
    """

    paper: Paper
    like: Paper | None
    words: tuple[str, ...]


class RankedDay(Model):
    """A page of a day's papers, nearest to the person's saved ones first.

    `start` counts from 0, `total` all papers of the day, `saved` what the order was made of: below
    `needed` papers it is that of votes. `refused` are ids of papers of the page.
    """

    day: date
    papers: tuple[RankedPaper, ...]
    start: int
    total: int
    saved: int
    needed: int
    refused: frozenset[str]
