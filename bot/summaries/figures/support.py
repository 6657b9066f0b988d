"""Which figures of the abstract support one of the bullet: same unit, same value, or an honest rounding."""

from __future__ import annotations

from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from bot.summaries.figures.evidence import Evidence
from bot.summaries.figures.quantity import FIRST_YEAR, LAST_YEAR, Bound, Quantity, Unit

# Rules of ours, decided on the labelled set: a rounding that moves the value further than this misleads.
UNMARKED_ROUNDING = Decimal("0.05")  # 3.8 billion as 4B is too far, 33.3% as 33% is not
ABOUT_ROUNDING = Decimal("0.07")  # 약 40억 for 3.8 billion, but not 약 30% for 33.3%
FLOOR_ROUNDING = Decimal("0.15")  # 7천 개가 넘는 for 7,900
SAME_FRACTION = Decimal("0.01")  # a third is 33.3%
BOUNDED_FRACTION = Decimal("0.25")  # more than half for 60%, less than half for 45.8%
_LIMITS = {
    Bound.EXACT: UNMARKED_ROUNDING,
    Bound.ABOUT: ABOUT_ROUNDING,
    Bound.OVER: FLOOR_ROUNDING,
    Bound.UNDER: ABOUT_ROUNDING,
}

MAX_SOURCES = 4  # a figure that stands in so many places says nothing about its place

_COUNTED = (Unit.NONE, Unit.COUNT, Unit.TIMES)
# A bullet may leave out these units (from 48 to 57%); a time, a multiple or a size never.
_MEASURED = (Unit.PERCENT, Unit.POINT, Unit.FRAMES, Unit.PIXELS, Unit.DECIBEL, Unit.MONEY)
_SAME = frozenset((unit, unit) for unit in Unit)
# (unit in the bullet, unit in the abstract): an abstract often leaves out what Korean has to say.
_ALSO = frozenset(
    {
        *((Unit.NONE, unit) for unit in (*_COUNTED, *_MEASURED)),
        *((Unit.TIMES, unit) for unit in (Unit.NONE, Unit.COUNT, Unit.MULTIPLE)),
        *((Unit.COUNT, unit) for unit in (Unit.NONE, Unit.TIMES, Unit.FRAMES)),
        (Unit.MULTIPLE, Unit.TIMES),
        (Unit.FRACTION, Unit.PERCENT),
        (Unit.PERCENT, Unit.FRACTION),
        *(
            (unit, Unit.NONE)
            for unit in (Unit.POINT, Unit.FRAMES, Unit.BITS, Unit.PIXELS, Unit.DECIBEL, Unit.MONEY)
        ),
    }
)
_COMPATIBLE = _SAME | _ALSO


class Support(NamedTuple):
    """A bullet's figure and the abstract's figures that support it, the first few."""

    figure: Quantity
    sources: tuple[Quantity, ...]


def support_of(figure: Quantity, evidence: Evidence) -> Support:
    """The figure with its sources; without any it is not in the abstract as written."""
    sources = (source for source in evidence.figures if supports(source, figure))
    return Support(figure, tuple(islice(sources, MAX_SOURCES)))


def supports(abstract: Quantity, bullet: Quantity) -> bool:
    """Whether the abstract's figure bears out the bullet's."""
    if not same_unit(abstract, bullet) or _contradict(abstract.bound, bullet.bound):
        return False
    if bullet.ceiling is not None or abstract.ceiling is not None:
        return _vague_match(abstract, bullet)
    return any(
        _close(abstract_value * _factor(abstract), bullet_value * _factor(bullet), bullet)
        for bullet_value in bullet.values
        for abstract_value in abstract.values
    )


def same_unit(abstract: Quantity, bullet: Quantity) -> bool:
    """Whether the units may stand for each other. A bare number is a time only as a year."""
    if bullet.unit is Unit.NONE and bullet.is_written:
        return abstract.unit in _COUNTED
    if (bullet.unit, abstract.unit) in _COMPATIBLE:
        return True
    if bullet.suffix in ("회", "번"):
        return abstract.unit is Unit.HERTZ  # 초당 7회 for 7Hz
    return bullet.suffix == "년" and abstract.unit is Unit.NONE and _is_year(abstract)


def _factor(quantity: Quantity) -> Decimal:
    """Times and bytes are compared in seconds and bytes, years of a calendar as they are."""
    return Decimal(1) if quantity.suffix == "년" and _is_year(quantity) else quantity.factor


def _is_year(quantity: Quantity) -> bool:
    return FIRST_YEAR <= quantity.value <= LAST_YEAR


def _contradict(abstract: Bound, bullet: Bound) -> bool:
    return {abstract, bullet} == {Bound.OVER, Bound.UNDER}


def _vague_match(abstract: Quantity, bullet: Quantity) -> bool:
    """수천 is several thousand: borne out by "thousands" and by 3,400; "thousands" does not bear out 3천."""
    if bullet.ceiling is None:
        return False
    if abstract.ceiling is not None:
        return abstract.value == bullet.value
    return 2 * bullet.value <= abstract.value < bullet.ceiling


def _close(abstract_value: Decimal, bullet_value: Decimal, bullet: Quantity) -> bool:
    if abstract_value == bullet_value:
        return True
    if not abstract_value:
        return False
    share = abs(bullet_value - abstract_value) / abstract_value
    if bullet.unit is Unit.FRACTION:
        return share <= _fraction_limit(abstract_value, bullet_value, bullet.bound)
    return _is_rounding(abstract_value, bullet_value, bullet) and share <= _LIMITS[bullet.bound]


def _fraction_limit(abstract_value: Decimal, bullet_value: Decimal, bound: Bound) -> Decimal:
    is_true = abstract_value > bullet_value if bound is Bound.OVER else abstract_value < bullet_value
    match bound:
        case Bound.EXACT:
            return SAME_FRACTION
        case Bound.OVER | Bound.UNDER if is_true:
            return BOUNDED_FRACTION
        case _:
            return ABOUT_ROUNDING


def _is_rounding(abstract_value: Decimal, bullet_value: Decimal, bullet: Quantity) -> bool:
    """Whether the bullet's last digit is what rounding, or cutting off with such a mark, gives."""
    step, rounded = bullet.step * _factor(bullet), bullet.rounded_step * _factor(bullet)
    match bullet.bound:
        case Bound.EXACT:
            return abs(bullet_value - abstract_value) <= step / 2 and _is_coarser(abstract_value, step)
        case Bound.ABOUT:
            return abs(bullet_value - abstract_value) <= rounded / 2
        case Bound.OVER:
            return bullet_value <= abstract_value < bullet_value + rounded
        case Bound.UNDER:
            return bullet_value - rounded < abstract_value <= bullet_value


def _is_coarser(abstract_value: Decimal, step: Decimal) -> bool:
    """Fewer digits than the abstract gives: 33.3 may become 33, but 33 does not become 33.4."""
    return abstract_value % step != 0
