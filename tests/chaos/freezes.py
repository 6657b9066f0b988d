"""A round in which the bot that sends is frozen for longer than its lease, while another one waits for it."""

from __future__ import annotations

import asyncio
import signal
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

from tests.chaos.place import SLOW, Place
from tests.chaos.rounds import Round
from tests.support.bot_process import until
from tests.support.forked_command import ForkedProcess

LEASE_SECONDS = 4.0
LEASE = {"PAPERBOY_DELIVERY__LEASE_SECONDS": str(LEASE_SECONDS)}
PATIENCE_SECONDS = 6.0  # for the other one to look at the lease
AWAY_SECONDS = (0.0, 2.0)  # for which it stays frozen once the other one has the lease
LOCKED = 0.1  # of those in a transaction stay there
BRIEF = 0.2  # of the freezes end before the lease does
ALONE = 0.4  # of the others: the next one is killed, and the frozen one has the lease again when it wakes


@dataclass
class Pair:
    """Two bots on one store, of which one sends; who ended is started again."""

    place: Place
    stack: AsyncExitStack
    processes: list[ForkedProcess] = field(default_factory=list[ForkedProcess])

    async def complete(self) -> None:
        """See that two are there, of which one sends and the other one waits."""
        self.processes = [process for process in self.processes if process.returncode is None]
        if not self.processes:
            await self._start()
        leader = await self.leader()
        if len(self.processes) < 2:
            waits = self.place.waits_begun()
            await self._start()
            await until(lambda: self.place.waits_begun() > waits or self._leader() is not leader)

    async def _start(self) -> None:
        bot = self.place.process(SLOW | LEASE)
        self.processes.append(await self.stack.enter_async_context(bot))

    async def leader(self) -> ForkedProcess:
        """The one that has the lease."""
        await until(lambda: self._leader() is not None)
        leader = self._leader()
        assert leader
        return leader

    def standby(self, process: ForkedProcess) -> ForkedProcess:
        """The one that waits."""
        return next(standby for standby in self.processes if standby is not process)

    def _leader(self) -> ForkedProcess | None:
        pid = self.place.leader_pid()
        return next((process for process in self.processes if process.pid == pid), None)


@dataclass
class FreezingRound(Round):
    """`kills` counts the freezes, and `takeovers` those that the other one did not wait out."""

    takeovers: int = 0

    async def disturb(self, place: Place) -> None:
        """Freeze the leader at the end of each life, and wake it."""
        async with AsyncExitStack() as stack:
            pair = Pair(place, stack)
            for life, seconds in enumerate(self.lives):
                place.people.close(life)
                place.let_votes_grow()
                await pair.complete()
                await asyncio.sleep(seconds)
                await self._freeze(pair, await pair.leader())

    async def _freeze(self, pair: Pair, leader: ForkedProcess) -> None:
        await self._stop(pair.place, leader)
        if self.random.random() < BRIEF:
            await asyncio.sleep(self.random.uniform(0, LEASE_SECONDS))
        else:
            await self._let_standby_take_over(pair, pair.standby(leader))
        leader.send_signal(signal.SIGCONT)
        # Who sees that another one has the lease ends; who finds it free has it again.
        await until(lambda: leader.returncode is not None or pair.place.leader_pid() == leader.pid)

    async def _stop(self, place: Place, leader: ForkedProcess) -> None:
        """Most times outside of a transaction: for one SQLite lets everybody wait until it wakes."""
        leader.send_signal(signal.SIGSTOP)
        while await asyncio.to_thread(place.is_locked) and self.random.random() > LOCKED:
            leader.send_signal(signal.SIGCONT)
            await asyncio.sleep(self.random.uniform(0, 0.1))
            leader.send_signal(signal.SIGSTOP)

    async def _let_standby_take_over(self, pair: Pair, standby: ForkedProcess) -> None:
        try:
            await until(lambda: pair.place.leader_pid() == standby.pid, LEASE_SECONDS + PATIENCE_SECONDS)
        except TimeoutError:
            return  # it ended for another reason, such as a machine so busy that it lost the lease
        self.takeovers += 1
        await asyncio.sleep(self.random.uniform(*AWAY_SECONDS))
        if self.random.random() < ALONE:
            standby.kill()
            await standby.wait()
