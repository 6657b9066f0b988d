"""All that Paperboy does: what it does by itself, and an object for each thing that people do with it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.alerts.backtest import Backtests
from bot.alerts.person_alerts import Alerts
from bot.alerts.person_notifications import Notifications
from bot.app.day_summaries import DaySummaries
from bot.app.pipeline import Pipeline
from bot.app.status_reports import StatusReports
from bot.app.upkeep import Upkeep
from bot.archive.exports import Exports
from bot.delivery.allowance import full_rate
from bot.delivery.discord_time import DiscordTime
from bot.delivery.pacer import Pacer
from bot.digests.channels import Channels
from bot.digests.collector import Collector
from bot.digests.day_digests import Digests
from bot.digests.guilds import Guilds
from bot.digests.history import History
from bot.digests.overview import Overviews
from bot.digests.refreshing import Refresher
from bot.digests.setups import Setups
from bot.digests.subscription_control import SubscriptionControl
from bot.foryou.catchups import CatchUps
from bot.foryou.for_you import ForYou
from bot.foryou.learning import learn
from bot.lookup.opened import Papers
from bot.lookup.papers import Lookups
from bot.lookup.search import Search
from bot.lookup.trends import Trends
from bot.models.clock import Clock
from bot.privacy import Privacy
from bot.questions import Questions
from bot.saved.saved_papers import SavedPapers
from bot.settings import Settings
from bot.sources import Records, Source
from bot.store import Store
from bot.summaries.summariser import Summariser
from bot.vectors.counting import count_terms
from bot.watches.looks import Looks
from bot.watches.watch_list import Watches


@dataclass(frozen=True)
class Resources:
    """What a starter has opened.

    `source` has the patience for the daily list; `people_source` is the same site for people who wait: one
    attempt, and what the daily list needs is left to it.
    """

    settings: Settings
    store: Store
    source: Source
    people_source: Source
    arxiv: Records
    clock: Clock
    summariser: Summariser | None = None  # None without a language model


class Service:
    """Composes one Paperboy: each object holds what it needs, so that its callers hand on nothing."""

    def __init__(self, resources: Resources) -> None:
        settings, store, clock = resources.settings, resources.store, resources.clock
        schedule, summariser = settings.schedule, resources.summariser
        self.settings, self.store, self.clock, self.summariser = settings, store, clock, summariser
        self.pacer = Pacer(full_rate(settings.delivery.requests_per_second))  # of the whole process
        self.discord_time = DiscordTime()
        self.questions = Questions(clock)
        self.collector = Collector(store, resources.source, schedule, clock)
        self.for_you = ForYou(store, schedule, clock)
        self.catchups = CatchUps(store, self.for_you)
        people_collector = Collector(store, resources.people_source, schedule, clock)
        # Votes of days that are over are not worth what the daily list needs.
        refresher = Refresher(people_collector)
        looks = Looks(store, resources.people_source, resources.arxiv, clock)
        self.pipeline = Pipeline(
            settings, store, clock, self.collector, refresher, looks, self.for_you, summariser
        )
        self.alerts = Alerts(store, schedule, clock)
        self.backtests = Backtests(store, schedule, clock)
        self.notifications = Notifications(store, schedule, clock)
        self.channels = Channels(store, settings, clock)
        self.guild_memberships = Guilds(store, clock)
        self.history = History(store, clock)
        self.setups = Setups(self.channels)
        self.subscription_control = SubscriptionControl(store, settings, clock, self.channels)
        self.overviews = Overviews(store, settings, clock)
        self.upkeep = Upkeep(store, self.collector, self.overviews, clock)
        self.status_reports = StatusReports(store, schedule, clock)
        self.day_summaries = DaySummaries(store, settings, clock)
        self.exports = Exports(store)
        self.digests = Digests(store, settings, clock, people_collector, self.questions)
        self.lookups = Lookups(store, resources.people_source, resources.arxiv, clock)
        self.papers = Papers(store, self.lookups, self.questions, settings.summary, summariser)
        self.search = Search(store)
        self.trends = Trends(store, schedule, clock)
        self.saved = SavedPapers(store, schedule, clock)
        self.watches = Watches(store, schedule, clock)
        self.privacy = Privacy(store, clock)

    async def learn_terms(self) -> None:
        """Learn once a day how common each term of the papers is; count and weigh those of new ones."""
        await learn(self.store, self.clock())
        await self.for_you.prepare()
        await count_terms(self.store)
        await self.for_you.weigh()

    async def tidy(self) -> None:
        """Forget what is kept for a time only."""
        await self.history.tidy()
        await self.pipeline.tidy()
        await self.alerts.tidy()
        await self.guild_memberships.tidy()
        await self.subscription_control.tidy()
        await self.privacy.tidy()

    async def close(self) -> None:
        """Give up what the sources are being asked for people."""
        await self.questions.close()
        await self.lookups.close()
