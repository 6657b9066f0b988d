"""The votes of a round, which grow from life to life of the bot, and what posted messages show of them."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.support.hugging_face import listed

STEP = 10_000  # votes more for each paper: more than any has at the beginning
HOURS = (0.002, 0.008)  # after a post, until it is edited: 7 and 29 seconds
ASKED_SECONDS = 3.0  # for which the source is not asked again
SLACK_SECONDS = 10.0  # on a busy machine, for the answers of the source and what is planned after them
_VOTES = re.compile(r"▲ ([\d,]+)")


@dataclass
class Votes:
    """`numbers` are those of each day's papers. `steps` are the times (Unix seconds) at which votes grew."""

    numbers: Mapping[date, Sequence[int]]
    steps: list[float] = field(default_factory=list[float])

    def grow(self) -> dict[date, list[dict[str, Any]]]:
        """The lists from now on: each paper has a step more."""
        more = STEP * len(self.steps)
        self.steps.append(time.time())
        return {day: [_voted(number, more) for number in numbers] for day, numbers in self.numbers.items()}

    def is_behind(self, message: Mapping[str, Any]) -> bool:
        """Whether the message shows older votes than its last edit had to bring."""
        asked_by = message["sent_at"] + HOURS[-1] * 3600 - ASKED_SECONDS - SLACK_SECONDS
        expected = sum(step <= asked_by for step in self.steps) - 1
        return any(votes // STEP < expected for votes in _votes_in(message))


def _voted(number: int, more: int) -> dict[str, Any]:
    entry = listed(number, githubRepo=f"https://github.com/example/{number}")
    return entry | {"paper": entry["paper"] | {"upvotes": entry["paper"]["upvotes"] + more}}


def _votes_in(message: Mapping[str, Any]) -> Iterator[int]:
    for embed in message["embeds"]:
        for votes in _VOTES.findall(str(embed.get("description"))):
            yield int(votes.replace(",", ""))
