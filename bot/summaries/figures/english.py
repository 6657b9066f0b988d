"""Numbers in English words: twenty-four, two million, a third, tenfold, dozens, an order of magnitude."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from bot.summaries.figures.digits import ENGLISH
from bot.summaries.figures.measure import multiple_at, quantity_at, share_at, unit_at
from bot.summaries.figures.quantity import Number, Quantity, Unit
from bot.summaries.figures.signs import occurrences

ONES = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
_PARTS = {
    "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
    "hundredth": 100, "thousandth": 1000,
}  # fmt: skip
_MULTIPLES = {
    "double": 2, "doubles": 2, "doubled": 2, "doubling": 2, "twice": 2, "triple": 3, "triples": 3,
    "tripled": 3, "tripling": 3, "thrice": 3, "quadruple": 4, "quadruples": 4, "quadrupled": 4,
    "quadrupling": 4,
}  # fmt: skip
_DECADES = {"dozens": 10, "tens": 10, "hundreds": 100}

_ONES, _TENS = "|".join(sorted(ONES, key=len, reverse=True)), "|".join(TENS)
_SCALES = "dozen|hundred|thousand|million|billion|trillion"
_TIMES = "second|minute|hour|day|month|year|decade|century"
_ORDINALS = "(?:sixth|seventh|eighth|ninth|tenth|hundredth|thousandth)"  # "a tenth model" is no share
_PLURALS = "thousands|millions|billions|trillions"
# The longer ways to begin a number stand before the shorter ones.
_WORDS = re.compile(
    rf"\b(?:(?P<halved>half(?:[ ]an?(?=[ ](?:{_SCALES}|{_TIMES})\b)|(?=-(?:{_TIMES})\b)))"
    rf"(?:[ ](?P<halved_scale>{_SCALES}))?"
    r"|(?P<half>hal(?:f|ve|ves|ved|ving))"
    rf"|(?P<above>an?|one|two|three)[ -](?P<part>third|quarter|fifth|{_ORDINALS}(?=[ ](?:of|the|as)\b))s?"
    r"(?![ ](?:party|person|stage|step))"
    rf"|(?P<multiple>{'|'.join(_MULTIPLES)})|(?P<fold>{_ONES}|hundred)fold"
    rf"|(?:a few|few|several)[ ](?P<some>{_SCALES})"
    r"|orders?[ -]of[ -](?P<magnitude>magnitude)"
    rf"|(?P<few>dozens|tens|hundreds)(?:[ ]of[ ](?P<plural>{_PLURALS}))?|(?P<plurals>{_PLURALS})"
    rf"|(?P<tens>{_TENS})(?:-(?P<unit>{_ONES}))?(?:[ -](?P<tens_scale>{_SCALES}))?"
    rf"|(?P<ones>(?:an?|per)(?=[ -](?:{_SCALES})\b)|one(?=[ -](?:{_SCALES})\b|[ ]and[ ]a[ ]half)"
    rf"|(?!one\b)(?:{_ONES}))(?P<and_half>[ ]and[ ]a[ ]half)?(?:[ -](?P<scale>{_SCALES}))?)\b",
    re.ASCII,  # a Korean particle ends a word, too
)
_FIRST_WORDS = frozenset(
    (
        *("half", "halve", "halves", "halved", "halving", "a", "an", "per", "few", "several"),
        *("order", "orders", "hundredfold"),
        *(*ONES, *TENS, *_MULTIPLES, *_DECADES, *_PLURALS.split("|")),
        *(f"{word}fold" for word in ONES),
    )
)
_COUNT_BEFORE = re.compile(r"\b([a-z]+|\d) $")


def english_figures(plain: str, lower: str) -> Iterator[Quantity]:
    """The figures in English words of a plain text; `lower` is the same in small letters."""
    for match in _matches(lower):
        start, end = match.span()
        if match["halved"]:
            factor = Decimal(ENGLISH.get(match["halved_scale"] or "", 1)) / 2
            yield quantity_at(plain, start, Number((factor,), factor, end))
        elif match["half"]:
            yield share_at(plain, start, end, 1, 2)
        elif part := match["part"]:
            yield share_at(plain, start, end, ONES.get(match["above"], 1), _PARTS[part])
        elif word := match["multiple"]:
            yield multiple_at(plain, start, end, _MULTIPLES[word])
        elif word := match["fold"]:
            yield multiple_at(plain, start, end, ONES.get(word, 100))
        elif match["magnitude"]:
            yield _magnitude(plain, lower, start, end)
        elif match["few"] or match["plurals"] or match["some"]:
            yield _vague(plain, match)
        else:
            yield quantity_at(plain, start, _number(match))


def _matches(lower: str) -> Iterator[re.Match[str]]:
    end = 0
    for first in occurrences(_FIRST_WORDS, lower):
        if first.start() >= end and (match := _WORDS.match(lower, first.start())):
            end = match.end()
            yield match


def _number(match: re.Match[str]) -> Number:
    value = TENS.get(match["tens"] or "", 0) + ONES.get(match["unit"] or "", 0)
    value += ONES.get(match["ones"] or "", 1 if match["ones"] else 0)
    factor = ENGLISH.get(match["scale"] or match["tens_scale"] or "", 1)
    half = Decimal("0.5") if match["and_half"] else Decimal(0)
    return Number(((value + half) * factor,), (half or Decimal(1)) * factor, match.end())


def _magnitude(plain: str, lower: str, start: int, end: int) -> Quantity:
    """Two orders of magnitude are a hundredfold."""
    before = _COUNT_BEFORE.search(lower, max(0, start - 8), start)
    word = before[1] if before else "one"
    power = int(word) if word.isdigit() else ONES.get(word, 1)
    counted = before is not None and (word.isdigit() or word in ONES)
    return multiple_at(plain, before.start() if before and counted else start, end, 10 ** min(power, 15))


def _vague(plain: str, match: re.Match[str]) -> Quantity:
    """Dozens and a few hundred are one decade; thousands reach up to the millions."""
    if number_word := match["some"]:
        low = ENGLISH[number_word]
        ceiling = low * 10
    elif few := match["few"]:
        low = _DECADES[few] * ENGLISH.get((match["plural"] or "")[:-1], 1)
        ceiling = low * 10
    else:
        low = ENGLISH[match["plurals"][:-1]]
        ceiling = low * 1000
    end = match.end()
    if plain.startswith(" of ", end) and unit_at(plain, end + 3).unit is not Unit.NONE:
        end += 3  # hundreds of hours
    return quantity_at(plain, match.start(), Number((Decimal(low),), Decimal(low), end, Decimal(ceiling)))
