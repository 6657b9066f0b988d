"""How the last finished day would look to a subscription, and what of its settings can never bring anything.

Pure but for `look_ahead`, which reads what the others judge.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple, cast

from bot import due
from bot.digests.composer import Choice, Composer, stored_bullets
from bot.digests.topics import Bullets, any_fits, any_on_topic
from bot.models import WEEKDAYS, ChannelSettings, Digest, Language, Paper, Subscription, Weekday
from bot.settings import Settings
from bot.store import Reading, editions
from bot.texts import say, say_weekday

LOOK_BACK_DAYS = 30
_A_MONDAY = date(2024, 4, 1)


class DayPreview(NamedTuple):
    """Of the papers that a day listed, how many qualify for the subscription and how many it shows."""

    day: date
    listed: int
    qualifying: int
    selected: int


class Caution(NamedTuple):
    """A setting with which nothing comes: a key of the catalogue and its values."""

    key: str
    values: dict[str, object]


class Preview(NamedTuple):
    """Without a stored day that lists papers there is no last day, and nothing to say of votes and topics;
    without a paper that qualifies there is no digest of it.
    """

    last_day: DayPreview | None
    cautions: tuple[Caution, ...]
    digest: Digest | None = None


def spoken_caution(caution: Caution, language: Language) -> str:
    """The sentence that names it; what people typed stands in it as they typed it."""
    values = dict(caution.values)
    if weekday := values.get("weekday"):
        values["weekday"] = say_weekday(language, a_day(cast("Weekday", weekday)))
    return say(language, caution.key, **values)


def a_day(weekday: Weekday) -> date:
    """A day of that name, in a week without a change of clocks."""
    return _A_MONDAY + WEEKDAYS.index(weekday) * due.DAY


def day_preview(choice: Choice) -> DayPreview:
    """The numbers of a day."""
    edition = choice.edition
    return DayPreview(edition.day, len(edition.papers), len(choice.qualifying), len(choice.selected))


def cautions(
    chosen: ChannelSettings, settings: Settings, papers: Sequence[Paper], bullets: Bullets
) -> Iterator[Caution]:
    """What never brings anything, judged by the `papers` of the last 30 days with all their bullets."""
    if papers and not any(paper.votes >= chosen.min_votes for paper in papers):
        most = max(paper.votes for paper in papers)
        yield Caution("preview-votes", {"votes": chosen.min_votes, "most": most, "days": LOOK_BACK_DAYS})
    for topic in (*chosen.topics, *chosen.role_topics) if papers else ():
        if not any_fits(papers, [topic], bullets):
            yield Caution("preview-topic", {"topic": topic, "days": LOOK_BACK_DAYS})
    if papers and chosen.excluded_topics:
        topics, excluded = chosen.topics, chosen.excluded_topics
        if any_on_topic(papers, topics, (), bullets) and not any_on_topic(papers, topics, excluded, bullets):
            yield Caution("preview-excluded", {"days": LOOK_BACK_DAYS})
    for weekday in idle_weekdays(chosen, settings):
        yield Caution("preview-weekday", {"weekday": weekday})


def idle_weekdays(chosen: ChannelSettings, settings: Settings) -> tuple[Weekday, ...]:
    """The weekdays on which there is never a post, since only Saturdays and Sundays would stand in it, which
    list nothing. Who is posted on every day of the week has two of them and has not asked for them.
    """
    if not chosen.has_valid_zone or len(chosen.weekdays) == len(WEEKDAYS):
        return ()
    busy = {_weekday_of_post(a_day(weekday), chosen, settings) for weekday in WEEKDAYS[: due.SATURDAY]}
    return tuple(weekday for weekday in chosen.weekdays if weekday not in busy)


def _weekday_of_post(day: date, chosen: ChannelSettings, settings: Settings) -> Weekday:
    ends = settings.schedule.day_ends
    due_at = due.posting_of(day, chosen.due_time, chosen.tz, ends, chosen.weekdays)
    return WEEKDAYS[due_at.astimezone(chosen.tz).weekday()]


async def look_ahead(view: Reading, settings: Settings, subscription: Subscription, now: datetime) -> Preview:
    """The preview of a subscription's last finished day, from what is stored; nothing is fetched."""
    newest = due.finished_day(now, settings.schedule.day_ends)
    month = [newest - n * due.DAY for n in range(LOOK_BACK_DAYS)]
    listed = [edition for day in month if (edition := await editions.edition(view, day)) and edition.papers]
    papers = list({paper.id: paper for edition in reversed(listed) for paper in edition.papers}.values())
    bullets = await stored_bullets(view, papers)
    # To read a month of papers for the first time takes seconds, in which the bot does other things too.
    warnings = await asyncio.to_thread(
        lambda: tuple(cautions(subscription.settings, settings, papers, bullets))
    )
    if not listed:
        return Preview(None, warnings)
    composer = Composer(settings)
    kind = await composer.kind_for(view, subscription, [listed[0].day])
    choice = await composer.choose(view, kind)
    return Preview(day_preview(choice) if choice else None, warnings, await composer.compose(view, kind))
