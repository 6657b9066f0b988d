"""What the end of a connection means: Discord refuses the bot, somebody else answers, or it passes."""

from __future__ import annotations

from random import Random

import aiohttp
import discord
from discord.gateway import ReconnectWebSocket

from bot.delivery.backoff import wait_seconds
from bot.delivery.outcomes import Rejected, judge
from bot.errors import DiscordError, network_problem
from bot.texts.foreign import words

BAD_TOKEN = 4004
# Discord's close codes that say “do not come back”, by what they are about.
REFUSALS = {
    4010: "discord-gateway-sharding",
    4011: "discord-gateway-sharding",
    4012: "discord-gateway-version",
    4013: "discord-gateway-intents",
    4014: "discord-gateway-intents",
}
LONGEST_VAIN_SECONDS = 120.0

# What passes by itself. Everything else was raised by an answer that was none of Discord's.
_OUTAGES = (ReconnectWebSocket, discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError)


def fatal(problem: BaseException, *, is_first: bool) -> DiscordError | None:
    """Why it is no use to try again, or None. `is_first`: no connection of this process ever worked.

    What speaks another language from the first word on is not Discord; what worked before will again.
    """
    match problem:
        case DiscordError():
            return problem
        case discord.ConnectionClosed(code=code) if code == BAD_TOKEN:
            return DiscordError("discord-token-rejected", reason=str(code))
        case discord.ConnectionClosed(code=code) if code in REFUSALS:
            return DiscordError(REFUSALS[code], code=str(code))
        case discord.HTTPException() if isinstance(judge(problem), Rejected):
            return DiscordError("discord-token-rejected", reason=words(problem))
        case _:
            return odd(problem) if is_first and not isinstance(problem, _OUTAGES) else None


def odd(problem: BaseException) -> DiscordError:
    """Somebody answers otherwise than Discord: the kind of the error alone, which may hold anything."""
    return DiscordError("discord-odd", problem=kind(problem))


def kind(error: BaseException) -> str:
    """The kind of an error and the line that raised it, without its words: they may be somebody's."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = trace and f" in {trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}"
    return f"{type(error).__name__}{place or ''}"


def absence(problem: BaseException) -> object:
    """Why the gateway cannot be used, for a sentence about it; of what nobody expected the kind alone."""
    match problem:
        case ReconnectWebSocket():
            return "it ends each connection"
        case _:
            return network_problem(problem) if isinstance(problem, _OUTAGES) else kind(problem)


def pause_seconds(problem: BaseException, failures: int, first_seconds: float) -> float:
    """How long to wait after so many failures in a row: trying in vain to connect costs little, but a
    connection that is begun counts against those of the day.
    """
    seconds = wait_seconds(failures, first_seconds, Random())
    is_unreachable = isinstance(problem, aiohttp.ClientError | OSError | TimeoutError)
    return min(seconds, LONGEST_VAIN_SECONDS) if is_unreachable else seconds
