"""How much of the protocol an endpoint speaks: what it refuses is left out, for a time.

Servers differ: some know no JSON schema but plain JSON, some neither, some take the temperature 1 alone or
do not count tokens while they stream.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.settings import SummarySettings
from bot.summaries.answer import schema

REMEMBERED_SECONDS = 6 * 3600.0  # then it is asked with everything once more: servers are renewed, too
Left = frozenset[str]
"""The names of what is left out of a question."""

_SCHEMA, _OBJECT, _TEMPERATURE, _USAGE, _STREAM = _ALL = (
    "json_schema",
    "json_object",
    "temperature",
    "stream_options",
    "stream",
)
_STRUCTURE = r"response_?format|json_?\s?(?:schema|object|mode)|schema|grammar|structured|guided|maxLength"
_NAMES = {  # in an endpoint's complaint, and the first one that fits
    _TEMPERATURE: re.compile(r"temperature", re.IGNORECASE),
    _USAGE: re.compile(r"stream_options|include_usage", re.IGNORECASE),
    _STREAM: re.compile(r"\bstream(?:ing)?\b", re.IGNORECASE),
    _SCHEMA: re.compile(_STRUCTURE, re.IGNORECASE),
    _OBJECT: re.compile(_STRUCTURE, re.IGNORECASE),
}


@dataclass
class Dialect:
    """What one endpoint takes, as far as it was seen; moments are seconds of any clock that runs evenly."""

    _until: dict[str, float] = field(default_factory=dict[str, float])

    def left_out(self, now: float) -> Left:
        """What the endpoint is not asked with now."""
        return frozenset(name for name, until in self._until.items() if now < until)

    def learn(self, left: Left, now: float) -> None:
        """A question without these was answered, after one with more of them was not."""
        for name in left - self.left_out(now):
            self._until[name] = now + REMEMBERED_SECONDS


@dataclass
class Ways:
    """The ways to ask one question, each once: with less and less, beginning with `left` out."""

    left: Left
    _tried: set[Left] = field(default_factory=set[Left])
    _named: Left = frozenset()

    def next(self, complaint: str) -> Left | None:
        """What to leave out after a complaint: what it names, else one thing after the other; None at the
        end.
        """
        if not self._tried:
            self._named = self.left
        self._tried.add(self.left)
        named = {name for name, words in _NAMES.items() if self._fits(name, words, complaint)}
        if named:
            self._named |= {min(named, key=list(_NAMES).index)}
        ways = iter([self._named]) if named else self._blindly()
        way = next((way for way in ways if way not in self._tried), None)
        self.left = self.left if way is None else way
        return way

    def _fits(self, name: str, words: re.Pattern[str], complaint: str) -> bool:
        if name in self._named or (name == _OBJECT and _SCHEMA not in self._named):
            return False
        return bool(words.search(complaint))

    def _blindly(self) -> Iterator[Left]:
        for names in ({_SCHEMA}, {_SCHEMA, _OBJECT}, {_TEMPERATURE}, {_USAGE}, set(_ALL)):
            yield self._named | names


def names_form(complaint: str) -> bool:
    """Whether a complaint is about how a question is asked, and not just some failure."""
    return any(words.search(complaint) for words in _NAMES.values())


def parameters(settings: SummarySettings, left: Left) -> dict[str, Any]:
    """What a question says besides model and conversation."""
    every: dict[str, Any] = {
        _TEMPERATURE: settings.temperature,
        _STREAM: True,
        _USAGE: {"include_usage": True},
    }
    chosen = {name: value for name, value in every.items() if name not in left}
    if _STREAM in left:
        chosen.pop(_USAGE, None)
    if _SCHEMA not in left:
        structure = {"name": "summary", "strict": True, "schema": schema()}
        chosen["response_format"] = {"type": _SCHEMA, _SCHEMA: structure}
    elif _OBJECT not in left:
        chosen["response_format"] = {"type": _OBJECT}
    return chosen
