"""The parts that one local Discord is made of, wired together."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from .commands import Commands
from .dates import Dates
from .faults import Faults, Latency
from .gate import Gate
from .gateway import Gateway
from .interactions import Interactions
from .limits import Limits
from .messages import Nonces
from .record import Record
from .sessions import Sessions
from .world import Clock, World


@dataclass(slots=True)
class Token:
    """The bot's token."""

    text: str
    revoked: bool = False

    def is_good(self, token: str) -> bool:
        """Whether Discord accepts it."""
        return token == self.text and not self.revoked


class Parts:
    """Shared by the server, which serves them, and by the controls, which change and read them."""

    def __init__(self, *, token: str, clock: Clock, seed: int, max_concurrency: int) -> None:
        self.token = Token(token)
        self.clock = clock
        self.world = World(clock)
        self.record = Record()
        self.dates = Dates(clock)
        self.limits = Limits()
        self.faults = Faults(Random(seed))
        self.latency = Latency(Random(seed + 1))
        self.nonces = Nonces(clock)
        self.commands = Commands(self.world)
        self.interactions = Interactions(self.world, clock)
        self.sessions = Sessions(clock, max_concurrency)
        self.gateway = Gateway(self.world, self.sessions, self.token.is_good)
        self.gate = Gate(clock, self.limits, self.faults, self.latency, self.record, self.token.is_good)
