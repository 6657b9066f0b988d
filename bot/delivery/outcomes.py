"""What an attempt to send means for the delivery: errors judged by their meaning."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

import aiohttp
import discord

from bot.delivery.rate_limits import wait_of
from bot.texts.foreign import one_line, words

# Discord's JSON codes, from its documentation. Only these speak of a channel or a message. Statuses do not:
# what stands before Discord answers 403, 404, 400 and 408 too, with nothing wrong at the channel or the bot.
UNKNOWN_CHANNEL, UNKNOWN_USER, UNKNOWN_MESSAGE = 10003, 10013, 10008
MISSING_ACCESS, MISSING_PERMISSION = 50001, 50013
NO_TEXT_CHANNEL, WRONG_CHANNEL_TYPE = 50008, 50024
ARCHIVED_THREAD, LOCKED_THREAD = 50083, 160005
THREAD_EXISTS, TAG_REQUIRED, ALREADY_PUBLISHED = 160004, 40067, 40033
CLOSED_DMS, NO_COMMON_SERVER = 50007, 50278
CLOSED = frozenset(
    {
        UNKNOWN_CHANNEL,
        UNKNOWN_USER,
        MISSING_ACCESS,
        MISSING_PERMISSION,
        NO_TEXT_CHANNEL,
        WRONG_CHANNEL_TYPE,
        ARCHIVED_THREAD,
        LOCKED_THREAD,
        TAG_REQUIRED,
        CLOSED_DMS,
        NO_COMMON_SERVER,
    }
)
# Too large, somebody else's, empty, of the system, malformed; and what a server's rules block.
REFUSED = frozenset({UNKNOWN_MESSAGE, 40005, 50005, 50006, 50021, 50035, 200000, 200001, 240000})
_WORDS = {
    NO_TEXT_CHANNEL: "Cannot send messages in a channel of this kind",
    WRONG_CHANNEL_TYPE: "Cannot send messages in a channel of this kind",
    ARCHIVED_THREAD: "This thread is archived",
    LOCKED_THREAD: "This thread is locked",
    TAG_REQUIRED: "This forum requires a tag, and has none that the bot may set",
}
# How long to leave the whole bot alone at least, in seconds: it opens DMs too fast, or is taken for spam.
_LEAST_WAITS = {40003: 600.0, 20026: 3600.0}
# And what is limited, or off for a while, where the answer names no time: edits of old messages, of published
# ones, slow mode, a channel's and a server's writes, sending as such, some service, and everything.
_WAITS = {
    30046: 600.0,
    20022: 600.0,
    20016: 60.0,
    20028: 10.0,
    20029: 10.0,
    40004: 600.0,
    40062: 60.0,
    130000: 60.0,
}
_UNNAMED_WAIT = 10.0  # seconds after a 429 that says nothing of a time
# A token that Discord does not know has code 0 and these words, or one of these codes. The 401 of a page is
# somebody else's, and that of code 50027 is an interaction's.
_UNAUTHORIZED, _UNAUTHORIZED_WORDS, _BAD_TOKEN = 401, "401: Unauthorized", frozenset({40001, 50014})
_TOO_MANY, _TIMEOUT, _SERVER_ERROR = 429, 408, 500
_CODE_DIGITS = 9


class NoThreadError(Exception):
    """The day's first message is not there, so that nothing can stand in its thread."""


class OddAnswerError(Exception):
    """A good status with something else than what Discord answers; whatever was asked for may be done."""


class LapsedError(Exception):
    """Another process may deliver by now, or Discord not recognise what is repeated, so the request was not
    written. `was_written` tells whether one before it was.
    """

    def __init__(self, *, was_written: bool) -> None:
        super().__init__("its time to be sent was over")
        self.was_written = was_written


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
    """The bot cannot write in this channel until somebody changes that; `code` is Discord's JSON code.

    `until` says when it is tried again all the same (UTC), which the destination decides; None: when somebody
    asks for it.
    """

    reason: str
    code: int = field(default=0, compare=False)
    until: datetime | None = None


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


Failure = Later | Closed | Refused | Rejected
Outcome = Posted | Failure | Unconfirmed


def judge(error: Exception) -> Failure:
    """What an error of discord.py or aiohttp means; `reason` is one line for admins, in Discord's words."""
    match error:
        case discord.HTTPException():
            return _judge_answer(error)
        case discord.RateLimited():
            return Later("429 rate limited", unknown=False, seconds=error.retry_after)
        case aiohttp.ClientConnectorError():
            return Later(f"no connection: {words(error)}", unknown=False)
        case aiohttp.ClientError() | OSError() | TimeoutError():
            return Later(f"no answer: {words(error)}", unknown=True)
        case NoThreadError():
            return Refused("the day has no thread, since its first message is not there")
        case _:
            return _judge_ours(error)


def _judge_ours(error: Exception) -> Later:
    match error:
        case LapsedError(was_written=was_written):
            return Later(f"not sent: {error}", unknown=was_written)
        case OddAnswerError():
            return Later(f"odd answer: {words(error)}", unknown=True)
        case _:
            return Later(f"unexpected: {words(error)}", unknown=True)


def _judge_answer(error: discord.HTTPException) -> Failure:
    code, status = code_of(error), error.status
    reason = one_line(f"{status}/{code} {one_line(str(error.text)) or _WORDS.get(code, '')}")
    if code in CLOSED:
        return Closed(reason, code)
    if code in REFUSED:
        return Refused(reason)
    if _is_rejection(error, code):
        return Rejected(reason)
    unknown = status >= _SERVER_ERROR or status == _TIMEOUT
    return Later(reason, unknown=unknown, seconds=_wait(error, code))


def _wait(error: discord.HTTPException, code: int) -> float:
    limited = error.status == _TOO_MANY
    asked = wait_of(error.response, error.response.headers) if limited or code in _WAITS else 0.0
    usual = _WAITS.get(code, _UNNAMED_WAIT if limited else 0.0)
    return max(asked or usual, _LEAST_WAITS.get(code, 0.0))


def code_of(error: discord.HTTPException) -> int:
    """Discord's JSON code of an error; 0 if it has none, or none that can be meant."""
    code = cast("object", error.code)  # whatever stood in the JSON
    if isinstance(code, str) and code.isascii() and code.isdecimal():
        return int(code[:_CODE_DIGITS])
    return code if isinstance(code, int) else 0


def _is_rejection(error: discord.HTTPException, code: int) -> bool:
    in_words = code == 0 and str(error.text).startswith(_UNAUTHORIZED_WORDS)
    return error.status == _UNAUTHORIZED and (in_words or code in _BAD_TOKEN)
