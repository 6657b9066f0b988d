"""Numbers written as words: twenty-four, 열두, 백만, and the vague ones: dozens, 수십억."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.summaries.figures.quantity import Number
from bot.summaries.figures.scales import ENGLISH, LARGE, SMALL
from bot.summaries.figures.units import COUNTERS

ONES = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
NATIVE_ONES = {
    "하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "넷": 4, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7,
    "여덟": 8, "아홉": 9,
}  # fmt: skip
NATIVE_TENS = {
    "열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70, "여든": 80,
    "아흔": 90,
}  # fmt: skip
SINO = {"일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "칠": 7, "팔": 8, "구": 9}

_ONES, _TENS = "|".join(sorted(ONES, key=len, reverse=True)), "|".join(TENS)
_SCALES = "hundred|thousand|million|billion|trillion"
ENGLISH_WORDS = re.compile(
    rf"(?P<tens>{_TENS})(?:-(?P<unit>{_ONES}))?|(?P<ones>{_ONES})|(?P<a>an?)(?=[ ](?:{_SCALES})\b)",
    re.IGNORECASE,
)
_ENGLISH_SCALE = re.compile(rf"[ -](?P<scale>{_SCALES})\b", re.IGNORECASE)

_NATIVE_ONES, _NATIVE_TENS = "|".join(NATIVE_ONES), "|".join(NATIVE_TENS)
_COUNTED = rf"\s?(?:{COUNTERS}|배(?![치경포열])|시간|달(?!러)|주(?![요어제])|모델)"
NATIVE = re.compile(
    rf"(?<![가-힣])(?:(?P<tens>{_NATIVE_TENS})(?P<unit>{_NATIVE_ONES})?(?={_COUNTED})"
    rf"|(?P<ones>{_NATIVE_ONES})(?=\s[가-힣A-Za-z]|{_COUNTED}|[은는이가을를의과와][ ]))"
)
_SINO_START = r"(?<![가-힣\d])"
_SINO_GROUP = r"(?:[이삼사오육칠팔구]?[십백천]){1,3}"
SINO_WORD = re.compile(
    rf"{_SINO_START}{_SINO_GROUP}[만억조](?![가-힣]{{2}})"
    rf"|{_SINO_START}{_SINO_GROUP}[일이삼사오육칠팔구]?(?=\s?(?:개(?!별)|명|배(?![치경포열])|가지|시간))"
    rf"|{_SINO_START}[일이삼사오육칠팔구]?[만억조](?=\s(?:개|명|장|배|건|시간)(?:[ 의를을가이]|$))"
)
_VAGUE_ENGLISH = {"dozens": 10, "tens": 10, "hundreds": 100}
_PLURAL = "thousands|millions|billions|trillions"
VAGUE = re.compile(
    r"(?<![가-힣])(?:수|몇[ ]?)(?P<small>[십백천])?(?P<large>[만억조])?"
    rf"(?=여?(?:[ 의을를이가은는]|{_COUNTED}|[%건]|$))"
    rf"|\b(?P<few>dozens|tens|hundreds)\b(?:[ ]of[ ](?P<ofscale>{_PLURAL})\b)?"
    rf"|\b(?P<plural>{_PLURAL})\b",
    re.IGNORECASE,
)


def english_words(text: str, match: re.Match[str]) -> Number:
    """The number that a match of ENGLISH_WORDS begins, with a following scale (two million)."""
    if match["a"]:
        value = 1
    elif match["tens"]:
        value = TENS[match["tens"].lower()] + ONES.get((match["unit"] or "").lower(), 0)
    else:
        value = ONES[match["ones"].lower()]
    scale = _ENGLISH_SCALE.match(text, match.end())
    factor = ENGLISH[scale["scale"].lower()] if scale else 1
    return Number((Decimal(value * factor),), Decimal(factor), scale.end() if scale else match.end())


def native(match: re.Match[str]) -> Number:
    """The Korean number of a match of NATIVE."""
    value = NATIVE_TENS.get(match["tens"] or "", 0)
    value += NATIVE_ONES.get(match["unit"] or match["ones"] or "", 0)
    return Number((Decimal(value),), Decimal(1), match.end())


def sino(match: re.Match[str]) -> Number:
    """The number of a match of SINO_WORD: 백만, 삼천억, 천."""
    total = section = digit = 0
    for letter in match[0]:
        if letter in SINO:
            digit = SINO[letter]
        elif letter in SMALL:
            section, digit = section + (digit or 1) * SMALL[letter], 0
        else:
            total, section, digit = total + (section + digit or 1) * LARGE[letter], 0, 0
    return Number((Decimal(total + section + digit),), Decimal(LARGE.get(match[0][-1], 1)), match.end())


def vague(match: re.Match[str]) -> Number | None:
    """The decade that a match of VAGUE names, or None for the syllable 수 alone.

    Korean names a decade (수천: 1,000 to 9,999); an English plural may go up to its next word.
    """
    if plural := match["plural"]:
        low = ENGLISH[plural.lower()[:-1]]
        return Number((Decimal(low),), Decimal(low), match.end(), Decimal(low) * 1000)
    if few := match["few"]:
        low = _VAGUE_ENGLISH[few.lower()] * ENGLISH.get((match["ofscale"] or "").lower()[:-1], 1)
    elif match["small"] or match["large"]:
        low = SMALL.get(match["small"] or "", 1) * LARGE.get(match["large"] or "", 1)
    else:
        return None
    return Number((Decimal(low),), Decimal(low), match.end(), Decimal(low) * 10)
