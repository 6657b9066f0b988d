"""Tokens and what they cost, before a call is made: rough, and rather too high than too low."""

from __future__ import annotations

import re

from bot.models import Tokens
from bot.settings import SummarySettings
from bot.summaries.prompt import Talk

_WIDE = re.compile(r"[\u1100-\u11ff\u3000-\ud7ff]")  # Hangul, Han, kana: about a token each
_NARROW_PER_TOKEN = 4  # what tokenizers make of English
_PER_TURN = 8  # role and separators
ANSWER = 500  # six bullets of 160 characters in Korean, and some air


def estimated(talk: Talk) -> Tokens:
    """The tokens of a question and its answer."""
    return Tokens(input=sum(count(turn["content"]) + _PER_TURN for turn in talk), output=ANSWER)


def count(text: str) -> int:
    """The tokens of a text, by its letters."""
    wide = len(_WIDE.findall(text))
    return wide + (len(text) - wide) // _NARROW_PER_TOKEN + 1


def price(tokens: Tokens, settings: SummarySettings) -> float:
    """What the tokens cost, in the currency of the settings' prices."""
    return (tokens.input * settings.input_price + tokens.output * settings.output_price) / 1_000_000
