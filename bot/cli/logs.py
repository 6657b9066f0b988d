"""The log: one line an event on stderr, and never the token."""

from __future__ import annotations

import logging

from bot.settings import Settings

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_CHATTY = ("aiosqlite", "apscheduler")  # every statement, and every tick of the clock


class _WithoutToken(logging.Formatter):
    """Blots the token out, wherever it comes from: a library's message, an error's text, a traceback."""

    def __init__(self, token: str) -> None:
        super().__init__(_FORMAT)
        self._token = token

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        return line.replace(self._token, "[token]") if self._token else line


def start_log(settings: Settings, least: int = logging.NOTSET) -> None:
    """Log to stderr from the level of the settings on, or from `least` if that is higher."""
    handler = logging.StreamHandler()
    handler.setFormatter(_WithoutToken(settings.discord.token.get_secret_value().strip()))
    level = max(logging.getLevelNamesMapping()[settings.log.level], least)
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(max(level, logging.WARNING))
