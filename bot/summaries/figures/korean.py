"""Numbers in Korean words: 두 배, 열두 개, 백만, 절반, 3분의 1, and the vague ones: 수십억, 몇백."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from bot.summaries.figures.digits import LARGE, SMALL
from bot.summaries.figures.measure import COUNTERS, quantity_at, share_at
from bot.summaries.figures.quantity import Number, Quantity, Unit
from bot.summaries.figures.signs import has_hangul

NATIVE_ONES = {
    "하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "넷": 4, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7,
    "여덟": 8, "아홉": 9,
}  # fmt: skip
NATIVE_TENS = {
    "열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70, "여든": 80,
    "아흔": 90,
}  # fmt: skip
SINO = {"일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "칠": 7, "팔": 8, "구": 9}

_START = r"(?<![가-힣\d])"
_COUNTED = rf"\s?(?:{COUNTERS}|배(?![치경포열])|시간|달(?!러)|주(?![요어제])|모델)"
_ONES, _TENS = "|".join(NATIVE_ONES), "|".join(NATIVE_TENS)
# 열, 세 and 네 are other words too: a counter, a noun or a particle has to follow.
_NATIVE = re.compile(
    rf"{_START}(?<!데이터 )(?!세대)(?:(?P<tens>{_TENS})(?P<unit>{_ONES})?(?={_COUNTED})"
    rf"|(?P<ones>{_ONES})(?=\s[가-힣A-Za-z]|{_COUNTED}|[은는이가을를의과와][ ]))"
)
_GROUP = r"(?:[이삼사오육칠팔구]?[십백천]){1,3}"
_SINO = re.compile(
    rf"{_START}(?:{_GROUP}[만억조](?![가-힣]{{2}})|(?:{_GROUP}|만)(?=여\s?(?:개|명|장|건|가지|시간))"
    rf"|{_GROUP}[일이삼사오육칠팔구]?(?=\s?(?:개(?!별)|명|배(?![치경포열])|가지|시간))"
    r"|[일이삼사오육칠팔구]?[만억조](?=\s(?:개|명|장|배|건|시간)(?:[ 의를을가이]|$)))"
)
_VAGUE = re.compile(
    r"(?<![가-힣])(?:수|몇[ ]?)(?:(?P<small>[십백천])(?P<large>[만억조])?|(?P<alone>[만억조]))"
    rf"(?=여?(?:[ 의을를이가은는]|{_COUNTED}|[%건]|$))"
)
_FRACTION = re.compile(
    r"(?P<half>절반|(?<![가-힣])(?:반으로|반감))|(?<!\d)(?P<below>\d{1,3}(?:,?\d{3})?)분의\s?(?P<above>\d{1,2})(?!\d)"
)


def korean_figures(plain: str) -> Iterator[Quantity]:
    """The figures in Korean words of a plain text."""
    if not has_hangul(plain):
        return
    for match in _FRACTION.finditer(plain):
        below = int((match["below"] or "2").replace(",", ""))
        if below > 1:
            yield share_at(plain, *match.span(), int(match["above"] or 1), below)
    for match in _NATIVE.finditer(plain):
        quantity = quantity_at(plain, match.start(), _native(match))
        if quantity.value != 1 or quantity.unit is Unit.MULTIPLE:
            yield quantity
    for match in _SINO.finditer(plain):
        yield quantity_at(plain, match.start(), _sino(match))
    for match in _VAGUE.finditer(plain):
        yield quantity_at(plain, match.start(), _vague(match))


def _native(match: re.Match[str]) -> Number:
    value = NATIVE_TENS.get(match["tens"] or "", 0)
    value += NATIVE_ONES.get(match["unit"] or match["ones"] or "", 0)
    return Number((Decimal(value),), Decimal(1), match.end())


def _sino(match: re.Match[str]) -> Number:
    """백만, 삼천억, 천: digits gather in a section of four places, which 만, 억 or 조 closes."""
    total = section = digit = 0
    for letter in match[0]:
        if letter in SINO:
            digit = SINO[letter]
        elif letter in SMALL:
            section, digit = section + (digit or 1) * SMALL[letter], 0
        else:
            total, section, digit = total + (section + digit or 1) * LARGE[letter], 0, 0
    step = Decimal(LARGE.get(match[0][-1], 1))
    return Number((Decimal(total + section + digit),), step, match.end())


def _vague(match: re.Match[str]) -> Number:
    """The decade that is named: 수천 goes from 1,000 to 9,999."""
    low = Decimal(SMALL.get(match["small"] or "", 1) * LARGE.get(match["large"] or match["alone"] or "", 1))
    return Number((low,), low, match.end(), low * 10)
