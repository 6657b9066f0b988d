"""Telling somebody, once, that a channel is paused."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable
from datetime import datetime, timedelta

import discord

from bot.delivery.outcomes import (
    ARCHIVED_THREAD,
    LOCKED_THREAD,
    NO_TEXT_CHANNEL,
    TAG_REQUIRED,
    WRONG_CHANNEL_TYPE,
    Failure,
    Later,
    Rejected,
    judge,
)
from bot.models import Shards, Subscription
from bot.models.clock import Clock
from bot.rendering.escape import escape
from bot.store import Store, subscriptions
from bot.texts import say

log = logging.getLogger(__name__)

NOTICE_SECONDS = 30.0  # for one attempt, which discord.py would repeat for longer
RETRY_TIME = timedelta(minutes=10)
NOTICE_LIFETIME = timedelta(days=1)  # after the pause; then it stands in /channel list alone

_CODE = re.compile(r"\d{3}/(\d+)")
# What admins can do about it, where permissions are not the trouble.
_KEYS = {
    ARCHIVED_THREAD: "notice-paused-archived",
    LOCKED_THREAD: "notice-paused-locked",
    TAG_REQUIRED: "notice-paused-tag",
    NO_TEXT_CHANNEL: "notice-paused-kind",
    WRONG_CHANNEL_TYPE: "notice-paused-kind",
}


class PauseNotices:
    """Each notice fares alone: one that cannot be sent now is tried again for a day and delays no other."""

    def __init__(
        self,
        client: discord.Client,
        store: Store,
        clock: Clock,
        linked: Callable[[str], str] = str,
        shards: Shards | None = None,
    ) -> None:
        """`linked` makes mentions of the commands that a text names; of servers at other shards than `shards`
        the client's gateway tells nothing.
        """
        self._client, self._store, self._clock, self._linked = client, store, clock, linked
        self._shards = shards
        self._not_before: dict[int, datetime] = {}

    async def tell(self) -> None:
        """Say of each newly paused channel why: to whoever configured it, else in its system channel."""
        now = self._clock()
        async with self._store.reading() as view:
            untold = await subscriptions.untold_pauses(view)
        self._not_before = {s.id: self._not_before.get(s.id, now) for s in untold}
        for subscription in untold:
            if self._not_before[subscription.id] <= now:
                await self._tell_alone(subscription, now)

    async def _tell_alone(self, subscription: Subscription, now: datetime) -> None:
        self._not_before[subscription.id] = now + RETRY_TIME
        failures = await self._failures(subscription)
        passing = next((failure for failure in failures if isinstance(failure, Later | Rejected)), None)
        channel_id, paused_at = subscription.settings.channel_id, subscription.paused_at or now
        if passing and now < paused_at + NOTICE_LIFETIME:
            log.info("nobody could be told yet that channel %d is paused: %s", channel_id, passing.reason)
            return
        if failures:
            log.warning("nobody could be told that channel %d is paused", channel_id)
        async with self._store.transaction() as tx:
            await subscriptions.mark_pause_announced(tx, subscription.id)

    async def _failures(self, subscription: Subscription) -> list[Failure | None]:
        """What hindered each attempt; empty as soon as one succeeds. None: there is nobody to write to."""
        failures: list[Failure | None] = []
        for attempt in (self._tell_owner, self._tell_guild):
            try:
                async with asyncio.timeout(NOTICE_SECONDS):
                    if await attempt(subscription):
                        return []
                failures.append(None)
            except Exception as error:
                failures.append(judge(error))
        return failures

    async def _tell_owner(self, subscription: Subscription) -> bool:
        if subscription.configured_by is None:
            return False
        user = await self._client.create_dm(discord.Object(subscription.configured_by))
        await user.send(self._linked(_text(subscription)))
        return True

    async def _tell_guild(self, subscription: Subscription) -> bool:
        guild_id = subscription.settings.guild_id
        is_elsewhere = self._shards is not None and not self._shards.has(guild_id)
        channel = await self._system_channel_elsewhere(guild_id) if is_elsewhere else self._writable(guild_id)
        if channel is None:
            return False
        await channel.send(self._linked(_text(subscription)))
        return True

    def _writable(self, guild_id: int) -> discord.TextChannel | None:
        guild = self._client.get_guild(guild_id)
        channel = guild and guild.system_channel
        return channel if guild and channel and channel.permissions_for(guild.me).send_messages else None

    async def _system_channel_elsewhere(self, guild_id: int) -> discord.PartialMessageable | None:
        guild = await self._client.http.get_guild(guild_id, with_counts=False)
        channel_id = guild["system_channel_id"]
        return self._client.get_partial_messageable(int(channel_id)) if channel_id else None


def _text(subscription: Subscription) -> str:
    chosen, reason = subscription.settings, subscription.paused_reason or ""
    code = _CODE.match(reason)
    key = _KEYS.get(int(code[1]), "notice-paused") if code else "notice-paused"
    return say(chosen.language, key, channel=f"<#{chosen.channel_id}>", reason=escape(reason))
