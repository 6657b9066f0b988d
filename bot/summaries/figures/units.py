"""The unit that stands after a number, in English and in Korean."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from bot.summaries.figures.quantity import Unit

COUNTERS = (
    "가지|개국|개(?!월)|명|건|장|종류|종|편|곳|쌍|단계|회|번|차례|대|권|문항|줄|쪽|층|축|표|위|단어|문장"
)


class UnitMatch(NamedTuple):
    """A unit and how many base units (seconds, bytes) it has; `end` is where it ends in the text."""

    unit: Unit
    factor: Decimal
    end: int
    suffix: str


# (pattern, unit, factor); the first that fits wins, so longer words stand before their beginnings.
_PATTERNS: tuple[tuple[str, Unit, str], ...] = (
    (r"\\?%-?[ ]?p(?![a-z])|\\?%-?[ ]?points?\b|\\?%[ ]?포인트|퍼센트[ ]?포인트", Unit.POINT, "1"),
    (
        r"pp\b|p\.p\.|pts?\b|percent(?:age)?[ -]points?|(?:absolute )?points?\b|포인트|점",
        Unit.POINT,
        "1",
    ),
    (r"\\?%|per ?cent\b|퍼센트", Unit.PERCENT, "1"),
    (
        r"[xX](?![A-Za-z0-9]|[ ]?\d)|-?fold\b|\\times(?![ ]?\d)|\{times\}(?!\d)|배(?![치경포열제터])",
        Unit.MULTIPLE,
        "1",
    ),
    (r"-?times\b", Unit.TIMES, "1"),
    (r"-?(?:ms|msec|milliseconds?)\b|ms|밀리초", Unit.TIME, "0.001"),
    (r"-?(?:s|secs?|seconds?)\b|초(?![과기당])", Unit.TIME, "1"),
    (r"-?min(?:ute)?s?\b|분(?!의\s?\d|[류기포할야])", Unit.TIME, "60"),
    (r"-?(?:h|hrs?|hours?)\b|시간", Unit.TIME, "3600"),
    # Not the 일 of "크기가 1일 때".
    (r"-?days?\b|일(?![반관부정수지뿐]|[ ](?:때|경우|수[ ]|뿐))", Unit.TIME, "86400"),
    (r"-?weeks?\b|주(?![요어제])", Unit.TIME, "604800"),
    (r"-?months?\b|개월|달(?!러)", Unit.TIME, "2592000"),
    (r"-?years?\b|년", Unit.TIME, "31536000"),
    (r"[Kk]i?B\b|KB|킬로바이트", Unit.BYTES, "1000"),
    (r"-?Mi?B\b|MB|메가바이트", Unit.BYTES, "1000000"),
    (r"-?Gi?B\b|GB|기가바이트", Unit.BYTES, "1000000000"),
    (r"-?Ti?B\b|TB|테라바이트", Unit.BYTES, "1000000000000"),
    (r"-?(?:fps\b|FPS|frames?\b)|fps|프레임", Unit.FRAMES, "1"),
    (r"-?bits?\b|비트", Unit.BITS, "1"),
    (r"-?(?:px\b|pixels?\b)|px|픽셀", Unit.PIXELS, "1"),
    (r"dB|데시벨", Unit.DECIBEL, "1"),
    (r"GHz", Unit.HERTZ, "1000000000"),
    (r"MHz", Unit.HERTZ, "1000000"),
    (r"kHz", Unit.HERTZ, "1000"),
    (r"Hz|헤르츠", Unit.HERTZ, "1"),
    (r"km\b|킬로미터", Unit.METRE, "1000"),
    (r"cm\b|센티미터", Unit.METRE, "0.01"),
    (r"mm\b|밀리미터", Unit.METRE, "0.001"),
    (r"-?(?:m|met(?:er|re)s?)\b|미터", Unit.METRE, "1"),
    (r"USD\b|dollars?\b|달러", Unit.MONEY, "1"),
    (r"(?:st|nd|rd|th)\b|" + COUNTERS, Unit.COUNT, "1"),
)
_UNIT = re.compile(r"[ ~]?(?:" + "|".join(f"({pattern})" for pattern, _, _ in _PATTERNS) + ")")
_MEANING = tuple((unit, Decimal(factor)) for _, unit, factor in _PATTERNS)
_NO_UNIT = (Unit.NONE, Decimal(1))


def unit_at(text: str, position: int) -> UnitMatch:
    """The unit directly after a number that ends at `position`; Unit.NONE where there is none."""
    match = _UNIT.match(text, position)
    if not match or not match.lastindex:
        return UnitMatch(*_NO_UNIT, position, "")
    unit, factor = _MEANING[match.lastindex - 1]
    return UnitMatch(unit, factor, match.end(), match[match.lastindex])
