"""What an unsupported figure probably should be, written as the bullet writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.summaries.figures.compare import same_unit
from bot.summaries.figures.quantity import Quantity
from bot.summaries.figures.writing import plain_number, rewritten


def probable(found: Quantity, figures: Iterable[Quantity], bullet: str) -> str | None:
    """The abstract's figure that the bullet's was most likely meant to be, or None if none is near.

    Near means, in this order: the same digits at another scale, the same value with another unit, two digits
    exchanged, one digit wrong. A vague figure is near the only other vague one.
    """
    chosen = next(_near(found, tuple(figures)), None)
    return rewritten(chosen, found, bullet) if chosen else None


def _near(found: Quantity, figures: tuple[Quantity, ...]) -> Iterator[Quantity]:
    if found.ceiling is not None:
        vague = [other for other in figures if other.ceiling is not None]
        yield from vague if len(vague) == 1 else ()
        return
    exact = [other for other in figures if other.ceiling is None]
    alike = [other for other in exact if same_unit(other, found)]
    yield from (other for other in alike if _digits(found) == _digits(other) and other.value != found.value)
    yield from (other for other in exact if other.value == found.value)
    yield from (other for other in alike if _wrong_digits(found, other) == 2 and _is_anagram(found, other))
    yield from (other for other in alike if _wrong_digits(found, other) == 1)


def _digits(quantity: Quantity) -> tuple[int, ...]:
    return quantity.value.normalize().as_tuple().digits


def _wrong_digits(found: Quantity, other: Quantity) -> int:
    """How many digits differ; 0 where lengths differ or one digit is all there is."""
    ours, theirs = plain_number(found.value), plain_number(other.value)
    if len(ours) != len(theirs) or len(ours) < 2:
        return 0
    return sum(one != another for one, another in zip(ours, theirs, strict=True))


def _is_anagram(found: Quantity, other: Quantity) -> bool:
    return sorted(plain_number(found.value)) == sorted(plain_number(other.value))
