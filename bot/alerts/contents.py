"""What stands in a person's notification: papers of their keywords, papers near to what they saved, and
watched ones of which there is news.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import NamedTuple

from bot import due
from bot.alerts.day_papers import DayPaper, of_day
from bot.alerts.for_you_group import DayRecommender, Recommender, for_you_group
from bot.alerts.highlights import Passages
from bot.alerts.times import hour
from bot.alerts.watched_group import watched_group
from bot.apart import apart
from bot.models import Language, Person, WatchedPaper
from bot.models.notifications import NotificationContent, NotificationGroup, NotificationPaper, by_votes
from bot.settings import Settings
from bot.store import Reading, taste
from bot.store.hits import PendingHit


class News(NamedTuple):
    """What a person has not been told of: hits of their keywords, and watched papers that changed.

    `introduces_watching` says that it is to be told how papers came on watch.
    """

    hits: Sequence[PendingHit]
    watched: Sequence[WatchedPaper]
    introduces_watching: bool


@dataclass
class NotificationPlanner:
    """Plans at one moment (UTC); remembers what notifications share."""

    settings: Settings
    now: datetime
    recommender: Recommender | None = None
    passages: Passages = field(init=False)
    _days: dict[date, dict[str, DayPaper]] = field(default_factory=dict[date, dict[str, DayPaper]])
    _recommended_days: dict[date, DayRecommender] = field(default_factory=dict[date, DayRecommender])

    def __post_init__(self) -> None:
        self.passages = Passages(self.settings.summary.sentences)

    def newest_day(self, person: Person) -> date:
        """The newest day that was finished at the person's last hour."""
        due_at = due.last_due(self.now, *hour(person, self.settings.schedule))
        return due.finished_day(due_at, self.settings.schedule.day_ends)

    async def whole(self, view: Reading, person: Person, news: News) -> NotificationContent:
        """A person's notification: what their keywords found, what is near to what they saved, and what is
        new of what they watch.
        """
        content = await self.content(view, person.language, news.hits)
        groups = list(content.groups)
        if for_you := await self._for_you(view, person, content):
            groups.append(for_you)
        if news.watched:
            groups.append(watched_group(news.watched, person.language))
        return NotificationContent(
            language=person.language,
            groups=tuple(groups),
            introduces_watching=news.introduces_watching,
        )

    async def _for_you(
        self, view: Reading, person: Person, content: NotificationContent
    ) -> NotificationGroup | None:
        if self.recommender is None or not await taste.wants_daily(view, person.user_id):
            return None
        without = {paper.paper_id for group in content.groups for paper in group.papers}
        with apart("the papers near to what a person saved"):
            day = await self._recommended_day(view, self.recommender, self.newest_day(person))
            if ranked := await day.of(view, person.user_id, without=without):
                sentences = self.settings.summary.sentences
                return await for_you_group(view, ranked, person.language, sentences=sentences)
        return None

    async def _recommended_day(self, view: Reading, recommender: Recommender, day: date) -> DayRecommender:
        if day not in self._recommended_days:
            self._recommended_days[day] = await recommender.day(view, day)
        return self._recommended_days[day]

    async def content(
        self, view: Reading, language: Language, pending_hits: Sequence[PendingHit]
    ) -> NotificationContent:
        """A person's notification; a paper stands under the first of the keywords that it fits."""
        seen, groups = set[str](), list[NotificationGroup]()
        for (alert_id, keyword), alert_hits in groupby(
            pending_hits, key=lambda hit: (hit.alert_id, hit.keyword)
        ):
            fresh = {hit.paper_id: hit for hit in alert_hits if hit.paper_id not in seen}
            seen |= fresh.keys()
            notification_papers = [await self._paper(view, hit, language) for hit in fresh.values()]
            if papers := by_votes(paper for paper in notification_papers if paper):
                groups.append(NotificationGroup(alert_id=alert_id, keyword=keyword, papers=papers))
        return NotificationContent(language=language, groups=tuple(groups))

    async def _paper(self, view: Reading, hit: PendingHit, language: Language) -> NotificationPaper | None:
        if hit.day not in self._days:
            self._days[hit.day] = {day_paper.paper.id: day_paper for day_paper in await of_day(view, hit.day)}
        day_paper = self._days[hit.day].get(hit.paper_id)  # the source may have taken it out of the list
        with apart(f"paper {hit.paper_id} in alert {hit.alert_id}"):
            return day_paper and await self.passages.paper(view, day_paper, hit.form, language)
        return None
