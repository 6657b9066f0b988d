"""The weekly post: from stored days to a row for each subscription that wants one, frozen before sending."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta

from bot import due
from bot.apart import apart
from bot.models import Language, Paper, Subscription, Week, WeekPaper
from bot.settings import ScheduleSettings
from bot.store import Reading, Store, editions, subscriptions, weeks

DAYS = 7
BEST, RISERS, SAVED = 5, 3, 3  # papers of each list
FEWEST_RISE = 5  # votes: fewer come to any paper
FEWEST_PEOPLE = 3  # who saved a paper here, before anybody is told so


async def plan_weeks(
    store: Store, schedule: ScheduleSettings, now: datetime, begin: Callable[[], object] = lambda: None
) -> int:
    """Plan the weekly posts whose time has come; how many those were. One that fails costs itself; `begin` is
    called after each.
    """
    async with store.reading() as view:
        ids = await weeks.due(view, now)
    planned = 0
    for subscription_id in ids:
        with apart(f"the weekly post of subscription {subscription_id}"):
            planned += await _plan(store, schedule, subscription_id, now)
            begin()
    return planned


def next_weekly(subscription: Subscription, after: datetime) -> datetime | None:
    """When the subscription's next weekly post is due (UTC); None if it wants none."""
    chosen = subscription.settings
    if chosen.weekly is None:
        return None
    return due.next_due(after, chosen.weekly_time, chosen.tz, [chosen.weekly])


async def _plan(store: Store, schedule: ScheduleSettings, subscription_id: int, now: datetime) -> bool:
    async with store.transaction() as tx:
        subscription = (await subscriptions.by_ids(tx, [subscription_id])).get(subscription_id)
        if subscription is None:
            return False
        last_day, has_zone = due.finished_day(now, schedule.day_ends), subscription.settings.has_valid_zone
        if has_zone and await _waits(tx, subscription, last_day, now):
            return False
        await weeks.move(tx, subscription_id, next_weekly(subscription, now) if has_zone else None)
        if subscription.suspended_at or not has_zone:
            return False
        week = await _week(tx, subscription, last_day)
        return week is not None and await weeks.plan(tx, subscription_id, week, now)


async def _waits(view: Reading, subscription: Subscription, last_day: date, now: datetime) -> bool:
    """Whether the week's last day is still to be fetched, and there is time for that."""
    chosen = subscription.settings
    if any(state.finished for state in await editions.edition_states(view, [last_day])) or not chosen.weekly:
        return False
    return now - due.last_due(now, chosen.weekly_time, chosen.tz, [chosen.weekly]) < due.LATE


async def _week(view: Reading, subscription: Subscription, last_day: date) -> Week | None:
    first_day = last_day - timedelta(days=DAYS - 1)
    listed = await editions.papers_listed(view, first_day, last_day)
    votes = await editions.first_votes(view, [paper.id for paper in listed])
    people = await weeks.saved_in(view, subscription.settings.guild_id, first_day, FEWEST_PEOPLE)
    by_id = await editions.papers_by_id(view, people.keys())
    saved = [(by_id[paper_id], count) for paper_id, count in people.items() if paper_id in by_id]
    return week_of(subscription.settings.language, first_day, last_day, listed, votes, saved)


def week_of(
    language: Language,
    first_day: date,
    last_day: date,
    papers: Sequence[Paper],
    listed_votes: Mapping[str, int],
    saved: Sequence[tuple[Paper, int]],
) -> Week | None:
    """What is told of the week's papers, given their votes when they were listed, and how many people saved
    which papers; None without papers. Pure.
    """
    if not papers:
        return None
    week_papers = [WeekPaper(paper=p, listed_votes=listed_votes.get(p.id, p.votes)) for p in papers]
    best = sorted(week_papers, key=lambda each: (-each.paper.votes, each.paper.id))
    risers = sorted(week_papers, key=lambda each: (-each.rise, each.paper.id))
    here = [WeekPaper(paper=p, listed_votes=p.votes, people=n) for p, n in saved if n >= FEWEST_PEOPLE]
    here.sort(key=lambda each: (-each.people, -each.paper.votes, each.paper.id))
    return Week(
        language=language,
        first_day=first_day,
        last_day=last_day,
        listed=len(papers),
        best=tuple(best[:BEST]),
        risers=tuple(each for each in risers[:RISERS] if each.rise >= FEWEST_RISE),
        saved=tuple(here[:SAVED]),
    )
