"""A world of alerts: days with papers, people with keywords, notifications."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

import pytest

from bot.alerts.backtest import Backtest, Backtests, SavedAlert
from bot.alerts.matcher import match_days
from bot.alerts.notification_planner import plan_notifications
from bot.alerts.person_alerts import Alerts
from bot.alerts.person_notifications import Notifications
from bot.models import Paper
from bot.models.notifications import Notification
from bot.settings import Settings
from bot.store import Store, editions, notifications
from tests.conftest import HandClock
from tests.factories import edition


@dataclass
class Desk:
    """What the service does, step by step, with a clock that is set by hand."""

    store: Store
    clock: HandClock
    settings: Settings = field(default_factory=Settings)

    def __post_init__(self) -> None:
        schedule = self.settings.schedule
        self.alerts = Alerts(self.store, schedule, self.clock)
        self.backtests = Backtests(self.store, schedule, self.clock)
        self.notifications = Notifications(self.store, schedule, self.clock)

    async def listed(self, day: date, *papers: Paper, finished: bool = True) -> None:
        async with self.store.transaction() as tx:
            await editions.save_edition(tx, edition(day, papers), finished=finished)

    async def trial(self, keyword: str, user_id: int = 1) -> Backtest:
        backtest = await self.backtests.run(user_id, keyword)
        assert isinstance(backtest, Backtest)
        return backtest

    async def saved(self, keyword: str, user_id: int = 1, at: datetime | None = None) -> SavedAlert:
        """Try and save a keyword, now or at another time."""
        backtests = replace(self.backtests, clock=lambda: at or self.clock())
        backtest = await backtests.run(user_id, keyword)
        assert isinstance(backtest, Backtest)
        return await backtests.save_draft(user_id, backtest.draft_id, "en")

    async def write(self) -> int:
        """One look at what is due, as the bot takes it."""
        await match_days(self.store, self.settings.schedule, self.clock())
        return await plan_notifications(self.store, self.settings, self.clock())

    async def waiting(self, user_id: int = 1) -> Sequence[Notification]:
        async with self.store.reading() as view:
            return await notifications.waiting(view, user_id)

    async def told(self, user_id: int = 1) -> list[tuple[str, list[str]]]:
        """The keywords and papers of the notifications that wait."""
        return [
            (group.keyword, [paper.paper_id for paper in group.papers])
            for notification in await self.waiting(user_id)
            for group in notification.content.groups
        ]


@pytest.fixture
def desk(store: Store, clock: HandClock) -> Desk:
    """It is Thursday 2024-04-04, 00:00 UTC; Wednesday is finished."""
    return Desk(store, clock)
