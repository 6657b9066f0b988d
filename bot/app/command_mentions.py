"""Commands named in texts as mentions: each reader sees them in the language of their own client, clickable.

https://discord.com/developers/docs/reference#message-formatting: `</name:id>`, `</name subcommand:id>`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_NAMED = re.compile(r"`/(?P<root>[a-z]+)(?P<rest>(?: [a-z]+)?)`")


class CommandMentions:
    """Knows the ids that Discord gave the commands, once it has told them; until then names stay names."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}

    def learn(self, ids: Mapping[str, int]) -> None:
        """Take the ids of all top-level commands, by their English names."""
        self._ids = dict(ids)

    def linked(self, text: str) -> str:
        """The text with each command that it names as code, such as `/channel add`, as a mention."""
        return _NAMED.sub(self._mention, text)

    def _mention(self, name: re.Match[str]) -> str:
        command_id = self._ids.get(name["root"])
        return name[0] if command_id is None else f"</{name['root']}{name['rest']}:{command_id}>"
