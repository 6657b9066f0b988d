"""What a person missed since they last read."""

from __future__ import annotations

from datetime import date
from typing import Literal

from bot.models.base import Model
from bot.models.ranking import RankedPaper

CatchUpOrder = Literal["votes", "foryou", "keywords"]


class MissedDays(Model):
    """Edition days (UTC), both included. `is_cut` says that more days were missed than are shown."""

    first: date
    last: date
    is_cut: bool = False


class MissedPapers(Model):
    """A page of what missed days list, in one order: of `total` papers those from number `start` (from 0) on.

    `listed` counts all papers of the days; `keywords` are the person's that fit a paper, by the ids of all
    such papers. `is_own_order` says that enough is known of the person for an order of their own.
    """

    days: MissedDays
    order: CatchUpOrder
    papers: tuple[RankedPaper, ...]
    start: int
    total: int
    listed: int
    keywords: dict[str, tuple[str, ...]]
    is_own_order: bool
