"""Time zones named by their distance from UTC: `UTC+9`, `GMT-5`, `+05:30`. Pure."""

from __future__ import annotations

import re
import unicodedata

_OFFSET = re.compile(
    r"(?:(?:utc|gmt)(?P<sign>[+-])?|(?P<bare>[+-]))(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d))?"
)
_MINUSES = str.maketrans({"\N{MINUS SIGN}": "-", "\N{EN DASH}": "-", "±": "+"})
_LEAST_HOURS, _MOST_HOURS = -12, 14
# Places without summer time, in minutes from UTC: those with parts of an hour have no zone but theirs.
_STEADY_PLACES = {
    -570: "Pacific/Marquesas",
    0: "UTC",
    210: "Asia/Tehran",
    270: "Asia/Kabul",
    330: "Asia/Kolkata",
    345: "Asia/Kathmandu",
    390: "Asia/Yangon",
    480: "Asia/Singapore",
    525: "Australia/Eucla",
    540: "Asia/Seoul",
    570: "Australia/Darwin",
}
# Which have it in winter alone.
_PLACES_IN_WINTER = {
    -480: ["America/Los_Angeles"],
    -420: ["America/Denver"],
    -360: ["America/Chicago"],
    -300: ["America/New_York"],
    0: ["Europe/London"],
    60: ["Europe/Berlin", "Europe/Paris"],
    600: ["Australia/Sydney"],
}


def offset_zones(text: str) -> list[str]:
    """The zones at the offset that the text is: first the one that keeps it all year."""
    if (minutes := _minutes(text)) is None:
        return []
    place, hours = _STEADY_PLACES.get(minutes), minutes // 60
    named = [place] if place else []
    if minutes and minutes % 60 == 0 and _LEAST_HOURS <= hours <= _MOST_HOURS:
        named.append(f"Etc/GMT{-hours:+}")  # POSIX counts to the west
    return [*named, *_PLACES_IN_WINTER.get(minutes, [])]


def offset_label(name: str) -> str | None:
    """`UTC+9` for Etc/GMT-9, whose sign is not what people expect; None for places."""
    match = re.fullmatch(r"Etc/GMT(?P<west>[+-]\d{1,2})", name)
    return f"UTC{-int(match['west']):+}" if match else None


def _minutes(text: str) -> int | None:
    plain = "".join(unicodedata.normalize("NFKC", text).translate(_MINUSES).casefold().split())
    if not (match := _OFFSET.fullmatch(plain)):
        return None
    minutes = int(match["hours"]) * 60 + int(match["minutes"] or 0)
    return -minutes if (match["sign"] or match["bare"]) == "-" else minutes
