"""A person's alerts: listed, paused, taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from bot.alerts.backtest import DRAFT_LIFETIME
from bot.alerts.keywords import meaning_or_none
from bot.alerts.recent_papers import BACKTEST_DAYS
from bot.alerts.times import first_day_after
from bot.models import Alert
from bot.models.clock import Clock
from bot.settings import ScheduleSettings
from bot.store import Store, Transaction, alerts, hits, key_values, keywords, notifications

SNOOZE_TIME = timedelta(days=7)
NOTIFICATION_LIFETIME = timedelta(days=60)  # for the button that shows the rest of one
HIT_LIFETIME = timedelta(days=2 * BACKTEST_DAYS)
NOTIFICATIONS_TIDIED = 1_000  # in one transaction, for which others wait
_HITS_NOTE = "hits forgotten before"
KEYWORDS_TIDIED = 20_000  # in one transaction, for which others wait


class AlertHits(NamedTuple):
    """An alert and how many papers of the last 30 days fit it."""

    alert: Alert
    hits: int


@dataclass(frozen=True)
class Alerts:
    """Each person's alerts, seen and changed by that person alone."""

    store: Store
    schedule: ScheduleSettings
    clock: Clock

    async def of_user(self, user_id: int) -> list[Alert]:
        """The person's alerts, oldest first."""
        async with self.store.reading() as view:
            return await alerts.of_user(view, user_id)

    async def with_hits(self, user_id: int) -> list[AlertHits]:
        """The person's alerts with their hits, oldest first."""
        since = self.clock().astimezone(UTC).date() - timedelta(days=BACKTEST_DAYS)
        async with self.store.reading() as view:
            person_alerts = await alerts.of_user(view, user_id)
            counts = await hits.counts(
                view, [a.keyword_id for a in person_alerts if a.keyword_id is not None], since
            )
        return [AlertHits(alert, counts.get(alert.keyword_id or 0, 0)) for alert in person_alerts]

    async def remove(self, user_id: int, alert_id: int) -> Alert | None:
        """Take back the person's alert with this id; None if there is no such alert."""
        async with self.store.transaction() as tx:
            if alert := await _of_id(tx, user_id, alert_id):
                await alerts.remove(tx, alert)
            return alert

    async def remove_keyword(self, user_id: int, typed: str) -> Alert | None:
        """Take back the person's alert with this keyword; None if there is no such alert."""
        async with self.store.transaction() as tx:
            if alert := _of_keyword(await alerts.of_user(tx, user_id), typed):
                await alerts.remove(tx, alert)
            return alert

    async def pause(self, user_id: int, alert_id: int) -> Alert | None:
        """Let an alert look at no day until it is resumed; None if the person has no such alert."""
        now = self.clock()
        async with self.store.transaction() as tx:
            if alert := await _of_id(tx, user_id, alert_id):
                await alerts.look(tx, alert_id, looks_from=alert.looks_from, paused_at=now)
            return alert

    async def resume(self, user_id: int, alert_id: int) -> Alert | None:
        """Let an alert look at the days that are finished from now on; None if there is no such alert."""
        looks_from = first_day_after(self.clock(), self.schedule)
        async with self.store.transaction() as tx:
            if alert := await _of_id(tx, user_id, alert_id):
                await alerts.look(tx, alert_id, looks_from=looks_from)
            return alert

    async def snooze(self, user_id: int, alert_id: int) -> Alert | None:
        """Let an alert look at no day for a week; None if the person has no such alert."""
        until = self.clock() + SNOOZE_TIME
        looks_from = first_day_after(until, self.schedule)
        async with self.store.transaction() as tx:
            if alert := await _of_id(tx, user_id, alert_id):
                await alerts.look(tx, alert_id, looks_from=looks_from, snoozed_until=until)
            return alert

    async def tidy(self) -> None:
        """Forget drafts that nobody saved, notifications of long ago, and hits that are counted no more."""
        now = self.clock()
        async with self.store.transaction() as tx:
            await alerts.forget_drafts(tx, now - DRAFT_LIFETIME)
        await self._forget_notifications(now - NOTIFICATION_LIFETIME)
        await self._forget_hits((now - HIT_LIFETIME).date())

    async def _forget_hits(self, before: date) -> None:
        """Once a day: all hits are looked at for that."""
        async with self.store.reading() as view:
            if await key_values.note(view, _HITS_NOTE) == before.isoformat():
                return
            end = await keywords.highest_id(view) + 1
        for start in range(0, end, KEYWORDS_TIDIED):
            async with self.store.transaction() as tx:
                await hits.forget(tx, range(start, min(start + KEYWORDS_TIDIED, end)), before)
        async with self.store.transaction() as tx:
            await key_values.set_note(tx, _HITS_NOTE, before.isoformat())

    async def _forget_notifications(self, before: datetime) -> None:
        count = NOTIFICATIONS_TIDIED
        while count == NOTIFICATIONS_TIDIED:
            async with self.store.transaction() as tx:
                count = await notifications.forget(tx, before, NOTIFICATIONS_TIDIED)


async def _of_id(tx: Transaction, user_id: int, alert_id: int) -> Alert | None:
    return next((alert for alert in await alerts.of_user(tx, user_id) if alert.id == alert_id), None)


def _of_keyword(person_alerts: Sequence[Alert], typed: str) -> Alert | None:
    """The alert with this very keyword, else one that means the same."""
    as_typed = next(
        (alert for alert in person_alerts if alert.keyword.casefold() == typed.strip().casefold()), None
    )
    meaning = meaning_or_none(typed)
    same = (alert for alert in person_alerts if meaning and meaning_or_none(alert.keyword) == meaning)
    return as_typed or next(same, None)
