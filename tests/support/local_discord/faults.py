"""What goes wrong on purpose, and how long an answer takes."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any, Literal

FaultName = Literal["status", "reset", "hang", "cloudflare", "answer"]
Moment = Literal["before", "after"]


@dataclass(slots=True)
class Fault:
    """One rule. Empty `kinds` or `channels` stand for all of them.

    - `name`: "status" answers `status` (500, 502, 503…); "reset" cuts the connection; "hang" never answers;
      "cloudflare" is the 429 of a ban, with HTML and without `Via`, for `retry_after` seconds; "answer"
      answers `status` with `body`: JSON, or a page if it is a text.
    - `moment`: "before" the effect (nothing was posted), or "after" it (it was posted, nobody was told).
    - It hits with `probability`, at most `times` times if that is set.
    """

    name: FaultName
    moment: Moment = "before"
    status: int = 500
    kinds: frozenset[str] = frozenset()
    channels: frozenset[int] = frozenset()
    probability: float = 1.0
    times: int | None = None
    retry_after: int = 1
    body: Any = None

    def concerns(self, moment: Moment, kind: str, channel_id: int) -> bool:
        """Whether it could hit this request."""
        right_kind = not self.kinds or kind in self.kinds
        right_channel = not self.channels or channel_id in self.channels
        return self.moment == moment and right_kind and right_channel and self.times != 0


@dataclass(slots=True)
class Faults:
    """The rules in force. Draws come from one seeded generator, so that a run can be replayed."""

    random: Random
    rules: list[Fault] = field(default_factory=list[Fault])

    def strike(self, moment: Moment, kind: str, channel_id: int) -> Fault | None:
        """The fault that hits this request at this moment, if any; it is used up by one."""
        for rule in self.rules:
            if rule.concerns(moment, kind, channel_id) and self.random.random() < rule.probability:
                rule.times = None if rule.times is None else rule.times - 1
                return rule
        return None


@dataclass(slots=True)
class Latency:
    """Seconds that an answer takes, all told: `seconds` ± `jitter`, or a pair of its own per route kind."""

    random: Random
    seconds: float = 0.0
    jitter: float = 0.0
    by_kind: dict[str, tuple[float, float]] = field(default_factory=dict[str, tuple[float, float]])

    def draw(self, kind: str) -> float:
        """The latency of one request."""
        seconds, jitter = self.by_kind.get(kind, (self.seconds, self.jitter))
        return max(0.0, seconds + self.random.uniform(-jitter, jitter)) if jitter else seconds
