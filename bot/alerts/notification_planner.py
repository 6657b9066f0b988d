"""Planning notifications: who is due, and what they have not been told of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby

from bot import due
from bot.alerts.day_papers import DayPaper, of_day
from bot.alerts.for_you_group import Recommender, for_you_group
from bot.alerts.highlights import Passages
from bot.alerts.matcher import unmatched
from bot.alerts.times import hour
from bot.apart import apart, together_or_apart
from bot.models import DeliveryState, Language, Person
from bot.models.notifications import (
    Notification,
    NotificationContent,
    NotificationGroup,
    NotificationPaper,
    by_votes,
    merged,
)
from bot.settings import Settings
from bot.store import Reading, Store, Transaction, editions, hits, notifications, people, subscriptions
from bot.store.hits import PendingHit

PEOPLE_PER_TRANSACTION = 100  # people planned in one transaction


@dataclass
class NotificationPlanner:
    """Plans at one moment (UTC); remembers what notifications share."""

    settings: Settings
    now: datetime
    recommender: Recommender | None = None
    passages: Passages = field(init=False)
    _days: dict[date, dict[str, DayPaper]] = field(default_factory=dict[date, dict[str, DayPaper]])

    def __post_init__(self) -> None:
        self.passages = Passages(self.settings.summary.sentences)

    def newest_day(self, person: Person) -> date:
        """The newest day that was finished at the person's last hour."""
        due_at = due.last_due(self.now, *hour(person, self.settings.schedule))
        return due.finished_day(due_at, self.settings.schedule.day_ends)

    async def whole(
        self, view: Reading, person: Person, person_hits: Sequence[PendingHit]
    ) -> NotificationContent:
        """A person's notification: what their keywords found, then what is near to what they saved."""
        content = await self.content(view, person.language, person_hits)
        if group := await self._for_you(view, person, content):
            return content.model_copy(update={"groups": (*content.groups, group)})
        return content

    async def _for_you(
        self, view: Reading, person: Person, content: NotificationContent
    ) -> NotificationGroup | None:
        if self.recommender is None:
            return None
        without = {paper.paper_id for group in content.groups for paper in group.papers}
        with apart("the papers near to what a person saved"):
            day = self.newest_day(person)
            if ranked := await self.recommender.daily(view, person.user_id, day, without=without):
                sentences = self.settings.summary.sentences
                return await for_you_group(view, ranked, person.language, sentences=sentences)
        return None

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


async def plan_notifications(
    store: Store, settings: Settings, now: datetime, recommender: Recommender | None = None
) -> int:
    """Plan a notification for everybody whose hour has come and who has something to hear; how many.

    Somebody stays due until the day that their hour asks for was fetched whole and matched, and those before
    it, too: after an absence all of them go into one notification. One that the source fails to give
    is left out.
    """
    planner = NotificationPlanner(settings, now, recommender)
    async with store.reading() as view:
        due_at = await people.due(view, now)

    async def plan(user_ids: Sequence[int]) -> int:
        return await _plan_batch(store, planner, user_ids)

    batches = (
        due_at[start : start + PEOPLE_PER_TRANSACTION]
        for start in range(0, len(due_at), PEOPLE_PER_TRANSACTION)
    )
    return sum([await together_or_apart(batch, plan, "notifications of a person,") for batch in batches])


async def _plan_batch(store: Store, planner: NotificationPlanner, user_ids: Sequence[int]) -> int:
    async with store.reading() as view:
        served = await _served(view, planner, (await people.by_ids(view, user_ids)).values())
        pending = _by_user(await hits.pending(view, [person.user_id for person in served]))
        contents = [await planner.whole(view, p, pending[p.user_id]) for p in served]
    async with store.transaction() as tx:
        # Meanwhile somebody may have been erased, moved their hour, or opened their DMs: today's row counts.
        still = await people.by_ids(tx, [person.user_id for person in served])
        pairs = [(still.get(p.user_id), content) for p, content in zip(served, contents, strict=True)]
        return sum(
            [await _plan(tx, planner, p, content) for p, content in pairs if p and _is_due(p, planner)]
        )


async def _served(view: Reading, planner: NotificationPlanner, candidates: Iterable[Person]) -> list[Person]:
    """Those of these people for whom nothing is missing that is still to be fetched or matched."""
    schedule = planner.settings.schedule
    if await unmatched(view, schedule, planner.now):
        return []  # fetched since: matching comes first at the next look
    states = {state.day: state for state in await editions.edition_states(view)}
    settled = await subscriptions.oldest_settled_day(view)  # fetching begins after it

    def are_fetched(newest: date) -> bool:
        return due.are_fetched(settled or newest, newest, states, look_back=schedule.look_back_days)

    return [person for person in candidates if are_fetched(planner.newest_day(person))]


def _is_due(person: Person, planner: NotificationPlanner) -> bool:
    return person.next_due_at <= planner.now


def _by_user(pending_hits: Iterable[PendingHit]) -> defaultdict[int, list[PendingHit]]:
    by_user: defaultdict[int, list[PendingHit]] = defaultdict(list)
    for hit in pending_hits:
        by_user[hit.user_id].append(hit)
    return by_user


async def _plan(
    tx: Transaction, planner: NotificationPlanner, person: Person, content: NotificationContent
) -> bool:
    day = planner.newest_day(person)
    due_at = due.next_due(planner.now, *hour(person, planner.settings.schedule))
    await people.change(tx, person.user_id, next_due_at=due_at)
    if person.unreachable_since:
        # Perhaps a server is shared again.
        await notifications.outbox.hasten(tx, [person.user_id], planner.now)
    if not content.groups or await notifications.has(tx, person.user_id, day):
        return False
    await hits.mark_notified(
        tx, person.user_id, [p.paper_id for group in content.groups for p in group.papers]
    )
    on_hold = person.closed_since is not None
    if waiting := _unsent(await notifications.waiting(tx, person.user_id)):
        both = merged(waiting.content, content)
        await notifications.replan(tx, waiting, day, both, planner.now, on_hold=on_hold)
    else:
        await notifications.plan(tx, person.user_id, day, content, planner.now, on_hold=on_hold)
    return True


def _unsent(waiting: Iterable[Notification]) -> Notification | None:
    """A notification that Discord surely does not have: more goes into it, so that one DM comes."""
    unsent = (x for x in waiting if x.state is DeliveryState.PLANNED and x.unknown_since is None)
    return next(unsent, None)
