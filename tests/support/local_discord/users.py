"""What users do: commands, typing, clicks, modals, messages; and what they get to see."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .errors import Json
from .interactions import (
    AUTOCOMPLETE,
    COMMAND,
    COMPONENT,
    MODAL,
    Interaction,
    component_of,
    interaction_json,
    resolved,
)
from .parts import Parts
from .payloads import ALL_RIGHTS, message_json
from .world import ADMIN_ID, Channel

_TIMES = ("id", "answered_after", "completed_after")


@dataclass(frozen=True, slots=True)
class Users:
    """Acts as a user. Interactions are known by their ids; `answer` waits for what the bot makes of them."""

    parts: Parts

    def slash(
        self,
        command: str,
        options: Json | None = None,
        *,
        channel_id: int | None = None,
        user_id: int = ADMIN_ID,
        locale: str = "en-US",
        rights: int = ALL_RIGHTS,
    ) -> int:
        """Uses a registered command ("channel list" for a subcommand), in a channel or in the user's DM.

        Answers the interaction's id. `rights` are the user's permissions as bits.
        """
        channel = self._channel_or_direct(channel_id, user_id)
        data = self._invocation(command, options, channel)
        return self._begin(self.parts.interactions.begin(COMMAND, channel, user_id, data), locale, rights)

    def use_on_message(self, command: str, message_id: int, *, user_id: int = ADMIN_ID) -> int:
        """Uses a registered command of messages' context menus."""
        message = self.parts.world.messages[message_id]
        channel = self.parts.world.channels[message.channel_id]
        data = self.parts.commands.of_message(command, message_id, channel.guild_id)
        data |= {"resolved": {"messages": {str(message_id): message_json(message)}}}
        return self._begin(self.parts.interactions.begin(COMMAND, channel, user_id, data), "en-US")

    def autocomplete(
        self,
        command: str,
        focused: str,
        options: Json,
        *,
        channel_id: int | None = None,
        user_id: int = ADMIN_ID,
        locale: str = "en-US",
    ) -> int:
        """Types into the option `focused` of a command; `options` holds what is typed so far."""
        channel = self._channel_or_direct(channel_id, user_id)
        data = self._invocation(command, options, channel, focused)
        return self._begin(self.parts.interactions.begin(AUTOCOMPLETE, channel, user_id, data), locale)

    def click(
        self,
        message_id: int,
        custom_id: str,
        values: Iterable[str] | None = None,
        *,
        user_id: int = ADMIN_ID,
        locale: str = "en-US",
    ) -> int:
        """Presses a button, or chooses `values` in a select, of a message that has that component."""
        message = self.parts.world.messages[message_id]
        component = component_of(message, custom_id)
        data: Json = {"custom_id": custom_id, "component_type": component["type"]}
        data |= {} if values is None else {"values": list(values)}
        channel = self.parts.world.channels[message.channel_id]
        return self._begin(self.parts.interactions.begin(COMPONENT, channel, user_id, data, message), locale)

    def submit_modal(self, interaction_id: int, values: Mapping[str, str], *, locale: str = "en-US") -> int:
        """Fills in the modal that answered an interaction: `values` by the custom_id of its text inputs."""
        opener = self.parts.interactions.by_id[interaction_id]
        rows = [
            {"type": 1, "components": [{"type": 4, "custom_id": name, "value": value}]}
            for name, value in values.items()
        ]
        data: Json = {"custom_id": opener.answer_data["custom_id"], "components": rows}
        channel = self.parts.world.channels[opener.channel_id]
        return self._begin(
            self.parts.interactions.begin(MODAL, channel, opener.user_id, data, opener.source), locale
        )

    async def rush(
        self,
        command: str,
        options: Json,
        *,
        channel_id: int,
        user_ids: Sequence[int],
        per_second: float,
        seconds: float,
        is_brief: bool = False,
    ) -> list[Json]:
        """The users take turns at a command, evenly spaced; the reports, once it is too late to answer. Brief
        ones are without what the answers say.
        """
        loop, asked = asyncio.get_running_loop(), list[int]()
        started = loop.time()
        for number in range(round(per_second * seconds)):
            await asyncio.sleep(max(0.0, started + number / per_second - loop.time()))
            user_id = user_ids[number % len(user_ids)]
            asked.append(self.slash(command, options, channel_id=channel_id, user_id=user_id))
        await asyncio.sleep(self.parts.interactions.answer_within)
        reports = [self.interaction(interaction_id) for interaction_id in asked]
        return [{key: report[key] for key in _TIMES} for report in reports] if is_brief else reports

    async def answer(self, interaction_id: int, within: float = 5.0) -> Json:
        """Waits until the user has a real answer ("thinking…" is none), then reports on the interaction.

        TimeoutError after `within` seconds. The report's keys: see Interaction.report.
        """
        interaction = self.parts.interactions.by_id[interaction_id]
        await asyncio.wait_for(interaction.completed.wait(), within)
        return interaction.report()

    def interaction(self, interaction_id: int) -> Json:
        """The report on an interaction as it stands."""
        return self.parts.interactions.by_id[interaction_id].report()

    def say(self, channel_id: int, content: str, *, user_id: int = ADMIN_ID) -> int:
        """A user writes a message; its id."""
        channel = self.parts.world.channels[channel_id]
        message = self.parts.world.post(channel, user_id, {"content": content})
        where: Json = {} if channel.guild_id is None else {"guild_id": str(channel.guild_id)}
        self.parts.sessions.dispatch("MESSAGE_CREATE", message_json(message) | where, channel.guild_id)
        return message.id

    def _channel_or_direct(self, channel_id: int | None, user_id: int) -> Channel:
        return (
            self.parts.world.direct_channel(user_id)
            if channel_id is None
            else self.parts.world.channels[channel_id]
        )

    def _invocation(
        self, command: str, options: Json | None, channel: Channel, focused: str | None = None
    ) -> Json:
        data = self.parts.commands.invocation(command, options or {}, channel.guild_id, focused)
        return data | {"resolved": resolved(self.parts.world, data["options"])}

    def _begin(self, interaction: Interaction, locale: str, rights: int = ALL_RIGHTS) -> int:
        data = interaction_json(self.parts.world, interaction, locale, rights)
        guild_id = self.parts.world.channels[interaction.channel_id].guild_id
        self.parts.sessions.dispatch("INTERACTION_CREATE", data, guild_id)
        return interaction.id
