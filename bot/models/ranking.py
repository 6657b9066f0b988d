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


class NearPaper(Model):
    """A paper that is near to another one: how near, from 0 to 1,000, and the terms that make them alike."""

    paper_id: str
    nearness: int
    terms: tuple[str, ...]


class RankedDays(Model):
    """A page of the papers of one or more days, nearest to the person's saved ones first.

    `start` counts from 0, `total` all papers of the days, `taste` the papers that the order was made of:
    below `needed` it is that of votes. `saved` and `refused` are ids of papers of the page, `daily` says
    whether the person's DM has such papers, too.
    """

    first: date
    last: date
    papers: tuple[RankedPaper, ...]
    start: int
    total: int
    taste: int
    needed: int
    saved: frozenset[str]
    refused: frozenset[str]
    daily: bool
