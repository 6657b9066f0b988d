"""Who may begin a session at the gateway, of all processes on one store.

Discord takes shards in buckets, `shard_id % max_concurrency`, and of each bucket one in five seconds:
https://discord.com/developers/docs/events/gateway#sharding-max-concurrency. A bucket is taken before the
connection is made and, once the session is begun, left to nobody for these seconds. Besides, a day's sessions
are counted: see SessionStarts.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

from bot.delivery.identity import is_proven_dead
from bot.delivery.lease import steady_seconds
from bot.delivery.lookout import Lookout
from bot.errors import DiscordError, StoreError
from bot.gateway.entrance import Entrance
from bot.gateway.outage import Outage
from bot.models.clock import Clock, utc_now
from bot.models.session_starts import SessionStarts
from bot.store import Reading, Store, Transaction, hurried, leases, session_starts

log = logging.getLogger(__name__)

BUCKET_TIME = timedelta(seconds=5.5)  # Discord's five, and what two ways to it may differ by
CONNECT_TIME = timedelta(seconds=75)  # for which a turn may take to connect; discord.py waits 60
POLL_SECONDS = 0.5
RELEASE_SECONDS = 1.0  # for which the end waits while another program holds the database
REPORTED_TIME = timedelta(minutes=1)  # of waiting that is told: less is every start's
_BEGUN = "begun"  # holds the bucket after a session was begun, so that nobody has it


class IdentifyTurns:
    """Of one process, which calls itself `holder` in the store; `clock` gives the time in UTC."""

    def __init__(
        self,
        store: Store,
        holder: str,
        clock: Clock = utc_now,
        *,
        steady: Callable[[], float] = steady_seconds,
    ) -> None:
        self._store, self._holder, self._clock = store, holder, clock
        # No clocks apart: a session begun too early is only begun again, and each start would wait for it.
        self._lookout = Lookout(steady, timedelta())
        self._max_concurrency = 1
        self._turns = dict[str, int]()  # the shard that has our turn in a bucket
        self._slowness = Outage(log, "sessions at Discord's gateway begin without waiting again")

    async def take_in(self, entrance: Entrance) -> None:
        """What Discord says of all processes' sessions."""
        self._max_concurrency = max(entrance.max_concurrency, 1)
        async with self._store.transaction() as tx:
            earlier, now = await session_starts.latest(tx), self._clock()
            starts = SessionStarts(
                total=entrance.total,
                remaining=entrance.remaining,
                resets_at=now + timedelta(seconds=entrance.reset_seconds),
                last_at=earlier and earlier.last_at,
            )
            await session_starts.save(tx, starts)

    async def take(self, shard_id: int) -> None:
        """Wait until this shard may begin a session; without the store, as long as discord.py would."""
        try:
            await self._wait_for_start()
            while not await self._is_taken(shard_id):  # noqa: ASYNC110 - other processes end it
                await asyncio.sleep(POLL_SECONDS)
        except StoreError as error:
            log.warning("shard %d begins a session without its turn: %s", shard_id, error)
            await asyncio.sleep(BUCKET_TIME.total_seconds())
            self._turns[self._bucket(shard_id)] = shard_id

    async def begin(self, shard_id: int) -> None:
        """The session is begun now: called right before that is written to Discord."""
        while not await self._is_begun(shard_id):
            await self.take(shard_id)

    async def give_back(self, shard_id: int) -> None:
        """The shard's turn is over without a session, if it had one."""
        bucket = self._bucket(shard_id)
        if self._turns.get(bucket) == shard_id:
            del self._turns[bucket]
            with suppress(StoreError):  # it runs out
                async with self._store.transaction() as tx:
                    await leases.release(tx, self._holder, bucket)

    async def close(self) -> None:
        """Give back all turns."""
        with hurried(RELEASE_SECONDS):
            for shard_id in list(self._turns.values()):
                await self.give_back(shard_id)

    async def _wait_for_start(self) -> None:
        while (pause := await self._pause()) > timedelta():  # noqa: ASYNC110
            await asyncio.sleep(min(pause.total_seconds(), REPORTED_TIME.total_seconds()))
        self._slowness.ends()

    async def _pause(self) -> timedelta:
        async with self._store.reading() as view:
            starts, now = await session_starts.latest(view), self._clock()
        pause = starts.next_at(now) - now if starts else timedelta()
        if starts and pause > REPORTED_TIME:
            self._tell(starts, now + pause)
        return pause

    def _tell(self, starts: SessionStarts, next_at: datetime) -> None:
        counts = {"remaining": starts.remaining, "total": starts.total}
        sentence = DiscordError("discord-gateway-slow", next=f"{next_at:%H:%M}", **counts)
        self._slowness.begins(sentence)

    async def _is_taken(self, shard_id: int) -> bool:
        bucket = self._bucket(shard_id)
        if bucket in self._turns or not await self._is_free(bucket):
            return False
        async with self._store.transaction() as tx:
            await leases.lock(tx, bucket)
            if not await self._may_follow(tx, bucket):
                return False
            await leases.hold(tx, self._holder, self._clock(), CONNECT_TIME, bucket)
        self._turns[bucket] = shard_id
        return True

    async def _is_free(self, bucket: str) -> bool:
        async with self._store.reading() as view:
            return await self._may_follow(view, bucket)

    async def _may_follow(self, view: Reading, bucket: str) -> bool:
        holder = (await self._holders(view)).get(bucket)
        return holder in (None, self._holder) or is_proven_dead(holder)

    async def _holders(self, view: Reading) -> dict[str, str]:
        return self._lookout.holders(await leases.holdings(view), self._clock())

    async def _is_begun(self, shard_id: int) -> bool:
        """False without a turn, or if it took so long that another process had its own since."""
        bucket = self._bucket(shard_id)
        if self._turns.get(bucket) != shard_id:
            return False
        del self._turns[bucket]
        try:
            async with self._store.transaction() as tx:
                return await self._count(tx, bucket)
        except StoreError as error:
            log.debug("the session of shard %d is not counted: %s", shard_id, error)
            return True

    async def _count(self, tx: Transaction, bucket: str) -> bool:
        now = self._clock()
        if not await self._may_follow(tx, bucket):
            return False
        await leases.hold(tx, _BEGUN, now, BUCKET_TIME, bucket)
        await self._holders(tx)  # the five seconds are counted from here, not from somebody's next look
        if starts := await session_starts.latest(tx):
            await session_starts.save(tx, starts.after_one(now))
        return True

    def _bucket(self, shard_id: int) -> str:
        return f"identify in bucket {shard_id % self._max_concurrency}"
