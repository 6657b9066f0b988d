"""The file of `channels export` and `channels import`: pure. Every mistake is a UserError that names it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any, cast

from bot.digests.channel_settings import read_settings
from bot.errors import UserError
from bot.errors.files import file_problem
from bot.models import ChannelSettings

_IDS = ("guild_id", "channel_id", "role_id")


def read_entries(text: str) -> list[dict[str, Any]]:
    """The JSON list that `write_entries` makes, with every entry checked."""
    try:
        json_entries = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UserError("cli-import-no-json", problem=file_problem(error)) from None
    if not isinstance(json_entries, list):
        raise UserError("cli-import-no-list")
    entries = cast("list[Any]", json_entries)
    addresses = Counter(_address(number, entry) for number, entry in enumerate(entries, start=1))
    for address, count in addresses.items():
        if count > 1:
            raise UserError("cli-import-twice", channel=address)
    return entries


def write_entries(channels: Iterable[ChannelSettings]) -> str:
    """A JSON list with all settings of each subscription."""
    return json.dumps([as_json(settings) for settings in channels], indent=2, ensure_ascii=False)


def as_json(settings: ChannelSettings) -> dict[str, Any]:
    """One subscription; ids are texts, as in Discord's own JSON: many programs round such large numbers."""
    ids = {name: number and str(number) for name in _IDS for number in [getattr(settings, name)]}
    return {**settings.model_dump(mode="json"), **ids}


def _address(number: int, entry: object) -> str:
    if not isinstance(entry, dict):
        raise UserError("cli-import-no-entry", number=number)
    try:
        return read_settings(cast("dict[str, Any]", entry), is_exported=True).address
    except UserError as error:
        raise UserError("cli-import-entry", number=number, problem=error) from None
