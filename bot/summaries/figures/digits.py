"""Digits with a scale behind them: 3.8 billion, 34B, 10^6, 3.8억, 1만 2천."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.summaries.figures.quantity import Number
from bot.summaries.figures.signs import has_hangul

# TeX writes 9{,}600, and some write .75.
DIGITS = r"(?:(?:\d{1,3}(?:(?:,|\{,\})\d{3})+|\d+)(?:\.\d+)?|(?<![\w.])\.\d+)"
ENGLISH = {
    "dozen": 12, "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "k": 10**3, "m": 10**6, "b": 10**9, "t": 10**12,
}  # fmt: skip
SMALL = {"십": 10, "백": 10**2, "천": 10**3}
LARGE = {"만": 10**4, "억": 10**8, "조": 10**12}

_EXPONENT = re.compile(r"[eE](-?\d+)(?![A-Za-z\d])|[ ]?(?:x|\\times)[ ]?10[ ]?\^[ ]?\{?(-?\d+)\}?")
_POWER = re.compile(r"[ ]?\^[ ]?\{?(-?\d+)\}?")
_ENGLISH = re.compile(
    r"(?:[~-]|[ ]{0,7})(hundred|thousand|million|billion|trillion)\b|([KkMBbT])(?![A-Za-z0-9])",
    re.ASCII,  # 3.8 billion의
)
_COUNTED = r"(?=\s?(?:개|명|건|장|배|원|달러|토큰|파라미터|매개변수|시간))"
_KOREAN_TERM = re.compile(
    rf"(?P<digits>{DIGITS})(?P<small>[십백천](?!장))?"
    rf"(?P<large>만(?![큼족])|억(?![제압])|조(?![건사합각정항]|부터|까지)|[ ][만억조]{_COUNTED})?"
)
_NEXT_TERM = re.compile(
    rf"[ ]?(?={DIGITS}[천백십만억]|\d{{2,4}}(?![\d.])|\d,\d{{3}}(?![\d,])|\d\s?(?:개|명|건|장|원))"
)


def number_at(text: str, position: int) -> Number | None:
    """The number whose digits begin at `position`, with its scale, or None."""
    korean = _korean(text, position) if has_hangul(text) else None
    return korean or _western(text, position)


def place(digits: str) -> Decimal:
    """The place of the last digit as written: 0.1 for "33.3", 1 for "12,000"."""
    _, _, decimals = digits.partition(".")
    return Decimal((0, (1,), -len(decimals)))


def plain(digits: str) -> Decimal:
    """The value of digits with or without thousands separators."""
    return Decimal(re.sub(r"\{?,\}?", "", digits))


_DIGITS = re.compile(DIGITS)


def _western(text: str, position: int) -> Number | None:
    match = _DIGITS.match(text, position)
    if not match:
        return None
    value, step = plain(match[0]), place(match[0])
    if power := _EXPONENT.match(text, match.end()):
        factor = Decimal(10) ** _exponent(power[1] or power[2])
        return Number((value * factor,), step * factor, power.end())
    if match[0] == "10" and (power := _POWER.match(text, match.end())):
        factor = Decimal(10) ** _exponent(power[1])
        return Number((factor,), factor, power.end())
    if scale := _ENGLISH.match(text, match.end()):
        return _scaled(value, step, (scale[1] or scale[2]).lower(), scale.end())
    return Number((value,), step, match.end())


def _exponent(digits: str) -> int:
    return max(-30, min(30, int(digits)))


def _scaled(value: Decimal, step: Decimal, scale: str, end: int) -> Number:
    factor = ENGLISH[scale]
    values = (value * factor, value * 1024) if scale == "k" else (value * factor,)  # 32K is 32,768 too
    return Number(values, step * factor, end)


def _korean(text: str, position: int) -> Number | None:
    """Terms of falling scale: 1억 5,400만, 1만 2천, 3천 5백. None where no Korean scale follows."""
    total = section = Decimal(0)
    step = ceiling = Decimal(0)
    end = position
    while match := _KOREAN_TERM.match(text, end):
        factor = SMALL.get(match["small"] or "", 1)
        value = plain(match["digits"]) * factor
        large = LARGE.get((match["large"] or "").strip(), 1)
        if ceiling and value * (1 if section else large) >= ceiling:  # 1천2백만 is closed by 만 once
            break
        step = place(match["digits"]) * factor * large
        total, section = (
            (total + (section + value) * large, Decimal(0)) if large > 1 else (total, section + value)
        )
        end, ceiling = match.end(), Decimal(factor * large)
        following = _NEXT_TERM.match(text, end)
        if ceiling == 1 or not following:
            break
        end = following.end()
    end = len(text[:end].rstrip())
    has_scale = any(letter in "십백천만억조" for letter in text[position:end])
    return Number((total + section,), step, end) if has_scale else None
