"""What the running bot does by itself. Each step may run at any time, and again.

::

    source → collect → store → summarise → plan → deliver → Discord
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from bot.alerts.for_you_group import Recommender
from bot.alerts.matcher import match_days
from bot.alerts.notification_planner import plan_notifications
from bot.digests.collector import Collector
from bot.digests.due_times import recompute_due_times
from bot.digests.edits import plan_edits, plan_late_bullets
from bot.digests.planner import plan_due
from bot.digests.readership import papers_to_summarise
from bot.digests.refreshing import Refresher
from bot.digests.week import plan_weeks
from bot.models import Purpose
from bot.models.clock import Clock
from bot.settings import Settings
from bot.store import Store, digests
from bot.summaries.rounds import Round
from bot.summaries.summariser import Summariser
from bot.watches.looks import Looks

REPLACED_DIGEST_LIFETIME = timedelta(days=2)  # until then one may be planned, and not yet posted


@dataclass(frozen=True)
class Pipeline:
    """The steps in their order; the last one, delivering, is `bot.delivery`'s."""

    settings: Settings
    store: Store
    clock: Clock
    collector: Collector
    refresher: Refresher
    looks: Looks
    recommender: Recommender
    summariser: Summariser | None = None  # None without a language model

    async def collect(self) -> None:
        """Fetch the days that are due now."""
        await self.collector.collect_due()

    async def look_at_watched(self) -> None:
        """Ask the sources about some of the watched papers that are due."""
        await self.looks.run()

    async def summarise(self) -> None:
        """Have bullets written for what channels will show; nothing waits for them. Those that come after a
        post are put into it, where that is wanted at once.
        """
        if self.summariser:
            papers = await papers_to_summarise(self.store, self.settings, self.clock())
            await Round(self.summariser, Purpose.DIGEST).run(papers)
        await plan_late_bullets(self.store, self.settings.delivery, self.clock())

    async def plan_digests(self, begin: Callable[[], object]) -> int:
        """Plan every channel whose due time has come; how many channel days that were. `begin` is called
        whenever some are planned, here and below.
        """
        now = self.clock()
        await recompute_due_times(self.store, now)
        return await plan_due(self.store, self.settings, now, begin)

    async def plan_edits(self) -> int:
        """Plan the edits whose time has come, with the votes of now; how many those were."""
        await self.refresher.refresh_due()
        return await plan_edits(self.store, self.settings.delivery, self.clock())

    async def tidy(self) -> None:
        """Forget the digests that edits have replaced."""
        async with self.store.transaction() as tx:
            await digests.forget_replaced(tx, self.clock().date() - REPLACED_DIGEST_LIFETIME)

    async def plan_weeks(self, begin: Callable[[], object]) -> int:
        """Plan the weekly posts whose time has come; how many those were."""
        return await plan_weeks(self.store, self.settings.schedule, self.clock(), begin)

    async def plan_notifications(self, begin: Callable[[], object]) -> int:
        """Hold keywords against the days finished since, then plan notifications; how many those were."""
        await match_days(self.store, self.settings.schedule, self.clock())
        return await plan_notifications(self.store, self.settings, self.clock(), self.recommender, begin)
