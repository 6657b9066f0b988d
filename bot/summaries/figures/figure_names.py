"""Names that carry figures: GPT-4, LLaMA-2-70B, 3D, H100, pass@1, 1024x1024. They are never converted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from bot.summaries.figures.digits import ENGLISH, place, plain
from bot.summaries.figures.quantity import Quantity
from bot.summaries.figures.things import FUNCTION_WORDS

Parts = tuple[str, ...]
"""A name in small letters, cut into words and figures: ("qwen", "2.5", "vl", "72b")."""

_TOKEN = re.compile(
    r"\d(?:차원|자유도)|(?<![A-Za-z0-9._@^+-])(?=[A-Za-z._@^+'-]*\d)[A-Za-z0-9]+(?:(?:[-._@^+]|'(?=\d))[A-Za-z0-9]+)*"
)
# What begins with a digit is a quantity when a scale, a unit or nothing follows the digits.
_QUANTITY = re.compile(
    r"\d+(?:\.\d+)*(?:[kKMBbTxX]|[eE]-?\d+|\^\d*|ms|s|h|min|[kKMGT]i?B|fps|FPS|dB|[kMG]?Hz|bits?|px|[ckm]?m"
    r"|times|fold|st|nd|rd|th)?(?:[-.+].*)?$"
)
_COMPOUND = re.compile(r"\d+x(?=[A-Z])|\d+[A-Za-z]*@(?=\d)")  # a quantity before a name: 8xH100, 30fps@1440p
_IS_TO = re.compile(r"[A-Za-z]{1,6}2[A-Za-z]{1,6}")  # T2I, Sim2Real: the 2 is the word "to"
_PHRASE = re.compile(r"[A-Z][A-Za-z0-9.@^_+-]*(?:[ ~][A-Z0-9][A-Za-z0-9.@^_+-]*)+")
_SPACED = re.compile(
    r"(?<![A-Za-z0-9-])([A-Z][A-Za-z]+)[ ~](\d+(?:\.\d+)?[BMKT]?)s?"
    r"(?![A-Za-z\d%]|\.\d|,\d|[ ](?:hundred|thousand|[mbtr]+illion)\b)"
)
_KOREAN_ENDS = {"차원": "d", "자유도": "dof"}
_PART = re.compile(r"[a-z]+|\d+(?:\.\d+)*[a-z]*")
_SIDES = re.compile(r"(?<=\d)times(?=\d)")
_PLURAL = re.compile(r"(?<=\d)s(?![a-z\d])")
_SIZE = re.compile(r"(\d+(?:\.\d+)?)([kmbt])")


class Name(NamedTuple):
    """A name as written at `start` to `end`, and its parts."""

    text: str
    start: int
    end: int
    parts: Parts


def names(plain: str) -> Iterator[Name]:
    """The names with figures in a plain text (see `plain_text`); no quantity begins inside one.

    A size behind a Korean name (라마-70B) is left to the quantities. T2I and its like have no parts.
    """
    for match in _TOKEN.finditer(plain):
        compound = _COMPOUND.match(match[0])
        token = match[0][compound.end() :] if compound else match[0]
        if not token[0].isdigit() or not _QUANTITY.match(token):
            yield Name(token, match.end() - len(token), match.end(), _token_parts(token))


def _token_parts(token: str) -> Parts:
    if _IS_TO.fullmatch(token):
        return ()
    return parts_of(token[0] + _KOREAN_ENDS[token[1:]] if token[1:] in _KOREAN_ENDS else token)


def spaced_names(plain: str) -> Iterator[Name]:
    """A capitalised word and a bare number behind it (Llama 2, SAM 2, FID 3.07): a name perhaps.

    A sentence begins with a capital too: "Across 600 videos" has no name.
    """
    for match in _SPACED.finditer(plain):
        if match[1].lower() not in FUNCTION_WORDS:
            yield Name(match[0], match.start(), match.end(), parts_of(match[0]))


def phrases(plain: str) -> Iterator[Parts]:
    """The parts of capitalised phrases with a figure: Claude Sonnet 4.5, Llama 2 70B."""
    for match in _PHRASE.finditer(plain):
        if any(letter.isdigit() for letter in match[0]):
            yield parts_of(match[0])


def parts_of(name: str) -> Parts:
    """A name in small letters, cut into words and figures: A100s are A100, 256times256 was 256\\times256."""
    return tuple(_PART.findall(_PLURAL.sub("", _SIDES.sub("x", name.lower()))))


def is_figure(part: str) -> bool:
    """Whether a part of a name carries a figure."""
    return part[0].isdigit()


def is_size(part: str) -> bool:
    """Whether a part is a size such as 7b or 1.5m, which is a quantity at the same time."""
    return _SIZE.fullmatch(part) is not None


def size_of(part: str, name: Name) -> Quantity | None:
    """The quantity of a size within a name: 70B in CodeLlama-70B is 70 billion."""
    match = _SIZE.fullmatch(part)
    if not match:
        return None
    factor = Decimal(ENGLISH[match[2]])
    value = plain(match[1]) * factor
    return Quantity(part.upper(), name.start, name.end, (value,), place(match[1]) * factor)
