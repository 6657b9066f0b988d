"""Tokens and what they cost, before a call is made: rough, and rather too high than too low."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import cast

from bot.models import Tokens
from bot.settings import SummarySettings
from bot.summaries.prompt import Talk

_WIDE = re.compile(r"[\u1100-\u11ff\u3000-\ud7ff]")  # Hangul, Han, kana: about a token each
_NARROW_PER_TOKEN = 4  # what tokenizers make of English
_PER_TURN = 8  # role and separators
ANSWER_TOKENS = 500  # six bullets of 160 characters in Korean, and some air
_MOST_TOKENS = 10_000_000  # of one answer; a server that counts more counts wrongly


def estimated(talk: Talk) -> Tokens:
    """The tokens of a question and its answer."""
    return Tokens(input=sum(count(turn["content"]) + _PER_TURN for turn in talk), output=ANSWER_TOKENS)


def counted(usage: object, talk: Talk, answer: str) -> Tokens:
    """The tokens that a server says a call took; estimated where it says nothing, or nothing sensible."""
    counts = cast("Mapping[str, object]", usage) if isinstance(usage, Mapping) else dict[str, object]()
    asked, answered = (_sensible(counts.get(name)) for name in ("prompt_tokens", "completion_tokens"))
    if not asked:
        return Tokens(input=estimated(talk).input, output=count(answer))
    return Tokens(input=asked, output=count(answer) if answered is None else answered)


def _sensible(number: object) -> int | None:
    if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number <= _MOST_TOKENS:
        return None
    return number


def count(text: str) -> int:
    """The tokens of a text, by its letters."""
    wide = len(_WIDE.findall(text))
    return wide + (len(text) - wide) // _NARROW_PER_TOKEN + 1


def price(tokens: Tokens, settings: SummarySettings) -> float:
    """What the tokens cost, in the currency of the settings' prices."""
    return (tokens.input * settings.input_price + tokens.output * settings.output_price) / 1_000_000
