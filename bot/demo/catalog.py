"""The simulated Discord's list of commands in the reader's language; it would show everybody the English one.

Names are shown, but never sent: what runs a command is its id and its English path. Options are sent by the
names that the list has for them, so those stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

Command = Mapping[str, Any]
_GROUPS = (1, 2)  # Discord's numbers for a subcommand, and for a group of them


def translate(catalog: dict[str, Any], commands: Iterable[Command], locale: str) -> dict[str, Any]:
    """The list as simcord serves it (see its `/api/commands`), with the localizations of these commands."""
    nodes_by_name = {spelled(nodes): nodes for command in commands for nodes in leaves(command)}
    for entry in catalog["entries"]:
        if nodes := nodes_by_name.get(" ".join(entry["path"])):
            _translate_entry(entry, nodes, locale)
    return catalog


def leaves(command: Command) -> Iterator[list[Command]]:
    """Each command that can be called, as the way to it: `channel`, then `list`."""
    below = [option for option in options_of(command) if option["type"] in _GROUPS]
    if not below:
        yield [command]
        return
    for option in below:
        yield from ([command, *nodes] for nodes in leaves(option))


def options_of(node: Command) -> list[Command]:
    """What stands below a command: its options, or its subcommands."""
    return cast("list[Command]", node.get("options") or [])


def spelled(nodes: Iterable[Command], locale: str = "") -> str:
    """The full name in the locale; in English where it has none, and without a locale."""
    return " ".join(_local(node, "name", locale) for node in nodes)


def _translate_entry(entry: dict[str, Any], nodes: list[Command], locale: str) -> None:
    leaf = nodes[-1]
    entry["invocation"] = spelled(nodes, locale)
    entry["description"] = _local(leaf, "description", locale)
    for listed_option, option in zip(entry["options"], options_of(leaf), strict=True):
        listed_option["description"] = _local(option, "description", locale)
        for choice, original in zip(listed_option["choices"], option.get("choices") or [], strict=True):
            choice["name"] = _local(original, "name", locale)


def _local(node: Command, text: str, locale: str) -> str:
    localizations = cast("Mapping[str, str] | None", node.get(f"{text}_localizations")) or {}
    return localizations.get(locale) or str(node.get(text, ""))
