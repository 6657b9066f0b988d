"""The channels and people of the week, and what Discord has of what came to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from bot.alerts.keywords import meaning
from bot.models import ChannelSettings
from bot.rendering.footer_id import FooterMark, read_mark
from bot.settings import ScheduleSettings
from bot.store import Store, alerts, keywords, people
from tests.drill.papers import keyword, paper_days
from tests.drill.places import DAY, FIRST_PERSON, HOURS, PAPERS, PARTS, Due, Reader, last_finished
from tests.drill.reckoning import Key
from tests.support.local_discord import LocalDiscord
from tests.support.subscribing import subscribe

PEOPLE = 6


@dataclass(frozen=True)
class Residents:
    """All of them; a channel is a place of a guild."""

    local: LocalDiscord
    guild_ids: Mapping[int, int]  # by channel
    channels: Sequence[Reader]
    people: Sequence[Reader]
    gone: dict[int, datetime] = field(default_factory=dict[int, datetime])  # channels, and since when

    @classmethod
    def of(cls, local: LocalDiscord, channels: int) -> Residents:
        """So many channels in two guilds, at a shard each, and some people."""
        guilds = [local.guilds.add(channels - channels // 2), local.guilds.add(channels // 2)]
        guild_ids = {channel_id: guild.id for guild in guilds for channel_id in guild.channel_ids}
        hours = [HOURS[n % len(HOURS)] for n in range(max(channels, PEOPLE))]
        readers = [Reader(id_, hour, PARTS) for id_, hour in zip(guild_ids, hours, strict=False)]
        persons = [Reader(FIRST_PERSON + n, hour) for n, hour in enumerate(hours[:PEOPLE])]
        return cls(local, guild_ids, readers, persons)

    async def settle_in(self, store: Store, now: datetime) -> None:
        """Subscribe the channels and save the people's keywords, as if it were `now`."""
        for channel in self.channels:
            chosen = ChannelSettings(
                guild_id=self.guild_ids[channel.id],
                channel_id=channel.id,
                zone=channel.hour.zone,
                due_time=channel.hour.time,
                papers=PAPERS,
                language="en",
            )
            await subscribe(store, ScheduleSettings(), chosen, now)
        for place, person in enumerate(self.people):
            await _save_keyword(store, person, keyword(place), now)

    def delete_channel(self, channel: Reader, now: datetime) -> None:
        """Somebody deletes it."""
        self.local.guilds.delete_channel(channel.id)
        self.gone[channel.id] = now

    def prevented(self, due: Due) -> str:
        """Why something that is due may never come, if it may not."""
        return "channel deleted" if due.to in self.gone and due.at >= self.gone[due.to] else ""

    def posts(self) -> dict[Key, list[datetime]]:
        """When each part of each day came to each channel."""
        came = defaultdict[Key, list[datetime]](list)
        for message in self.digests():
            if mark := _mark(message):
                came[int(message["channel_id"]), mark.day, mark.part].append(sent_at(message))
        return came

    def told(self) -> dict[Key, list[datetime]]:
        """When each person was told of each day's paper."""
        came = defaultdict[Key, list[datetime]](list)
        for person in self.people:
            messages = self.local.record.direct_messages(person.id)
            for day, message in paper_days(m for m in messages if m["interaction_id"] is None):
                came[person.id, day, 1].append(sent_at(message))
        return came

    def digests(self) -> list[Mapping[str, Any]]:
        """All parts of days that were ever posted in the channels."""
        messages = (m for channel in self.channels for m in self.local.record.messages(channel.id))
        return [message for message in messages if message["interaction_id"] is None and _mark(message)]


def _mark(message: Mapping[str, Any]) -> FooterMark | None:
    embeds = message["embeds"]
    return read_mark(embeds[-1].get("footer", {}).get("text")) if embeds else None


def sent_at(message: Mapping[str, Any]) -> datetime:
    """When Discord got it (UTC)."""
    return datetime.fromtimestamp(message["sent_at"], UTC)


def all_due(readers: Iterable[Reader], after: datetime, until: datetime) -> list[Due]:
    """What falls due to them between these times."""
    return [due for reader in readers for due in reader.due(after, until)]


async def _save_keyword(store: Store, person: Reader, text: str, now: datetime) -> None:
    first = next(person.due(now, now + 2 * DAY))
    zone, due_time = person.hour
    async with store.transaction() as tx:
        keyword_id = await keywords.id_of(tx, *meaning(text))
        await alerts.add(tx, person.id, text, keyword_id, now, last_finished(first.at))
        await people.meet(tx, person.id, "en", first.at)
        await people.change(tx, person.id, zone=zone, due_time=due_time)
