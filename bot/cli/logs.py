"""The log: one line an event on stderr, and never the token or anybody's keyword."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator

from bot.settings import Settings

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_CHATTY = ("aiosqlite", "apscheduler")  # every statement, and every tick of the clock
_OURS = ("bot", "cogs")


class _Discreet(logging.Formatter):
    """Blots the token out, wherever it comes from: a library's message, an error's text, a traceback.

    Of an error that we did not expect it tells kind and place: its words may be somebody's keyword.
    """

    def __init__(self, token: str) -> None:
        super().__init__(_FORMAT)
        self._token = token

    def format(self, record: logging.LogRecord) -> str:
        if record.exc_info and record.exc_info[1] and record.name.split(".")[0] in _OURS:
            record.exc_text = "\n".join(_wordless(record.exc_info[1]))
        line = super().format(record)
        return line.replace(self._token, "[token]") if self._token else line


def _wordless(error: BaseException) -> Iterator[str]:
    if before := error.__cause__ or (None if error.__suppress_context__ else error.__context__):
        yield from _wordless(before)
        yield "which led to:"
    yield "".join([*traceback.format_tb(error.__traceback__), type(error).__qualname__, _numbers(error)])


def _numbers(error: BaseException) -> str:
    """Status and code of an answer over HTTP: numbers are nobody's words."""
    numbers = [getattr(error, name, None) for name in ("status", "code")]
    return "".join(f" {number}" for number in numbers if isinstance(number, int))


def start_log(settings: Settings, least: int = logging.NOTSET) -> None:
    """Log to stderr from the level of the settings on, or from `least` if that is higher."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Discreet(settings.discord.token.get_secret_value().strip()))
    level = max(logging.getLevelNamesMapping()[settings.log.level], least)
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(max(level, logging.WARNING))
