"""What an admin may choose for a subscription, as people and files write it: pure.

The one place for bounds: slash commands, command line and files come here. Every mistake is a UserError that
names it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError

from bot.digests.chosen_lists import read_examples, read_topics, read_weekday, read_weekdays
from bot.errors import UserError
from bot.models import ChannelSettings
from bot.texts.language_names import language_named
from bot.timezones.hours import parse_time
from bot.timezones.zones import parse_zone

MOST_PAPERS = 20  # a day; what was chosen when there could be more stays
LONGEST_NAME = 20  # characters of a subscription's name

# How each is written, which the model reads more freely than is good, and the text for what is not so.
# A Discord id has 15 to 19 digits (until 2084).
_SNOWFLAKE, _NUMBER = "[1-9][0-9]{14,17}|[1-8][0-9]{18}", "[0-9]{1,9}"
_WRITTEN = {
    "guild_id": (_SNOWFLAKE, "subscription-bad-id"),
    "channel_id": (_SNOWFLAKE, "subscription-bad-id"),
    "name": (rf"(?=.{{0,{LONGEST_NAME}}}$)(?:[^\W_]+(?:-[^\W_]+)*)?", "subscription-bad-name"),
    "language": (".+", "subscription-bad-language"),
    "zone": (".+", "subscription-bad-zone"),
    "due_time": (".+", "subscription-bad-due-time"),
    "papers": (_NUMBER, "subscription-bad-papers"),
    "min_votes": (_NUMBER, "subscription-bad-min-votes"),
    "edit_late": ("[Tt]rue|[Ff]alse", "subscription-bad-edit-late"),
    "live_votes": ("[Tt]rue|[Ff]alse", "subscription-bad-edit-late"),
    "publish": ("[Tt]rue|[Ff]alse", "subscription-bad-publish"),
    "layout": (".+", "subscription-bad-layout"),
    "weekly": (".*", "subscription-bad-weekly"),
    "weekly_time": (".+", "subscription-bad-due-time"),
    "order": (".+", "subscription-bad-order"),
    "role_id": (rf"(?:<@&)?(?:{_SNOWFLAKE})>?|", "subscription-bad-role"),
    "weekdays": (".*", "subscription-bad-weekdays"),
}
_READERS: dict[str, Callable[[str], str]] = {
    "due_time": lambda text: f"{parse_time(text):%H:%M}",
    "weekly_time": lambda text: f"{parse_time(text):%H:%M}",
    "zone": parse_zone,
    "language": lambda text: language_named(text) or text,
    "role_id": lambda text: text.strip("<@&>"),
}
_LIST_READERS: dict[str, Callable[[object], tuple[str, ...]]] = {
    "topics": read_topics,
    "excluded_topics": read_topics,
    "role_topics": read_topics,
    "weekdays": read_weekdays,
    "examples": read_examples,
}


def read_channel_id(text: str) -> int:
    """A Discord id as an admin copies it."""
    return int(_well_written("channel_id", text))


def read_name(text: str) -> str:
    """The name of a subscription in its normal form: small letters, digits and hyphens of any script."""
    return _well_written("name", text)


def read_settings(
    entry: Mapping[str, object], earlier: ChannelSettings | None = None, *, is_exported: bool = False
) -> ChannelSettings:
    """Settings by their names in the model; what is not in `entry` stays as `earlier`, else at its default.

    What stays is taken as it is, also where less may be chosen today; so is what was `is_exported`.
    """
    written = {name: _read(name, value) for name, value in entry.items()}
    values: dict[str, Any] = {**(earlier.model_dump() if earlier else {}), **written}
    try:
        settings = ChannelSettings.model_validate(values)
    except ValidationError as error:
        raise _mistake(error, values) from None
    is_unchanged = is_exported or "papers" not in written or (earlier and earlier.papers == settings.papers)
    if settings.papers > MOST_PAPERS and not is_unchanged:
        raise _bad("papers", settings.papers)
    if settings.role_id == settings.guild_id:  # the number of @everyone
        raise _bad("role_id", settings.role_id)
    return settings


def _read(name: str, value: object) -> object:
    reader = _LIST_READERS.get(name)
    if name == "weekly":
        return read_weekday(value)
    if name == "role_id":
        return _well_written(name, "" if value is None else value) or None
    return reader(value) if reader else _well_written(name, value)


def _well_written(name: str, value: object) -> str:
    text = unicodedata.normalize("NFKC", str(value)).strip()
    text = text.casefold() if name == "name" else text
    if name not in _WRITTEN:
        raise UserError("subscription-unknown", name=name)
    try:
        if re.fullmatch(_WRITTEN[name][0], text):
            return _READERS.get(name, str)(text)
    except UserError:
        pass  # its words are for Discord, and do not name the value
    raise _bad(name, text)


def _bad(name: str, value: object) -> UserError:
    return UserError(_WRITTEN[name][1], value=str(value), most=MOST_PAPERS, longest=LONGEST_NAME)


def _mistake(error: ValidationError, values: Mapping[str, object]) -> UserError:
    first = error.errors(include_url=False)[0]
    name = str(first["loc"][0])
    if first["type"] == "missing":
        return UserError("subscription-missing", name=name)
    return _bad(name, values[name]) if name in _WRITTEN else UserError("subscription-bad-topics")
