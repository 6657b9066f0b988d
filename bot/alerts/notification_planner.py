"""Planning notifications: who is due, and what they have not been told of."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime

from bot import due
from bot.alerts.contents import News, NotificationPlanner
from bot.alerts.for_you_group import Recommender
from bot.alerts.matcher import unmatched
from bot.alerts.times import hour
from bot.apart import together_or_apart
from bot.models import DeliveryState, Person, WatchedPaper
from bot.models.notifications import (
    WATCHED,
    Notification,
    NotificationContent,
    merged,
    notification_log_id,
)
from bot.models.watches import VOTES_MORE
from bot.settings import Settings
from bot.store import (
    Reading,
    Store,
    Transaction,
    editions,
    hits,
    notifications,
    people,
    subscriptions,
    watch_settings,
    watches,
)
from bot.store.hits import PendingHit

log = logging.getLogger(__name__)

PEOPLE_PER_TRANSACTION = 100  # people planned in one transaction


async def plan_notifications(
    store: Store,
    settings: Settings,
    now: datetime,
    recommender: Recommender | None = None,
    begin: Callable[[], object] = lambda: None,
) -> int:
    """Plan a notification for everybody whose hour has come and who has something to hear; how many.

    Somebody stays due until the day that their hour asks for was fetched whole and matched, and those before
    it, too: after an absence all of them go into one notification. One that the source fails to give
    is left out. `begin` is called whenever some are planned.
    """
    planner = NotificationPlanner(settings, now, recommender)
    async with store.reading() as view:
        due_at = await people.due(view, now)

    async def plan(user_ids: Sequence[int]) -> int:
        return await _plan_batch(store, planner, user_ids)

    count = 0
    for start in range(0, len(due_at), PEOPLE_PER_TRANSACTION):
        batch = due_at[start : start + PEOPLE_PER_TRANSACTION]
        count += await together_or_apart(batch, plan, "notifications of a person,")
        begin()
    return count


async def _plan_batch(store: Store, planner: NotificationPlanner, user_ids: Sequence[int]) -> int:
    async with store.reading() as view:
        served = await _served(view, planner, (await people.by_ids(view, user_ids)).values())
        news = await _news(view, [person.user_id for person in served])
        contents = [await planner.whole(view, person, news[person.user_id]) for person in served]
    async with store.transaction() as tx:
        # Meanwhile somebody may have been erased, moved their hour, or opened their DMs: today's row counts.
        still = await people.by_ids(tx, [person.user_id for person in served])
        pairs = [(still.get(p.user_id), content) for p, content in zip(served, contents, strict=True)]
        return sum(
            [
                await _plan(tx, planner, p, content, news[p.user_id].watched)
                for p, content in pairs
                if p and _is_due(p, planner)
            ]
        )


async def _served(view: Reading, planner: NotificationPlanner, candidates: Iterable[Person]) -> list[Person]:
    """Those of these people for whom nothing is missing that is still to be fetched or matched."""
    schedule = planner.settings.schedule
    if await unmatched(view, schedule, planner.now):
        return []  # fetched since: matching comes first at the next look
    finished = due.finished_day(planner.now, schedule.day_ends)
    # The newest day of a person is one of the last two.
    states = await editions.states_since(view, finished - (schedule.look_back_days + 2) * due.DAY)
    settled = await subscriptions.oldest_settled_day(view)  # fetching begins after it

    def are_fetched(newest: date) -> bool:
        return due.are_fetched(settled or newest, newest, states, look_back=schedule.look_back_days)

    return [person for person in candidates if are_fetched(planner.newest_day(person))]


def _is_due(person: Person, planner: NotificationPlanner) -> bool:
    return person.next_due_at <= planner.now


async def _news(view: Reading, user_ids: Collection[int]) -> dict[int, News]:
    """What each of these people has not been told of."""
    pending = defaultdict[int, list[PendingHit]](list)
    for hit in await hits.pending(view, user_ids):
        pending[hit.user_id].append(hit)
    changed = defaultdict[int, list[WatchedPaper]](list)
    for watched in await watches.changed(view, user_ids, VOTES_MORE):
        if watched.changes:
            changed[watched.user_id].append(watched)
    introduced = await watch_settings.introduced(view, changed)
    return {
        user_id: News(
            pending[user_id],
            changed[user_id],
            user_id not in introduced and any(watched.by_saving for watched in changed[user_id]),
        )
        for user_id in user_ids
    }


async def _plan(
    tx: Transaction,
    planner: NotificationPlanner,
    person: Person,
    content: NotificationContent,
    watched: Collection[WatchedPaper],
) -> bool:
    day = planner.newest_day(person)
    due_at = due.next_due(planner.now, *hour(person, planner.settings.schedule))
    await people.change(tx, person.user_id, next_due_at=due_at)
    if person.unreachable_since:
        # Perhaps a server is shared again.
        await notifications.outbox.hasten(tx, [person.user_id], planner.now)
    if not content.groups or await notifications.has(tx, person.user_id, day):
        return False
    await _remember(tx, person.user_id, content, watched)
    on_hold = person.closed_since is not None
    if waiting := _unsent(await notifications.waiting(tx, person.user_id)):
        both = merged(waiting.content, content)
        await notifications.replan(tx, waiting, day, both, planner.now, on_hold=on_hold)
    else:
        notification_id = await notifications.plan(
            tx, person.user_id, day, content, planner.now, on_hold=on_hold
        )
        name = notification_log_id(notification_id)
        log.info("%s is planned", name, extra={"delivery": name})
    return True


def _unsent(waiting: Iterable[Notification]) -> Notification | None:
    """A notification that Discord surely does not have: more goes into it, so that one DM comes."""
    unsent = (x for x in waiting if x.state is DeliveryState.PLANNED and x.unknown_since is None)
    return next(unsent, None)


async def _remember(
    tx: Transaction, user_id: int, content: NotificationContent, watched: Collection[WatchedPaper]
) -> None:
    """Remember what the notification tells, in the transaction that plans it."""
    new = [group for group in content.groups if group.alert_id != WATCHED]
    await hits.mark_notified(tx, user_id, [paper.paper_id for group in new for paper in group.papers])
    await watches.tell(tx, watched)
    if content.introduces_watching:
        await watch_settings.introduce(tx, user_id)
