"""Which papers will be read in which language: only those are worth a call of the language model."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime, timedelta

from bot import due
from bot.apart import apart
from bot.digests.planning_run import Planner
from bot.digests.postings import posts, skips_weekdays
from bot.models import LANGUAGES, ChannelSettings, Language, Paper, Subscription
from bot.settings import Settings
from bot.store import Reading, Store, editions, subscriptions


async def papers_to_summarise(
    store: Store, settings: Settings, now: datetime
) -> list[tuple[Paper, Language]]:
    """What channels will be shown next and has no bullets yet: of the day that has ended, and from
    `summary.begins` on of the running one as it stands, most voted first.
    """
    async with store.reading() as view:
        readers = await subscriptions.served(view)
        planner = Planner(settings, now)
        return [
            (paper, language)
            for day in _days(settings, now)
            for language in LANGUAGES
            for paper in await _missing(view, planner, day, language, readers)
        ]


async def digest_papers(
    view: Reading, planner: Planner, day: date, language: Language, readers: Iterable[Subscription]
) -> list[Paper]:
    """The papers that these subscriptions' digests of a stored day show in a language, most voted first: of
    those days too that are ranked together with it, as far as they are there.
    """
    readers_of_language = [
        s for s in readers if s.settings.language == language and not planner.is_given_up(s)
    ]
    composer = planner.composer
    kinds = {await composer.kind_for(view, s, _days_of(s, day, planner)) for s in readers_of_language}
    choices = [choice for kind in kinds if (choice := await composer.choose(view, kind))]
    papers = {paper.id: paper for choice in choices for paper in choice.selected}
    return sorted(papers.values(), key=lambda paper: (-paper.votes, paper.id))


def _days_of(subscription: Subscription, day: date, planner: Planner) -> list[date]:
    """The day, and those before it whose papers wait for the same post."""
    with apart(f"channel {subscription.settings.address}"):
        if skips_weekdays(subscription):
            post_of = posts(subscription, planner.settings.schedule)
            waiting = range(1, (day - subscription.settled_day).days)
            days = [subscription.settled_day + back * due.DAY for back in waiting]
            return [*(each for each in days if post_of(each) == post_of(day)), day]
    return [day]


async def _missing(
    view: Reading, planner: Planner, day: date, language: Language, readers: Collection[Subscription]
) -> list[Paper]:
    """What is shown to those who have not been served yet, and has no bullets."""
    waiting = [reader for reader in readers if reader.settled_day < day or _takes_late(reader, planner)]
    papers = await digest_papers(view, planner, day, language, waiting)
    stored = await editions.stored_summaries(view, [paper.id for paper in papers], language)
    return [paper for paper in papers if paper.id not in stored]


def _takes_late(subscription: Subscription, planner: Planner) -> bool:
    """Whether bullets are still put into the channel's last post."""
    chosen = subscription.settings
    if not chosen.has_valid_zone:
        return False
    with apart(f"channel {chosen.address}"):
        posted_at = due.last_due(planner.now, chosen.due_time, chosen.tz, chosen.weekdays)
        return planner.now - posted_at < _last_edit(chosen, planner.settings.delivery.edit_hours)
    return False


def _last_edit(chosen: ChannelSettings, edit_hours: Iterable[float]) -> timedelta:
    """How long after a post it is edited for the last time."""
    soon = due.LATE if chosen.edit_late else timedelta()
    later = timedelta(hours=max(edit_hours, default=0)) if chosen.live_votes else timedelta()
    return max(soon, later)


def _days(settings: Settings, now: datetime) -> list[date]:
    """The newest finished day first: it is due sooner."""
    finished, today = due.finished_day(now, settings.schedule.day_ends), now.astimezone(UTC).date()
    begun = now >= due.end_of(today, settings.summary.begins)
    return [finished, today] if begun and today != finished else [finished]
