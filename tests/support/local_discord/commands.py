"""Application commands: what a bot registers, checked as far as the limits that titles and texts reach."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from .calls import Answer, Call
from .errors import Form, Json, objects
from .world import BOT_ID, World

_NAME = re.compile(r"[-_'\w]{1,32}")
SUBCOMMAND, GROUP = 1, 2  # of an option
MESSAGE = 3  # of a command


@dataclass(slots=True)
class Commands:
    """The commands of the application: the global ones under None, the others under their guild's id."""

    world: World
    registered: dict[int | None, list[Json]] = field(default_factory=dict[int | None, list[Json]])

    def list(self, call: Call) -> Answer:
        """GET: what is registered."""
        return Answer(200, self.registered.get(_scope(call), []))

    def replace(self, call: Call) -> Answer:
        """PUT: replaces all commands of the scope; ids of commands that stay are kept."""
        commands = objects(call.body)
        _check(commands)
        ids = {(old["name"], old["type"]): old["id"] for old in self.registered.get(_scope(call), [])}
        self.registered[_scope(call)] = [self._register(command, call, ids) for command in commands]
        return self.list(call)

    def _register(self, command: Json, call: Call, ids: dict[tuple[Any, Any], str]) -> Json:
        kind = command.get("type", 1)
        command_id = ids.get((command["name"], kind)) or str(self.world.next_id())
        guild: Json = {} if _scope(call) is None else {"guild_id": str(_scope(call))}
        defaults: Json = {"description": "", "default_member_permissions": None, "dm_permission": True}
        identity: Json = {
            "id": command_id,
            "application_id": str(BOT_ID),
            "version": command_id,
            "type": kind,
        }
        return defaults | command | identity | guild

    def invocation(self, words: str, options: Json, guild_id: int | None, focused: str | None = None) -> Json:
        """The data of an interaction for a command such as "channel list" with its options.

        ValueError if no such command or option is registered, or if a group is called by itself.
        """
        name, *path = words.split()
        available = [*self.registered.get(None, []), *self.registered.get(guild_id, [])]
        command = _named(available, name)
        leaf, chain = command, list[Json]()
        for word in path:
            leaf = _named(objects(leaf.get("options")), word)
            chain.append(leaf)
        nested = _given(leaf, options, focused)
        for step in reversed(chain):
            nested = [{"name": step["name"], "type": step["type"], "options": nested}]
        return {"id": command["id"], "name": command["name"], "type": command["type"], "options": nested}

    def of_message(self, name: str, message_id: int, guild_id: int | None) -> Json:
        """The data of an interaction for a command of messages' context menus."""
        available = [*self.registered.get(None, []), *self.registered.get(guild_id, [])]
        command = _named([each for each in available if each["type"] == MESSAGE], name)
        return {
            "id": command["id"],
            "name": command["name"],
            "type": MESSAGE,
            "target_id": str(message_id),
        }


def _scope(call: Call) -> int | None:
    return call.id("guild_id") if "guild_id" in call.ids else None


def _named(entries: list[Json], name: str) -> Json:
    for entry in entries:
        if entry["name"] == name:
            return entry
    raise ValueError(f"{name!r} is not registered; there are {[entry['name'] for entry in entries]}")


def _given(leaf: Json, options: Json, focused: str | None) -> list[Json]:
    declared = objects(leaf.get("options"))
    if any(option["type"] in (SUBCOMMAND, GROUP) for option in declared):
        raise ValueError(f"{leaf['name']!r} has subcommands and cannot be called by itself")
    return [_option(_named(declared, name), value, focused == name) for name, value in options.items()]


def _option(declared: Json, value: Any, focused: bool) -> Json:
    wire_value = str(value) if declared["type"] in (6, 7, 8, 9) else value
    return {"name": declared["name"], "type": declared["type"], "value": wire_value} | (
        {"focused": True} if focused else {}
    )


def _check(commands: list[Json]) -> None:
    form = Form()
    form.count((), commands, 100)
    for number, command in enumerate(commands):
        _check_entry(form, (number,), command, described=command.get("type", 1) == 1)
    form.check()


def _check_entry(form: Form, at: tuple[str | int, ...], entry: Json, *, described: bool) -> None:
    name = str(entry.get("name", ""))
    if described and (not _NAME.fullmatch(name) or name != name.lower()):
        form.wrong((*at, "name"), "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
    form.text((*at, "description"), entry.get("description"), 100, required=described)
    for language, text in dict[str, Any](entry.get("description_localizations") or {}).items():
        form.text((*at, "description_localizations", language), text, 100)
    check_choices(form, (*at, "choices"), objects(entry.get("choices")))
    options = objects(entry.get("options"))
    form.count((*at, "options"), options, 25)
    for number, option in enumerate(options):
        _check_entry(form, (*at, "options", number), option, described=True)


def check_choices(form: Form, at: tuple[str | int, ...], choices: list[Json]) -> None:
    """At most 25 choices with names and text values of 1 to 100 characters."""
    form.count(at, choices, 25)
    for number, choice in enumerate(choices):
        form.text((*at, number, "name"), choice.get("name"), 100, required=True)
        if isinstance(choice.get("value"), str):
            form.text((*at, number, "value"), choice["value"], 100)
