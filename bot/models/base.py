"""What all values share: a language, a weekday, a layout, a time zone, frozenness."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Final, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationInfo

Language = Literal["ko", "en"]

# The context of a validation: what is stored may come from a machine that has other time zones.
STORED: Final = "stored"

LANGUAGES: tuple[Language, ...] = ("ko", "en")

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

WEEKDAYS: tuple[Weekday, ...] = (
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
)  # as `date.weekday()` counts

# An embed for each paper; one message with a few lines for each; a message that says what is inside, with the
# embeds in its thread, or in the post of a forum; and a forum's post for each paper.
Layout = Literal["full", "compact", "thread", "forum", "posts"]

LAYOUTS: tuple[Layout, ...] = ("full", "compact", "thread", "forum", "posts")
THREADED: frozenset[Layout] = frozenset({"thread", "forum"})  # whose later messages stand in a thread
FORUM_LAYOUTS: frozenset[Layout] = frozenset({"forum", "posts"})

# In which order papers stand: most voted first, most like some examples first, or the mean of both.
Order = Literal["votes", "examples", "both"]

ORDERS: tuple[Order, ...] = ("votes", "examples", "both")

# Names that the system has beside the places: what the machine is set to, and what it is before that.
_NO_PLACES = frozenset({"localtime", "posixrules", "Factory"})


@cache
def zone_names() -> frozenset[str]:
    """All IANA names that mean the same on every machine, as far as this one has them."""
    return frozenset(available_timezones() - _NO_PLACES)


class UnknownZoneError(ValueError):
    """A stored zone that this machine does not have, or that means nothing."""

    def __init__(self, zone: str) -> None:
        super().__init__(f"the time zone “{zone}” is not known on this machine")


def zone_of(name: str) -> ZoneInfo:
    """The time zone; UnknownZoneError if this machine has no such place."""
    if name not in zone_names():
        raise UnknownZoneError(name)
    return ZoneInfo(name)


def _zone_name(name: str, info: ValidationInfo) -> str:
    if info.context is not STORED and name not in zone_names():
        raise ValueError(f"“{name}” is not an IANA time zone, such as Asia/Seoul or Europe/Berlin")
    return name


ZoneName = Annotated[str, AfterValidator(_zone_name)]


class Model(BaseModel):
    """A frozen value."""

    # Without what did not fit: it may be somebody's keyword, and errors are logged.
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)
