"""What a figure in a text is: one value, or a few readings of it, with its unit and its honesty marks."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

FIRST_YEAR, LAST_YEAR = 1800, 2100  # of a calendar, as far as papers tell of them


class Unit(Enum):
    """Units that must not be taken for each other. NONE is a bare number, COUNT one with a Korean counter."""

    NONE = "none"
    COUNT = "count"
    PERCENT = "percent"
    POINT = "point"  # points and percentage points
    MULTIPLE = "multiple"  # 2×, two-fold, 두 배
    TIMES = "times"  # "3 times": either a multiple or a repetition
    FRACTION = "fraction"  # half, 3분의 1; the value is in percent
    TIME = "time"  # the factor is in seconds
    BYTES = "bytes"
    FRAMES = "frames"
    BITS = "bits"
    PIXELS = "pixels"
    DECIBEL = "decibel"
    HERTZ = "hertz"
    METRE = "metre"
    MONEY = "money"


class Bound(Enum):
    """What the text says about the value's exactness."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"  # at least, 이상, 7천여
    UNDER = "under"  # up to, nearly, 미만


@dataclass(frozen=True, slots=True, eq=False)
class Quantity:
    """A figure as written at `text[start:end]` of its text.

    `values` are its possible readings, the likeliest first, without the unit's `factor` (5 minutes: 5 and
    60). `step` is the place of the last written digit (12.3K: 100). A vague figure (수천, dozens) goes from
    its value up to `ceiling`, which it does not reach. `suffix` is the unit as written.
    """

    text: str
    start: int
    end: int
    values: tuple[Decimal, ...]
    step: Decimal = Decimal(1)
    unit: Unit = Unit.NONE
    factor: Decimal = Decimal(1)
    bound: Bound = Bound.EXACT
    ceiling: Decimal | None = None
    suffix: str = ""

    @property
    def value(self) -> Decimal:
        """The likeliest reading."""
        return self.values[0]

    @property
    def is_written(self) -> bool:
        """Whether the number stands in words: three, 열두."""
        return not any(letter.isdigit() for letter in self.text)

    @property
    def rounded_step(self) -> Decimal:
        """Like `step`, but with trailing zeros taken as rounded away: 12,000 has 1,000."""
        _, digits, exponent = self.value.normalize().as_tuple()
        return max(self.step, Decimal((0, (1,), int(exponent)))) if any(digits) else self.step


@dataclass(frozen=True, slots=True)
class Number:
    """A value read from a text, up to `end`, not yet with a unit."""

    values: tuple[Decimal, ...]
    step: Decimal
    end: int
    ceiling: Decimal | None = None


def is_count(quantity: Quantity) -> bool:
    """Whether it is a number of things: a bare one, or one with a Korean counter."""
    return quantity.unit in (Unit.NONE, Unit.COUNT)


def is_alike(left: Quantity, right: Quantity) -> bool:
    """Whether two figures count or measure in the same way, so that one could stand at the other's place."""
    return left.unit is right.unit or (is_count(left) and is_count(right))
