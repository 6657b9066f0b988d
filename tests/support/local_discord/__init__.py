"""A local Discord for tests and benchmarks: REST and gateway over real loopback sockets.

    async with LocalDiscord() as discord:          # in process
    async with RemoteDiscord(("--shards", "2")):   # in a process of its own

The way of a request: gate (latency, ban, token, limits, faults) → routes → handlers on the world → record.
Events go the other way: handlers and controls → sessions → gateway sockets.
Controls: `guilds` (places), `trouble` (what goes wrong), `users` (what people do), `record` (what was seen).
"""

from .errors import REFUSALS
from .faults import Fault
from .guilds import GuildIds
from .record import Comparison, Request, Tally
from .remote import RemoteDiscord
from .server import TOKEN, LocalDiscord
from .world import ADMIN_ID, BOT_ID

__all__ = [
    "ADMIN_ID",
    "BOT_ID",
    "REFUSALS",
    "TOKEN",
    "Comparison",
    "Fault",
    "GuildIds",
    "LocalDiscord",
    "RemoteDiscord",
    "Request",
    "Tally",
]
