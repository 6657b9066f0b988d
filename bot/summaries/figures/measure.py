"""What stands around a number: its unit, and the words that say how exact it is (about, over, 이상)."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from bot.summaries.figures.quantity import Bound, Number, Quantity, Unit

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
    (r"[xX](?![A-Za-z0-9]|[ ]?\d)|-?fold\b|\\times(?![ ]?\d)|\{times\}(?!\d)", Unit.MULTIPLE, "1"),
    (r"배(?![치경포열제터])|-?폴드|겹", Unit.MULTIPLE, "1"),
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
    (r"-?decades?\b", Unit.TIME, "315360000"),
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
# ASCII, so that a Korean particle ends a word: 35-fold로, 4-bit를, 3 hours의.
_UNIT = re.compile(r"[ ~]?(?:" + "|".join(f"({pattern})" for pattern, _, _ in _PATTERNS) + ")", re.ASCII)
_MEANING = tuple((unit, Decimal(factor)) for _, unit, factor in _PATTERNS)
_NO_UNIT = (Unit.NONE, Decimal(1))


def unit_at(text: str, position: int) -> UnitMatch:
    """The unit directly after a number that ends at `position`; Unit.NONE where there is none."""
    match = _UNIT.match(text, position)
    if not match or not match.lastindex:
        return UnitMatch(*_NO_UNIT, position, "")
    unit, factor = _MEANING[match.lastindex - 1]
    return UnitMatch(unit, factor, match.end(), match[match.lastindex])


_ABOUT = r"about|around|approximately|roughly|some|circa|~|≈|\\sim|\\approx|약|대략|평균"
_OVER = (
    r"over|(?<!no )(?<!not )more than|no (?:less|fewer) than|at least|above|exceed(?:s|ing)?|beyond"
    r"|surpass(?:es|ing)?|>|≥|\\geq?|\\gtrsim|최소|적어도"
)
_UNDER = (
    r"under|(?<!no )(?:less|fewer) than|not? more than|below|at most|up to|nearly|almost|close to|within"
    r"|<|≤|\\leq?|\\lesssim|최대|거의"
)
_BOUND_BEFORE = re.compile(
    rf"(?<![A-Za-z가-힣])(?:({_ABOUT})|({_OVER})|({_UNDER}))\s?(?:an? |the )?$", re.IGNORECASE
)
_PARTICLE = (
    r"(?:여\s?)?(?:[ ]?[가-힣]{1,4}?)??(?:[이가을를의은는에]|정도)?[ ]?"
    r"(?:(?:겨우|간신히|훌쩍|조금|약간|살짝|크게)[ ])?"
)
_MORE_BEHIND = r"이상(?![적치한])|초과|넘(?:[는게은어겨긴]|기(?!지 못))|웃[도돌돕돈]"
_LESS_BEHIND = (
    r"이하|미만|가까이|육박|못 미[치칩쳐쳤친]|미치지 못|넘기?지 못|밑[도돌돕돈]|도 (?:안|채 안) 되"
    r"|or (?:less|fewer)"
)
_BOUND_BEHIND = re.compile(
    rf"(?P<more>여(?=[ ]?[가-힣]|$))|{_PARTICLE}"
    rf"(?:(?P<about>정도|가량|내외|안팎|남짓|쯤)|(?P<over>{_MORE_BEHIND})|(?P<under>{_LESS_BEHIND}))"
    r"|[ ](?P<plus>or more)|(?P<sign>\+)(?!\d)"
)
_LONGEST_MARK = 16


def bound_of(text: str, start: int, end: int) -> Bound:
    """How exact the figure at `text[start:end]` is said to be."""
    if before := _BOUND_BEFORE.search(text[max(0, start - _LONGEST_MARK) : start]):
        return (Bound.ABOUT, Bound.OVER, Bound.UNDER)[(before.lastindex or 1) - 1]
    after = _BOUND_BEHIND.match(text, end)
    if not after:
        return Bound.EXACT
    if after["about"]:
        return Bound.ABOUT
    return Bound.UNDER if after["under"] else Bound.OVER


_FACTOR = re.compile(r"(?:factors?|speed-?ups?) of\s(?:up to |over |about |more than |nearly )?$")

_MONTH = re.compile(r"\d월\s?$")


def quantity_at(text: str, start: int, number: Number) -> Quantity:
    """The number with its unit; a counter (개, 명) is no part of the figure's text."""
    end = number.end
    more = 1 if text[end : end + 1] == "여" else 0
    unit, factor, unit_end, suffix = unit_at(text, end + more)
    if suffix == "일" and _MONTH.search(text, max(0, start - 3), start):
        unit, factor, suffix = Unit.NONE, Decimal(1), ""  # the day of a date is no time
    bound = bound_of(text, start, end if more else unit_end)
    if unit is Unit.NONE and _FACTOR.search(text, max(0, start - 24), start):
        unit = Unit.MULTIPLE
    if unit not in (Unit.NONE, Unit.COUNT):
        end = unit_end
    return Quantity(
        text[start:end], start, end, number.values, number.step, unit, factor, bound, number.ceiling, suffix
    )


def multiple_at(text: str, start: int, end: int, value: int) -> Quantity:
    """A multiple said in one word: twice, tenfold."""
    bound = bound_of(text, start, end)
    return Quantity(text[start:end], start, end, (Decimal(value),), unit=Unit.MULTIPLE, bound=bound)


def share_at(text: str, start: int, end: int, above: int, below: int) -> Quantity:
    """A fraction, kept in percent."""
    value = Decimal(100 * above) / below
    return Quantity(
        text[start:end], start, end, (value,), unit=Unit.FRACTION, bound=bound_of(text, start, end)
    )
