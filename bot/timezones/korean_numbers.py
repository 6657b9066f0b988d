"""Numerals in Korean times: hours count in native words (아홉 시), minutes in Chinese ones (삼십 분)."""

from __future__ import annotations

import re

# A word stands at the place of its number.
_CHINESE = "영일이삼사오육칠팔구"
_NATIVE = ["", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열", "열한", "열두"]
_NUMERAL = re.compile(
    rf"(?P<native>열?[한두]|{'|'.join(_NATIVE[3:11])})(?=시)"
    rf"|(?:(?P<tens>[이삼사오]?)십(?P<ones>[{_CHINESE[1:]}]?)|(?P<digit>[{_CHINESE}]))(?=[시분])"
)


def with_digits(text: str) -> str:
    """The text, without blanks, with digits for the numerals before 시 and 분: `9시30분`."""
    return _NUMERAL.sub(lambda numeral: str(_value(numeral)), text)


def _value(numeral: re.Match[str]) -> int:
    if numeral["native"]:
        return _NATIVE.index(numeral["native"])
    if numeral["digit"]:
        return _CHINESE.index(numeral["digit"])
    return 10 * _CHINESE.index(numeral["tens"] or "일") + _CHINESE.index(numeral["ones"] or "영")
