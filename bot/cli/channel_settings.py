"""Channel settings as people and files write them: pure. Every mistake is a UserError that names it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast

from pydantic import ValidationError

from bot.errors import UserError
from bot.models import ChannelSettings
from bot.timezones.hours import parse_time
from bot.timezones.zones import parse_zone

_IDS = ("guild_id", "channel_id")
# How each is written, which the model reads more freely than is good, and the text for what is not so.
# A Discord id has 15 to 19 digits (until 2084).
_SNOWFLAKE, _NUMBER = "[1-9][0-9]{14,17}|[1-8][0-9]{18}", "[0-9]{1,9}"
_WRITTEN = {
    "guild_id": (_SNOWFLAKE, "cli-bad-id"),
    "channel_id": (_SNOWFLAKE, "cli-bad-id"),
    "language": (".+", "cli-bad-language"),
    "zone": (".+", "cli-bad-zone"),
    "due_time": (".+", "cli-bad-due-time"),
    "papers": (_NUMBER, "cli-bad-papers"),
    "min_votes": (_NUMBER, "cli-bad-min-votes"),
    "edit_late": ("[Tt]rue|[Ff]alse", "cli-bad-edit-late"),
}
_READERS: dict[str, Callable[[str], str]] = {
    "due_time": lambda text: f"{parse_time(text):%H:%M}",
    "zone": parse_zone,
}


def read_channel_id(text: str) -> int:
    """A Discord id as an admin copies it."""
    return int(_well_written("channel_id", text))


def read_settings(entry: Mapping[str, object], earlier: ChannelSettings | None = None) -> ChannelSettings:
    """Settings by their names in the model; what is not in `entry` stays as `earlier`, else at its default.

    A configured channel stays in its server: Discord moves none, so another id is a mistake.
    """
    written = {name: _well_written(name, value) for name, value in entry.items()}
    values: dict[str, Any] = {**(earlier.model_dump() if earlier else {}), **written}
    try:
        settings = ChannelSettings.model_validate(values)
    except ValidationError as error:
        raise _mistake(error, values) from None
    if earlier and earlier.guild_id != settings.guild_id:
        places = {"channel": earlier.channel_id, "known": earlier.guild_id, "given": settings.guild_id}
        raise UserError("cli-channel-moves", **{name: str(value) for name, value in places.items()})
    return settings


def read_entries(text: str) -> list[dict[str, Any]]:
    """The JSON list that `write_entries` makes, with every entry checked."""
    try:
        json_entries = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UserError("cli-import-no-json", problem=error) from None
    if not isinstance(json_entries, list):
        raise UserError("cli-import-no-list")
    checked_entries = [
        _entry(number, entry) for number, entry in enumerate(cast("list[Any]", json_entries), start=1)
    ]
    for channel_id, count in Counter(str(entry["channel_id"]) for entry in checked_entries).items():
        if count > 1:
            raise UserError("cli-import-twice", channel=channel_id)
    return checked_entries


def write_entries(channels: Iterable[ChannelSettings]) -> str:
    """A JSON list with all settings of each channel."""
    return json.dumps([as_json(settings) for settings in channels], indent=2)


def as_json(settings: ChannelSettings) -> dict[str, Any]:
    """One channel; ids are texts, as in Discord's own JSON: many programs round such large numbers."""
    return {**settings.model_dump(mode="json"), **{name: str(getattr(settings, name)) for name in _IDS}}


def _entry(number: int, entry: object) -> dict[str, Any]:
    if not isinstance(entry, dict):
        raise UserError("cli-import-no-entry", number=number)
    values = cast("dict[str, Any]", entry)
    try:
        read_settings(values)
    except UserError as error:
        raise UserError("cli-import-entry", number=number, problem=error) from None
    return values


def _well_written(name: str, value: object) -> str:
    text = str(value).strip()
    if name not in _WRITTEN:
        raise UserError("cli-channel-unknown", name=name)
    pattern, sentence = _WRITTEN[name]
    try:
        if re.fullmatch(pattern, text):
            return _READERS.get(name, str)(text)
    except UserError:
        pass  # its words are for Discord, and do not name the value
    raise UserError(sentence, value=text)


def _mistake(error: ValidationError, values: Mapping[str, object]) -> UserError:
    first = error.errors(include_url=False)[0]
    name = str(first["loc"][0])
    if first["type"] == "missing":
        return UserError("cli-channel-missing", name=name)
    return UserError(_WRITTEN[name][1], value=values[name])
