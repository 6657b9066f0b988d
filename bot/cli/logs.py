"""The log: one line an event on stderr, and never the token or anybody's keyword."""

from __future__ import annotations

import json
import logging
import re
import traceback
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from bot.settings import Settings

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_OURS = ("bot", "cogs")
_LIBRARIES = ("discord",)  # whatever level others in this process gave it
# Every statement, every tick of the clock; a line with prompt and key where OPENAI_LOG asks for it.
_CHATTY = ("aiosqlite", "apscheduler", "httpx", "openai")
# Its two errors tell of each try to connect with a traceback: bot.gateway tells of outages.
_REPETITIVE = ("discord.shard",)
# Whoever has an interaction's token can answer in the bot's place for 15 minutes; it stands in addresses.
_SECRET_PATH = re.compile(r"((?:webhooks|interactions)/\d+/)[^/\s?'\"]+")


class _Line(NamedTuple):
    """An event in JSON; `delivery` is the id of the message on its way that it tells of."""

    time: str
    level: str
    logger: str
    message: str
    delivery: str | None
    error: str | None


class _Discreet(logging.Formatter):
    """Blots tokens out, wherever they come from: a library's message, an error's text, a traceback.

    Of an error that nobody expected it tells kind and place: its words may be somebody's keyword.
    """

    def __init__(self, secrets: Collection[str], *, as_json: bool) -> None:
        super().__init__(_FORMAT)
        self._secrets, self._as_json = [secret for secret in secrets if secret], as_json

    def format(self, record: logging.LogRecord) -> str:
        if record.exc_info and record.exc_info[1]:
            record.exc_text = "\n".join(_wordless(record.exc_info[1]))
        line = self._blotted(super().format(record))
        return self._in_json(record) if self._as_json else line

    def _in_json(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        message, error = self._blotted(record.message), record.exc_text and self._blotted(record.exc_text)
        delivery = getattr(record, "delivery", None)
        line = _Line(at, record.levelname, record.name, message, delivery, error)
        fields = {name: value for name, value in line._asdict().items() if value is not None}
        return json.dumps(fields, ensure_ascii=False)

    def _blotted(self, text: str) -> str:
        text = _SECRET_PATH.sub(r"\1[token]", text)
        for secret in self._secrets:
            text = text.replace(secret, "[token]")
        return text


def _wordless(error: BaseException) -> Iterator[str]:
    if before := error.__cause__ or (None if error.__suppress_context__ else error.__context__):
        yield from _wordless(before)
        yield "which led to:"
    yield "".join([*traceback.format_tb(error.__traceback__), type(error).__qualname__, _numbers(error)])


def _numbers(error: BaseException) -> str:
    """Status and code of an answer over HTTP: numbers are nobody's words."""
    numbers = [getattr(error, name, None) for name in ("status", "code")]
    return "".join(f" {number}" for number in numbers if isinstance(number, int))


def _is_discreet(record: logging.LogRecord) -> bool:
    """Libraries write at DEBUG what passes through them: events, prompts, the values of statements."""
    return record.levelno >= logging.INFO or record.name.split(".")[0] in _OURS


def start_log(settings: Settings, least: int = logging.NOTSET) -> None:
    """Log to stderr from the level of the settings on, or from `least` if that is higher.

    DEBUG is for our own lines: a library's are left out, also if somebody sets the level of its logger.
    """
    handler = logging.StreamHandler()
    secrets = [each.get_secret_value().strip() for each in (settings.discord.token, settings.summary.api_key)]
    handler.setFormatter(_Discreet(secrets, as_json=settings.log.format == "json"))
    handler.addFilter(_is_discreet)
    level = max(logging.getLevelNamesMapping()[settings.log.level], least)
    logging.basicConfig(level=max(level, logging.INFO), handlers=[handler], force=True)
    lowest_levels = (
        (_OURS, level),
        (_LIBRARIES, logging.INFO),
        (_CHATTY, logging.WARNING),
        (_REPETITIVE, logging.CRITICAL),
    )
    for names, lowest in lowest_levels:
        for name in names:
            logging.getLogger(name).setLevel(max(level, lowest))
