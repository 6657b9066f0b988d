"""What an attempt to send means for the delivery: errors judged by their meaning."""

from __future__ import annotations

from dataclasses import dataclass, field

import aiohttp
import discord

NOT_FOUND = 404
FORBIDDEN = 403
UNAUTHORIZED = 401
TOO_MANY = 429
SERVER_ERROR = 500
EXPIRED_INTERACTION = 50027
DMS_TOO_FAST = 40003  # "You are opening direct messages too fast"; it names no time to wait
DMS_WAIT_SECONDS = 600.0


@dataclass(frozen=True)
class Posted:
    """The message is there."""

    message_id: int


@dataclass(frozen=True)
class Later:
    """Try again; `unknown` if the message may be there all the same."""

    reason: str
    unknown: bool
    seconds: float = 0


@dataclass(frozen=True)
class Closed:
    """The bot cannot write in this channel until somebody changes that; `code` is Discord's JSON code."""

    reason: str
    code: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Refused:
    """Discord does not want this message; sending it again would not help."""

    reason: str


@dataclass(frozen=True)
class Unconfirmed:
    """The message may be there, and nobody can tell."""

    reason: str


@dataclass(frozen=True)
class Rejected:
    """Discord does not know the bot's token."""

    reason: str


Outcome = Posted | Later | Closed | Refused | Unconfirmed | Rejected


def judge(error: Exception) -> Outcome:
    """What an error of discord.py or aiohttp means; `reason` is in Discord's words, for admins.

    The codes are from Discord's documentation and measured behaviour: 50001 and 50013 come as 403, 10003
    as 404, a message that breaks a rule as 400/50035.
    """
    match error:
        case discord.HTTPException():
            return _judge_answer(error)
        case discord.RateLimited():
            return Later("429 rate limited", unknown=False, seconds=error.retry_after)
        case aiohttp.ClientConnectorError():
            return Later(f"no connection: {error}", unknown=False)
        case aiohttp.ClientError() | OSError() | TimeoutError():
            return Later(f"no answer: {_words(error)}", unknown=True)
        case _:
            return Later(f"unexpected: {_words(error)}", unknown=True)


def _judge_answer(error: discord.HTTPException) -> Outcome:
    reason = f"{error.status}/{error.code} {error.text}".strip()
    if error.status >= SERVER_ERROR:
        return Later(reason, unknown=True)
    if error.code == DMS_TOO_FAST:
        return Later(reason, unknown=False, seconds=DMS_WAIT_SECONDS)
    if error.status == TOO_MANY:
        return Later(reason, unknown=False, seconds=_retry_after(error))
    if error.status == UNAUTHORIZED and error.code != EXPIRED_INTERACTION:
        return Rejected(reason)
    if error.status in (FORBIDDEN, NOT_FOUND):
        return Closed(reason, error.code)
    return Refused(reason)


def _retry_after(error: discord.HTTPException) -> float:
    try:
        return float(error.response.headers.get("Retry-After", 0))
    except ValueError:
        return 0


def _words(error: Exception) -> str:
    return str(error) or type(error).__name__
