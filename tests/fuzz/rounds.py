"""Some examples for each parser, again and again."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import hypothesis
from hypothesis import HealthCheck, given, settings

from tests.fuzz.parsers import PARSERS, Parser
from tests.support.databases import Files

EXAMPLES = 25  # of a parser before it is the next one's turn
# Of the processor, for inputs of any kind within their bounds: a person waits, or the loop does.
LONGEST_SECONDS = 1.0
SLOW_IS_FINE = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example)
EXCERPT = 900  # characters of an example that are printed


class SlowError(AssertionError):
    """A parser took too long."""


@dataclass
class Played:
    """What a parser was given."""

    examples: int = 0
    slowest: object = None
    slowest_seconds: float = 0.0

    def take(self, parser: Parser, value: object) -> None:
        """One example: an answer, or a refusal that is one of its kind."""
        begun = time.process_time()
        with suppress(*parser.refusals):
            parser.read(value)
        seconds = time.process_time() - begun
        self.examples += 1
        if seconds > self.slowest_seconds:
            self.slowest, self.slowest_seconds = value, seconds


@dataclass
class Round:
    """All parsers, or one alone."""

    only: str | None = None
    faults: dict[str, str] = field(default_factory=dict[str, str])
    played: dict[str, Played] = field(default_factory=dict[str, Played])

    def play(self, until: float) -> None:
        """Each parser's turn, but for those that have broken."""
        for name in [self.only] if self.only else PARSERS:
            if name not in self.faults and time.monotonic() < until:
                seed = Random().randrange(2**32)
                try:
                    play(name, self.played.setdefault(name, Played()), EXAMPLES, seed)
                except Exception as error:
                    notes = "\n".join(getattr(error, "__notes__", ()))
                    self.faults[name] = _excerpt(f"{type(error).__name__}: {error}\n{notes}")

    def report(self) -> str:
        """A line for each parser, and what broke some."""
        lines = [
            f"{name}: {each.examples} examples, the slowest {each.slowest_seconds * 1000:.0f} ms"
            for name, each in self.played.items()
        ]
        return "\n".join([*lines, *(f"\n{name} BREAKS\n{fault}" for name, fault in self.faults.items())])


def play(name: str, played: Played, examples: int, seed: int) -> None:
    """Give one parser so many examples; what it raises is what breaks it, with the smallest example."""
    parser = PARSERS[name]

    @hypothesis.seed(seed)
    @settings(max_examples=examples, deadline=None, database=None, suppress_health_check=SLOW_IS_FINE)
    @given(parser.given)
    def take(value: object) -> None:
        played.take(parser, value)

    take()
    # Not within: to shrink what is slow takes long.
    if played.slowest_seconds > LONGEST_SECONDS:
        raise SlowError(f"{played.slowest_seconds:.1f} s for {_excerpt(repr(played.slowest))}")


def _excerpt(text: str) -> str:
    return text if len(text) <= EXCERPT else f"{text[:EXCERPT]}… ({len(text)} characters)"


def play_deliveries(seconds: float) -> int:
    """Play two processes that deliver, for so long; how often."""
    from tests.delivery.test_machine import play as play_machine

    plays, until = 0, time.monotonic() + seconds
    with TemporaryDirectory() as folder:
        template = Files(Path(folder) / "template.db").template
        while time.monotonic() < until:
            play_machine(template, examples=5, steps=30)
            plays += 5
    return plays
