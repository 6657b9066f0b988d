"""What the running bot does by itself: collect, plan, deliver. Each step may run at any time, and again.

::

    source → collect → store → plan → deliver → Discord
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot import due, privacy
from bot.alerts.matcher import match_days
from bot.alerts.person_alerts import tidy
from bot.alerts.planner import plan_notifications
from bot.digests import channels
from bot.digests.collector import collect_day, collect_due, collected_day, latest_day, readable_day
from bot.digests.composer import Composer, Kind
from bot.digests.planner import plan_by_hand, plan_due, recompute_due_times
from bot.digests.preview import Preview, look_ahead
from bot.digests.readership import wanted_papers
from bot.foryou.learning import learn
from bot.lookup.papers import Found, Lookups, find_paper
from bot.models import ChannelSettings, Digest, Edition, Language, Paper, Purpose, Subscription, Summary
from bot.models.clock import Clock
from bot.settings import Settings
from bot.sources import Source
from bot.store import Store, editions
from bot.summaries.rounds import Round, summarise_one
from bot.summaries.summariser import Summariser


@dataclass(frozen=True)
class Service:
    """The resources of one Paperboy, opened by its starter, and the questions asked of them."""

    settings: Settings
    store: Store
    source: Source
    clock: Clock
    lookups: Lookups
    summariser: Summariser | None = None  # None without a language model

    async def collect_due(self) -> None:
        """Fetch the days that are wanted now."""
        await collect_due(self.store, self.source, self.settings.schedule, self.clock())

    async def collect_day(self, day: date) -> Edition:
        """Fetch one day; SourceError if that fails."""
        return await collect_day(self.store, self.source, self.settings.schedule, day, self.clock())

    async def collected_day(self, day: date) -> Edition:
        """One day as stored, fetched if the source may have more of it by now; SourceError if that fails."""
        return await collected_day(self.store, self.source, self.settings.schedule, day, self.clock())

    async def readable_day(self, day: date) -> Edition:
        """The same for somebody who only reads: as stored if the source fails."""
        return await readable_day(self.store, self.source, self.settings.schedule, day, self.clock())

    async def day_in_time(self, day: date) -> Edition:
        """The same for somebody in Discord: SourceError if the source has not answered in 12 s."""
        return await self.lookups.in_time(f"day {day}", lambda: self._asked_day(day))

    def ask_for_day(self, day: date) -> None:
        """Have the day fetched if the source may have more of it; the next look shows what came."""
        self.lookups.go_on(f"day {day}", lambda: self._asked_day(day))

    async def _asked_day(self, day: date) -> Edition:
        """By the client for people, who have no time for the patience of the daily list's."""
        return await collected_day(self.store, self.lookups.hub, self.settings.schedule, day, self.clock())

    async def plan_due(self) -> int:
        """Plan every channel whose due time has come; how many channel days that were."""
        now = self.clock()
        await recompute_due_times(self.store, now)
        return await plan_due(self.store, self.settings, now)

    async def plan_notifications(self) -> int:
        """Hold keywords against the days finished since, then plan notifications; how many those were."""
        await match_days(self.store, self.settings.schedule, self.clock())
        return await plan_notifications(self.store, self.settings, self.clock())

    async def learn_terms(self) -> None:
        """Learn once a day how common each term of the stored papers is, for the ranking."""
        await learn(self.store, self.clock())

    async def tidy(self) -> None:
        """Forget what is kept of people for a time only."""
        await tidy(self.store, self.clock())
        await privacy.erase_unreachable(self.store, self.clock())
        await privacy.erase_traces(self.store)

    async def plan_by_hand(
        self, day: date, subscribers: Iterable[Subscription], *, partial: bool = False
    ) -> set[int]:
        """Plan a stored day for channels, whatever their place in the calendar; the subscriptions planned."""
        return await plan_by_hand(self.store, self.settings, day, subscribers, self.clock(), partial=partial)

    async def latest_day(self) -> date | None:
        """The last finished day in the store that lists papers."""
        async with self.store.reading() as view:
            return await editions.latest_finished(view)

    async def newest_day(self) -> date | None:
        """The last finished day that lists papers; the source is asked for days after the store's last."""
        return await latest_day(self.store, self.source, self.settings.schedule, self.clock())

    async def newest_day_in_time(self) -> date | None:
        """The same for somebody in Discord: SourceError if the source has not answered in 12 s."""
        schedule = self.settings.schedule
        return await self.lookups.in_time(
            "the newest day", lambda: latest_day(self.store, self.lookups.hub, schedule, self.clock())
        )

    async def digest(self, day: date, language: Language, *, papers: int) -> Digest | None:
        """What a stored day is to a reader without a channel; None if it lists nothing."""
        kind = Kind(day, language, papers, 0, frozenset(), partial=not self.is_finished(day))
        async with self.store.reading() as view:
            return await Composer(self.settings).compose(view, kind)

    def is_finished(self, day: date) -> bool:
        """Whether the day's list is full by now."""
        return due.is_finished(day, self.clock(), self.settings.schedule.day_ends)

    async def find_paper(self, paper_id: str, language: Language) -> Found | None:
        """The paper with this id, None if nobody knows it; SourceError if nobody could be asked."""
        return await find_paper(self.store, self.lookups, self.settings.summary, paper_id, language)

    async def summarise_due(self) -> None:
        """Have bullets written for what channels will show; nothing waits for them."""
        if self.summariser:
            papers = await wanted_papers(self.store, self.settings, self.clock())
            await Round(self.summariser, Purpose.DIGEST).run(papers)

    async def summarise(self, paper: Paper, language: Language) -> Summary:
        """The best summary of a stored paper that can be had now, for one person who asks for it.

        The model may take minutes; without one, or without an answer, it is the fallback.
        """
        sentences = self.settings.summary.sentences
        return await summarise_one(self.store, self.summariser, paper, language, sentences)

    async def subscribe(
        self, settings: ChannelSettings, *, configured_by: int | None = None, limited: bool = True
    ) -> Subscription:
        """Add a subscription, or change the one with this channel and name (see `channels.subscribe`)."""
        return await channels.subscribe(
            self.store,
            self.settings.schedule,
            settings,
            self.clock(),
            configured_by=configured_by,
            limited=limited,
        )

    async def unsubscribe(self, channel_id: int, *, name: str | None = None) -> bool:
        """End a subscription, without a name the channel's only one; False if there was none."""
        return await channels.unsubscribe(self.store, channel_id, self.clock(), name=name)

    async def preview(self, subscription: Subscription) -> Preview:
        """How the last finished day would look there, and what of its settings can never bring anything."""
        async with self.store.reading() as view:
            return await look_ahead(view, self.settings, subscription, self.clock())

    async def revive(self, guild_id: int) -> int:
        """Try a guild's paused channels again; how many there were."""
        return await channels.revive(self.store, guild_id, self.clock())
