"""The settings of a subscription, and their values, as people read them. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, cast

from bot.digests.preview import a_day
from bot.models import WEEKDAYS, ChannelSettings, Language
from bot.rendering.escape import escape_within
from bot.texts import say, say_weekday

ORDER_KEYS: dict[str, str] = {"votes": "order-votes", "examples": "order-examples", "both": "order-both"}
LANGUAGES = {"ko": "commands-korean", "en": "commands-english"}
VALUE = 120  # UTF-16 units shown of one setting
_KEYS = {
    **LANGUAGES,
    **ORDER_KEYS,
    "full": "changes-full",
    "compact": "changes-compact",
    "thread": "changes-thread",
    "forum": "changes-forum",
    "posts": "changes-posts",
    "True": "changes-yes",
    "False": "changes-no",
}
_SETTINGS = {
    "language": "setting-language",
    "zone": "setting-zone",
    "due_time": "setting-due-time",
    "papers": "setting-papers",
    "min_votes": "setting-min-votes",
    "edit_late": "setting-edit-late",
    "live_votes": "setting-live-votes",
    "topics": "setting-topics",
    "excluded_topics": "setting-excluded-topics",
    "weekdays": "setting-weekdays",
    "layout": "setting-layout",
    "role_id": "setting-role-id",
    "role_topics": "setting-role-topics",
    "weekly": "setting-weekly",
    "weekly_time": "setting-weekly-time",
    "order": "setting-order",
    "examples": "setting-examples",
    "publish": "setting-publish",
}
# What few subscriptions have, in the order in which it is told.
_SPECIAL = ("topics", "excluded_topics", "weekdays", "layout", "role_id", "role_topics", "publish")


def special_settings(chosen: ChannelSettings, language: Language) -> Iterator[str]:
    """What of these settings is not as usual: `topics: robots`."""
    values = chosen.model_dump(mode="json", include=set(_SPECIAL))
    for name in _SPECIAL:
        if getattr(chosen, name) != ChannelSettings.model_fields[name].default:
            yield f"{setting_name(name, language)}: {setting_value(name, values[name], language)}"


def setting_name(name: str, language: Language) -> str:
    """What the setting is called; its own name if a later version has others."""
    return say(language, _SETTINGS[name]) if name in _SETTINGS else name


def setting_value(name: str, value: Any, language: Language) -> str:
    """The value as people read it, within `VALUE`."""
    if value in (None, "", []):
        return say(language, "changes-none")
    if name == "role_id":
        return f"<@&{value}>"
    if isinstance(value, list):
        values = cast("list[str]", value)
        listed = _weekdays(values, language) if name == "weekdays" else "; ".join(map(str, values))
        return escape_within(listed, VALUE)
    key = _KEYS.get(str(value))
    return say(language, key) if key else escape_within(str(value), VALUE)


def _weekdays(weekdays: Collection[str], language: Language) -> str:
    return ", ".join(say_weekday(language, a_day(day)) for day in WEEKDAYS if day in weekdays)
