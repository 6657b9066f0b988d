"""Percentages that remain and those that are saved: to use 12% of the data is to use 88% less."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum

from bot.summaries.figures.compare import supports
from bot.summaries.figures.evidence import Evidence
from bot.summaries.figures.exchange import Borne
from bot.summaries.figures.quantity import Bound, Quantity, Unit
from bot.summaries.figures.text import has_hangul
from bot.summaries.figures.writing import plain_number


class _Side(Enum):
    REMAINS = "remains"
    SAVED = "saved"


_OTHER = {_Side.REMAINS: _Side.SAVED, _Side.SAVED: _Side.REMAINS}
_SHARES = (Unit.PERCENT, Unit.FRACTION)
_CUT = r"reduc\w*|cut\w*|sav(?:e|es|ed|ing)|decreas\w*|lower\w*|shrink\w*|shorten\w*|drop\w*"
_MARK = r"(?:(?:only|just|merely|up to|about|around|over|approximately|roughly|nearly|more than) )*"
_CUT_BY = re.compile(rf"\b(?:{_CUT})\b[^.;,]{{0,64}}? by {_MARK}$", re.IGNORECASE)
_CUT_TO = re.compile(rf"\b(?:{_CUT})\b[^.;,]{{0,64}}? to {_MARK}$", re.IGNORECASE)
_ONLY = re.compile(r"\b(?:only|just|merely) (?:about |around |approximately |roughly )?$", re.IGNORECASE)
_LESS = re.compile(
    r" (?:[a-z-]+ )?(?:fewer|less|lower|smaller|cheaper|shorter|reduction|savings?|decrease)\b"
)
_ABOUT = r"\s?(?:가량|정도|이상|가까이|넘게|까지)?(?:를|을|나)?\s?"
_KEPT = re.compile(
    r"\s?(?:의\s|정도\s?|수준)?(?:으로|로)\s?(?:줄|낮|단축|감소|축소)|\s?만(?:으로|\s(?:사용|활용|이용|쓰|써|들))"
)
_KOREAN_LESS = re.compile(rf"{_ABOUT}(?:줄[이여어]|절감|감소|덜|적은|적게|낮[추춰]|단축|아[끼껴]|삭감|축소)")
_REACH = 96


def contradicted(plain: str, borne: Sequence[Borne], known: Evidence) -> dict[Quantity, Quantity]:
    """The percentages that a plain bullet says to be saved where they remain, or so, with what is true."""
    return {
        figure: _rest(sources[0])
        for figure, sources in borne
        if _is_other_side(plain, figure, sources, known) and not supports(_rest(sources[0]), figure)
    }


def _is_other_side(plain: str, figure: Quantity, sources: Sequence[Quantity], known: Evidence) -> bool:
    side = _side(plain, figure)
    return side is not None and all(_side(known.plain, source) is _OTHER[side] for source in sources)


def is_rest(plain: str, figure: Quantity, known: Evidence) -> bool:
    """Whether a plain bullet tells the one of the two that the abstract does not."""
    side = _side(plain, figure)
    if side is None:
        return False
    others = (other for other in known.figures if _side(known.plain, other) is _OTHER[side])
    return any(supports(_rest(other), figure) for other in others)


def _side(plain: str, figure: Quantity) -> _Side | None:
    if figure.unit not in _SHARES:
        return None
    return _korean(plain, figure) if has_hangul(plain) else _english(plain, figure)


def _korean(plain: str, figure: Quantity) -> _Side | None:
    if _KEPT.match(plain, figure.end):
        return _Side.REMAINS
    return _Side.SAVED if _KOREAN_LESS.match(plain, figure.end) else None


def _english(plain: str, figure: Quantity) -> _Side | None:
    before = plain[max(0, figure.start - _REACH) : figure.start]
    if _LESS.match(plain, figure.end) or _CUT_BY.search(before):
        return _Side.SAVED
    is_only = _ONLY.search(before) and plain.startswith(" of ", figure.end)
    return _Side.REMAINS if is_only or _CUT_TO.search(before) else None


def _rest(figure: Quantity) -> Quantity:
    rest = 100 - figure.value
    return replace(figure, text=f"{plain_number(round(rest, 1))}%", values=(rest,), bound=Bound.EXACT)
