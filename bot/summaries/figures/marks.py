"""The words around a figure that say how exact it is: about, over, 약, 이상, 미만."""

from __future__ import annotations

import re

from bot.summaries.figures.quantity import Bound

_ABOUT = r"about|around|approximately|roughly|some|circa|~|≈|\\sim|\\approx|약|대략|평균"
_OVER = (
    r"over|(?<!no )(?<!not )more than|no (?:less|fewer) than|at least|above|exceed(?:s|ing)?|beyond"
    r"|surpass(?:es|ing)?|>|≥|\\geq?|\\gtrsim|최소|적어도"
)
_UNDER = (
    r"under|(?<!no )(?:less|fewer) than|not? more than|below|at most|up to|nearly|almost|close to|within"
    r"|<|≤|\\leq?|\\lesssim|최대|거의"
)
_BEFORE = re.compile(
    rf"(?<![A-Za-z가-힣])(?:({_ABOUT})|({_OVER})|({_UNDER}))\s?(?:an? |the )?$", re.IGNORECASE
)
_PARTICLE = (
    r"(?:여\s?)?(?:[ ]?[가-힣]{1,4}?)??(?:[이가을를의은는에]|정도)?[ ]?"
    r"(?:(?:겨우|간신히|훌쩍|조금|약간|살짝|크게)[ ])?"
)
_MORE = r"이상(?![적치한])|초과|넘(?:[는게은어겨긴]|기(?!지 못))|웃[도돌돕돈]"
_LESS = (
    r"이하|미만|가까이|육박|못 미[치칩쳐쳤친]|미치지 못|넘기?지 못|밑[도돌돕돈]|도 (?:안|채 안) 되"
    r"|or (?:less|fewer)"
)
_AFTER = re.compile(
    rf"(?P<more>여(?=[ ]?[가-힣]|$))|{_PARTICLE}"
    rf"(?:(?P<about>정도|가량|내외|안팎|남짓|쯤)|(?P<over>{_MORE})|(?P<under>{_LESS}))"
    r"|[ ](?P<plus>or more)|(?P<sign>\+)(?!\d)"
)
_LONGEST_MARK = 16


def bound_of(text: str, start: int, end: int) -> Bound:
    """How exact the figure at `text[start:end]` is said to be."""
    if before := _BEFORE.search(text[max(0, start - _LONGEST_MARK) : start]):
        return (Bound.ABOUT, Bound.OVER, Bound.UNDER)[(before.lastindex or 1) - 1]
    after = _AFTER.match(text, end)
    if not after:
        return Bound.EXACT
    if after["about"]:
        return Bound.ABOUT
    return Bound.UNDER if after["under"] else Bound.OVER
