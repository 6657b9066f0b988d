"""Interactions: what users do (commands, buttons, selects, modals) and how the bot answers them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any, cast

from .errors import Json, refusal
from .payloads import ALL_RIGHTS, bot_rights, channel_json, member_json, message_json, record_json, user_json
from .world import BOT_ID, GROUP, Channel, Clock, Message, World

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL = 2, 3, 4, 5
ANSWER_WITHIN = 3.0  # seconds; later answers get 404/10062
TOKEN_LIVES = 900.0  # seconds; later follow-ups get 401/50027


@dataclass(slots=True)
class Interaction:
    """One interaction and everything that the bot answered to it. Times are Unix seconds."""

    id: int
    token: str
    type: int
    channel_id: int
    user_id: int
    begun_at: float
    data: Json
    source: Message | None = None
    answer_type: int | None = None
    answered_at: float | None = None
    completed_at: float | None = None
    answer_data: Json = field(default_factory=dict[str, Any])
    original: Message | None = None
    messages: list[Message] = field(default_factory=list[Message])
    completed: asyncio.Event = field(default_factory=asyncio.Event)

    def complete(self, now: float) -> None:
        """The user sees something better than "thinking…"."""
        if self.completed_at is None:
            self.completed_at = now
            self.completed.set()

    def report(self) -> Json:
        """For those who drive the tests; `answered_after` and `completed_after` are seconds or None.

        `answer` holds the callback's data (choices of an autocomplete, a modal), `messages` all messages
        of the answer, ephemeral ones too.
        """
        return {
            "id": self.id,
            "answer_type": self.answer_type,
            "answered_after": None if self.answered_at is None else self.answered_at - self.begun_at,
            "completed_after": None if self.completed_at is None else self.completed_at - self.begun_at,
            "answer": self.answer_data,
            "messages": [record_json(message) for message in self.messages if not message.deleted],
        }


@dataclass(slots=True)
class Interactions:
    """All interactions by id and by token."""

    world: World
    clock: Clock
    answer_within: float = ANSWER_WITHIN
    token_lives: float = TOKEN_LIVES
    by_id: dict[int, Interaction] = field(default_factory=dict[int, Interaction])
    _by_token: dict[str, Interaction] = field(default_factory=dict[str, Interaction])

    def begin(
        self, kind: int, channel: Channel, user_id: int, data: Json, source: Message | None = None
    ) -> Interaction:
        """A user does something, now."""
        number = self.world.next_id()
        token = f"interaction-{number}"
        interaction = Interaction(number, token, kind, channel.id, user_id, self.clock(), data, source)
        self.by_id[number] = self._by_token[token] = interaction
        return interaction

    def unanswered(self, interaction_id: int, token: str) -> Interaction:
        """The interaction that a callback may still answer; else 10062 (unknown, too old) or 40060 (done)."""
        interaction = self._by_token.get(token)
        if (
            interaction is None
            or interaction.id != interaction_id
            or self._age(interaction) > self.answer_within
        ):
            raise refusal(10062)
        if interaction.answer_type is not None:
            raise refusal(40060)
        return interaction

    def answered(self, token: str) -> Interaction:
        """The interaction that a webhook request speaks of; else 50027 (15 minutes over) or 10015."""
        interaction = self._by_token.get(token)
        if interaction is None or interaction.answer_type is None:
            raise refusal(10015)
        if self._age(interaction) > self.token_lives:
            raise refusal(50027)
        return interaction

    def _age(self, interaction: Interaction) -> float:
        return self.clock() - interaction.begun_at


def interaction_json(world: World, interaction: Interaction, locale: str, rights: int = ALL_RIGHTS) -> Json:
    """The data of INTERACTION_CREATE, in a guild or in a DM."""
    channel = world.channels[interaction.channel_id]
    source = {} if interaction.source is None else {"message": message_json(interaction.source)}
    return {
        "id": str(interaction.id), "application_id": str(BOT_ID), "type": interaction.type,
        "data": interaction.data, "token": interaction.token, "version": 1, "channel_id": str(channel.id),
        "channel": channel_json(channel), "app_permissions": str(bot_rights(channel)), "locale": locale,
        "entitlements": [], "attachment_size_limit": 10_485_760, **source,
        **_who(world, channel, interaction.user_id, rights),
    }  # fmt: skip


def _who(world: World, channel: Channel, user_id: int, rights: int) -> Json:
    """Where the bot is not, people have it by an installation of their own."""
    if channel.kind == GROUP:
        owners = {"1": str(user_id)}
        return {"user": user_json(user_id), "context": 2, "authorizing_integration_owners": owners}
    if channel.guild_id is None:
        owners = {"0": "0"}
        return {"user": user_json(user_id), "context": 1, "authorizing_integration_owners": owners}
    guild = world.guilds[channel.guild_id]
    return {
        "guild_id": str(guild.id), "guild": {"id": str(guild.id), "locale": guild.locale, "features": []},
        "guild_locale": guild.locale, "member": member_json(guild, user_id, rights=rights), "context": 0,
        "authorizing_integration_owners": {"0": str(guild.id)} if guild.joined else {"1": str(user_id)},
    }  # fmt: skip


def resolved(world: World, options: list[Json]) -> Json:
    """The `resolved` part for options that name users or channels, however deep they stand."""
    entities: Json = {}
    for option in options:
        if option["type"] in (1, 2):
            return resolved(world, option["options"])
        if option["type"] == 7:
            channel = channel_json(world.channels[int(option["value"])]) | {"permissions": str(ALL_RIGHTS)}
            entities.setdefault("channels", {})[option["value"]] = channel
        if option["type"] == 6:
            entities.setdefault("users", {})[option["value"]] = user_json(int(option["value"]))
    return entities


def component_of(message: Message, custom_id: str) -> Json:
    """The component with that custom_id, at any depth; ValueError if it is not there or disabled."""
    waiting: list[Any] = [message.body.get("components")]
    while waiting:
        part = waiting.pop()
        if isinstance(part, list):
            waiting.extend(cast(list[Any], part))
        elif isinstance(part, dict):
            component = cast(Json, part)
            if component.get("custom_id") == custom_id and not component.get("disabled"):
                return component
            waiting.extend(component.get(key) for key in ("components", "component", "accessory"))
    raise ValueError(f"message {message.id} has no component {custom_id!r} to use")
