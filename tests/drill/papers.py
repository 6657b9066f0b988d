"""What the source lists: each day papers of its own, whose votes grow by the hour."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from tests.drill.places import PAPERS
from tests.drill.plan import AN_HOUR, START
from tests.support.hugging_face import Listing, listed

FIRST_DAY = START.date() - timedelta(days=1)  # is posted as the week begins
VOTES_AN_HOUR = 1000  # more than lie between two papers
_NUMBER, _VOTES = re.compile(r"arxiv\.org/abs/2404\.(\d+)"), re.compile(r"▲ ([\d,]+)")


def lists(now: datetime) -> dict[date, Listing]:
    """All days up to now as the source lists them."""
    days = range((now.date() - FIRST_DAY).days + 1)
    return {FIRST_DAY + timedelta(days=n): [_paper(n, place, now) for place in range(PAPERS)] for n in days}


def keyword(place: int) -> str:
    """What fits one paper of each day."""
    return f'"reader {place}"'


def paper_days(messages: Iterable[Mapping[str, Any]]) -> list[tuple[date, Mapping[str, Any]]]:
    """Of which day's paper each message tells; once for each of several."""
    return [
        (FIRST_DAY + timedelta(days=int(number) // 100 - 1), message)
        for message in messages
        for number in sorted(set(_NUMBER.findall(str(message["embeds"]))))
    ]


def age(message: Mapping[str, Any]) -> datetime:
    """Of when the oldest votes are that a message shows."""
    votes = [int(each.replace(",", "")) for each in _VOTES.findall(str(message["embeds"]))]
    return START - timedelta(days=1) + min(votes) // VOTES_AN_HOUR * AN_HOUR


def _paper(day: int, place: int, now: datetime) -> dict[str, Any]:
    hours = int((now - START + timedelta(days=1)) / AN_HOUR)
    title = f"Paper number {place} for reader {place}"
    return listed((day + 1) * 100 + place, title=title, upvotes=hours * VOTES_AN_HOUR + PAPERS - place)
