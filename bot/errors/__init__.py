"""Errors whose text is meant for the person in front of the screen.

::

    PaperboyError
    ├── UserError       the input cannot be served; says what to do (command line: exit code 2)
    ├── ConfigError     the configuration cannot be used (exit code 2)
    ├── SourceError     a paper source did not answer, or not sensibly
    ├── SummaryError    the language model did not answer
    │   ├── OutageError that is so whichever paper it is asked about
    │   └── BudgetError its tokens of the day are spent
    ├── StoreError      the database cannot be used
    └── DiscordError    Discord refuses the bot as a whole
        └── UnreachableError Discord does not answer, which passes
"""

from __future__ import annotations

import errno
import socket
from typing import cast

from bot.models import Language, Tokens
from bot.texts import say
from bot.texts.foreign import words

# By name, since to import ssl and aiohttp takes longer than most commands do.
_KEYS_BY_KIND = {
    "SSLError": "network-certificate",
    "ClientSSLError": "network-certificate",
    "ServerDisconnectedError": "network-closed",
}


class PaperboyError(Exception):
    """Carries a key of the catalogue and its values, so that the reader's language is chosen late."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key, self.values = key, values

    def text(self, language: Language) -> str:
        """The sentence in the reader's language, with the errors that it tells of: one, or a tuple."""
        values = {name: _localised(value, language) for name, value in self.values.items()}
        return say(language, self.key, **values)

    def __str__(self) -> str:
        return self.text("en")


def _localised(value: object, language: Language) -> object:
    match value:
        case PaperboyError():
            return value.text(language)
        case tuple():
            return "; ".join(str(_localised(each, language)) for each in cast("tuple[object, ...]", value))
        case _:
            return value


class UserError(PaperboyError):
    """The request cannot be served as asked."""


class ConfigError(PaperboyError):
    """The configuration is missing, wrong or incomplete."""


class SourceError(PaperboyError):
    """A paper source is unreachable, refuses, or answers something else than papers."""


class SummaryError(PaperboyError):
    """The language model is unreachable, refuses, or may not be asked; `tokens` is what that took."""

    tokens: Tokens = Tokens()


class OutageError(SummaryError):
    """The endpoint is at fault and not the paper that it was asked about."""


class BudgetError(SummaryError):
    """The day's tokens for this purpose are spent."""


class StoreError(PaperboyError):
    """The database cannot be opened or used."""


class DiscordError(PaperboyError):
    """Discord refuses the bot as a whole: a wrong token, no way in."""


class UnreachableError(DiscordError):
    """Discord does not answer, or something in between does; that passes by itself."""


def network_problem(error: BaseException) -> object:
    """Why nobody was reached, for a sentence that names who: a usual trouble in our own words."""
    cause = getattr(error, "os_error", None) or error  # aiohttp wraps what the system said
    match cause:
        case socket.gaierror():
            return UserError("network-no-name")
        case ConnectionRefusedError():
            return UserError("network-refused")
        case ConnectionError():
            return UserError("network-closed")
        case TimeoutError():
            return UserError("network-silent")
        case OSError(errno=errno.ENETUNREACH | errno.EHOSTUNREACH):
            return UserError("network-none")
        case _:
            kinds = (_KEYS_BY_KIND.get(kind.__name__) for kind in type(cause).__mro__)
            key = next(filter(None, kinds), None)
            return UserError(key) if key else words(error)
