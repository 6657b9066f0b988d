"""An independent record of what reached the local Discord, for judging a client afterwards."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .errors import as_object, objects
from .world import BOT_ID, Message

INVALID = {401, 403, 429}  # 10,000 of these in ten minutes earn a ban


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it was judged. `status` is 0 for a cut or hanging connection.

    `at` is Unix seconds; `counted` tells whether it came under the limit of the whole bot (interaction
    answers do not); `took_effect` is True also for an effect whose answer was lost.
    """

    at: float
    method: str
    kind: str
    path: str
    status: int
    counted: bool
    scope: str | None = None
    took_effect: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """Sums over all requests since the start or the last `clear`. `busiest_second` counts what was counted
    against the limit of the whole bot, in the worst second wherever it begins."""

    requests: int
    by_status: dict[int, int]
    too_many: int
    too_many_by_scope: dict[str, int]
    invalid: int
    busiest_second: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Marks in channels against those expected, each as (channel id, mark)."""

    doubled: list[tuple[int, str]]
    lost: list[tuple[int, str]]
    unexpected: list[tuple[int, str]]


@dataclass(slots=True)
class Record:
    """All requests in order."""

    requests: list[Request] = field(default_factory=list[Request])

    def clear(self) -> None:
        """Begins anew, for instance after a warm-up."""
        self.requests.clear()

    def tally(self) -> Tally:
        """The sums."""
        refused = [request for request in self.requests if request.status == 429]
        times = [request.at for request in self.requests]
        return Tally(
            requests=len(times),
            by_status=dict(Counter(request.status for request in self.requests)),
            too_many=len(refused),
            too_many_by_scope=dict(Counter(request.scope or "cloudflare" for request in refused)),
            invalid=sum(request.status in INVALID for request in self.requests),
            busiest_second=busiest_second([request.at for request in self.requests if request.counted]),
            seconds=max(times) - min(times) if times else 0.0,
        )


def busiest_second(times: Iterable[float]) -> int:
    """The most entries within any one second."""
    ordered = sorted(times)
    start = most = 0
    for end, moment in enumerate(ordered):
        while ordered[start] <= moment - 1.0:
            start += 1
        most = max(most, end - start + 1)
    return most


def compare_marks(
    messages: Iterable[Message], expected: Mapping[int, Iterable[str]], pattern: str | None = None
) -> Comparison:
    """Finds marks posted twice, never, or without being expected.

    `expected` maps channel ids to the marks due there. A mark is the text of an embed's footer, or what
    `pattern` finds in it (its first group, if it has one); footers without it are passed over. Every
    message that the bot ever posted counts, deleted ones too; answers to interactions do not.
    """
    seen = Counter(
        (message.channel_id, mark)
        for message in messages
        if message.author_id == BOT_ID and message.interaction_id is None
        for mark in footer_marks(message, pattern)
    )
    due = {(channel_id, mark) for channel_id, marks in expected.items() for mark in marks}
    return Comparison(
        doubled=sorted(key for key, count in seen.items() if count > 1),
        lost=sorted(due - seen.keys()),
        unexpected=sorted(seen.keys() - due),
    )


def footer_marks(message: Message, pattern: str | None = None) -> set[str]:
    """The distinct marks in the footers of one message's embeds."""
    footers = (as_object(embed.get("footer")).get("text") for embed in objects(message.body.get("embeds")))
    texts = {str(text) for text in footers if text}
    if pattern is None:
        return texts
    matches = (re.search(pattern, text) for text in texts)
    return {match[1 if match.lastindex else 0] for match in matches if match}
