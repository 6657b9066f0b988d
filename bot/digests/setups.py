"""Dialogues in which people set up a subscription: what they have chosen so far, until they start it.

They are kept in memory, one for each person, for as long as Discord lets a dialogue's message be changed: a
restart ends them, and what was not started was nothing that anybody else could see.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import NamedTuple

from bot.digests.channel_settings import read_name, read_settings
from bot.digests.channels import Channels
from bot.errors import UserError
from bot.models import ChannelSettings, Language, Layout, Subscription

SETUP_LIFETIME = timedelta(minutes=15)
_TOKEN_BYTES = 8
_MORNING = time(9)


class SetupPlace(NamedTuple):
    """Where a subscription is set up, which layouts it takes, and whether posts can be published."""

    guild_id: int
    channel_id: int
    layouts: Sequence[Layout]
    publishes: bool = False


class RejectedInput(NamedTuple):
    """What was typed for a setting and could not be taken, so that nobody has to type it again."""

    typed: str
    problem: UserError


@dataclass
class SetupDraft:
    """What one person has chosen. `stored` is what the subscription was when the dialogue came to it; None
    for a new one. `rejected` is by the setting's name.
    """

    token: str
    person_id: int
    opened_at: datetime
    place: SetupPlace
    settings: ChannelSettings
    zone: str
    stored: ChannelSettings | None = None
    rejected: dict[str, RejectedInput] = field(default_factory=dict[str, RejectedInput])

    def choose(self, settings: ChannelSettings) -> None:
        """Take the settings, with what the channel takes of them, and a zone that is known here."""
        layout = settings.layout if settings.layout in self.place.layouts else self.place.layouts[0]
        zone = settings.zone if settings.has_valid_zone else self.zone
        publish = settings.publish and self.place.publishes
        self.settings = settings.model_copy(update={"layout": layout, "zone": zone, "publish": publish})


@dataclass
class Setups:
    """The dialogues of all people."""

    channels: Channels
    _drafts: dict[int, SetupDraft] = field(default_factory=dict[int, SetupDraft])

    async def open(self, person_id: int, place: SetupPlace, language: Language, zone: str) -> SetupDraft:
        """Begin a dialogue, in place of the person's earlier one: with the channel's subscription if it has
        one, else at 9 in the zone, in the language.
        """
        self._forget_old()
        settings = ChannelSettings(
            guild_id=place.guild_id,
            channel_id=place.channel_id,
            language=language,
            zone=zone,
            due_time=_MORNING,
        )
        token, now = secrets.token_hex(_TOKEN_BYTES), self.channels.clock()
        draft = SetupDraft(token, person_id, now, place, settings, zone)
        await self.move(draft, place)
        self._drafts[person_id] = draft
        return draft

    def draft(self, person_id: int, guild_id: int | None, token: str) -> SetupDraft:
        """The person's dialogue; UserError if it is over, somebody else's, or of another guild."""
        self._forget_old()
        draft = self._drafts.get(person_id)
        if draft is None or draft.token != token or draft.place.guild_id != guild_id:
            raise UserError("setup-over")
        return draft

    async def move(self, draft: SetupDraft, place: SetupPlace) -> None:
        """Go to a channel: to its oldest subscription if it has one, else with what was chosen so far."""
        subscriptions = await self.channels.in_channel(place.channel_id)
        draft.place = place
        if subscriptions:
            self._edit(draft, subscriptions[0].settings)
            return
        draft.stored = None
        draft.choose(draft.settings.model_copy(update={"channel_id": place.channel_id, "name": ""}))

    async def edit(self, draft: SetupDraft, name: str) -> None:
        """Go to the channel's subscription of this name; UserError if there is none any more."""
        self._edit(draft, (await self._stored(draft.place.channel_id, name)).settings)

    async def add_another(self, draft: SetupDraft, typed_name: str) -> None:
        """Go on with a new subscription of the channel, which needs a name of its own."""
        try:
            name = read_name(typed_name)
            if await self.channels.of_id(draft.place.channel_id, name):
                raise UserError("setup-name-taken", name=name)
        except UserError as problem:
            draft.rejected["name"] = RejectedInput(typed_name, problem)
            return
        draft.rejected.pop("name", None)
        draft.stored = None
        draft.choose(draft.settings.model_copy(update={"name": name}))

    async def copy(self, draft: SetupDraft, channel_id: int, name: str) -> None:
        """Take all settings of a subscription of the same guild; UserError if there is none any more."""
        source = await self._stored(channel_id, name)
        if source.settings.guild_id != draft.place.guild_id:
            raise UserError("setup-gone")
        address = draft.settings.model_dump(include={"channel_id", "name"})
        draft.rejected.clear()
        draft.choose(source.settings.model_copy(update=address))

    def change(self, draft: SetupDraft, entries: Mapping[str, object]) -> None:
        """Take each setting by its name as people write it; what cannot be read is remembered as rejected."""
        for name, value in entries.items():
            draft.rejected.pop(name, None)
            try:
                draft.choose(read_settings({name: value}, draft.settings))
            except UserError as problem:
                draft.rejected[name] = RejectedInput(str(value), problem)

    def reject_examples(self, draft: SetupDraft, unknown: Sequence[str]) -> None:
        """Take no examples, since no source knows these of them."""
        problem = UserError("subscription-unknown-examples", papers=", ".join(unknown))
        draft.rejected["examples"] = RejectedInput("\n".join(draft.settings.examples), problem)
        draft.choose(draft.settings.model_copy(update={"examples": ()}))

    async def start(self, draft: SetupDraft) -> Subscription:
        """Add or change the subscription, which ends the dialogue.

        UserError if somebody else has added, changed or removed it since the dialogue came to it.
        """
        current = await self.channels.of_id(draft.place.channel_id, draft.settings.name)
        if (current.settings if current else None) != draft.stored:
            raise UserError("setup-changed")
        subscription = await self.channels.subscribe(draft.settings, configured_by=draft.person_id)
        self._drafts.pop(draft.person_id, None)
        return subscription

    def _edit(self, draft: SetupDraft, settings: ChannelSettings) -> None:
        draft.stored = settings
        draft.rejected.clear()
        draft.choose(settings)

    async def _stored(self, channel_id: int, name: str) -> Subscription:
        if (subscription := await self.channels.of_id(channel_id, name)) is None:
            raise UserError("setup-gone")
        return subscription

    def _forget_old(self) -> None:
        since = self.channels.clock() - SETUP_LIFETIME
        self._drafts = {id: draft for id, draft in self._drafts.items() if draft.opened_at > since}
