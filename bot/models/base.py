"""What all values share: a language, a time zone, frozenness."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict

Language = Literal["ko", "en"]

LANGUAGES: tuple[Language, ...] = ("ko", "en")

_zones = cache(available_timezones)  # it searches the disk each time


def _known_zone(name: str) -> str:
    if name not in _zones():
        raise ValueError(f"“{name}” is not an IANA time zone, such as Asia/Seoul or Europe/Berlin")
    return name


ZoneName = Annotated[str, AfterValidator(_known_zone)]


class Model(BaseModel):
    """A frozen value."""

    model_config = ConfigDict(frozen=True, extra="forbid")
