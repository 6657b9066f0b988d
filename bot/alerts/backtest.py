"""Trying a keyword before it is saved: what it would have brought, and what else to know of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from bot import due
from bot.alerts.day_papers import DayPaper
from bot.alerts.keywords import meaning, meaning_or_none
from bot.alerts.recent_papers import fitting, recent_papers
from bot.alerts.times import first_day_after, next_notification_at
from bot.errors import UserError
from bot.matching.clauses import refuse_operators
from bot.matching.fields import Where
from bot.matching.grammar import Keyword, parse_keyword, widened
from bot.matching.hints import near_duplicates, suggestions, whole_names
from bot.matching.word_places import places
from bot.models import Alert, AlertDraft, Language, Paper, Person
from bot.models.clock import Clock
from bot.pace import Pace
from bot.settings import ScheduleSettings
from bot.store import Store, alerts, hits, keywords, people
from bot.store.hits import PaperHits

PLACED_PAPERS = 10  # of which is looked for where they say it: no more are shown
WIDE_SHARE = 0.4  # of the papers: a keyword that matches more says little
DRAFT_LIFETIME = timedelta(hours=24)  # of one that nobody saves
MAX_ALERTS_PER_PERSON = 25  # as many as a Discord select offers


class Match(NamedTuple):
    """A paper that the keyword would have brought, and where it says so, if it is one of the first ten."""

    day: date
    paper: Paper
    where: tuple[Where, ...]


class Backtest(NamedTuple):
    """What a person is shown before saving.

    `papers` counts all papers of `days` finished days; `names` are names that lack quotation marks,
    `other_names` further names of the same things, `near` the person's keywords much like it.
    """

    draft_id: int
    keyword: str
    matches: tuple[Match, ...]
    papers: int
    days: int
    names: tuple[str, ...]
    synonyms: tuple[str, ...]
    near: tuple[str, ...]

    @property
    def is_wide(self) -> bool:
        """Whether it matches so much that it says little."""
        return self.papers > 0 and len(self.matches) > self.papers * WIDE_SHARE


class SavedAlert(NamedTuple):
    """A saved alert, its owner, and when the next notification can come (UTC)."""

    alert: Alert
    person: Person
    next_notification_at: datetime


@dataclass(frozen=True)
class Backtests:
    """Keywords that people try, each kept as a draft that they may save within a day."""

    store: Store
    schedule: ScheduleSettings
    clock: Clock

    async def run(self, user_id: int, typed: str) -> Backtest | Alert:
        """Hold a keyword against the last 30 days and keep it as a draft; the alert, if the person has it.

        KeywordError for what cannot be read.
        """
        refuse_operators(typed)
        keyword, now = parse_keyword(typed), self.clock()
        async with self.store.reading() as view:
            person_alerts = await alerts.of_user(view, user_id)
        if alert := same_meaning(person_alerts, typed):
            return alert
        papers = await recent_papers(self.store, self.schedule, now)
        matches = await _matches(keyword, await fitting(keyword, papers))
        draft_id = await self._keep(user_id, keyword.text, matches, now)
        days, count = len({p.day_paper.day for p in papers}), len({p.day_paper.paper.id for p in papers})
        names = whole_names(keyword.text, has_matches=bool(matches or not count))
        synonyms, near = wider_names(keyword), _near(keyword, person_alerts)
        return Backtest(draft_id, keyword.text, matches, count, days, names, synonyms, near)

    async def _keep(self, user_id: int, keyword: str, matches: Sequence[Match], now: datetime) -> int:
        """The id of the new draft; those that have expired go."""
        async with self.store.transaction() as tx:
            await alerts.forget_drafts(tx, now - DRAFT_LIFETIME)
            papers = [(match.day, match.paper.id) for match in matches]
            return await alerts.add_draft(tx, user_id, keyword, papers, now)

    async def draft(self, user_id: int, draft_id: int) -> AlertDraft:
        """The person's draft; UserError if it has expired or was saved."""
        async with self.store.reading() as view:
            draft = await alerts.draft(view, user_id, draft_id, self.clock() - DRAFT_LIFETIME)
        if draft is None:
            raise UserError("alerts-draft-gone")
        return draft

    async def save_draft(self, user_id: int, draft_id: int, language: Language) -> SavedAlert:
        """Make an alert of a draft; UserError if it has expired, is known, or is one too many."""
        draft, now = await self.draft(user_id, draft_id), self.clock()
        async with self.store.transaction() as tx:
            if await alerts.count(tx, user_id) >= MAX_ALERTS_PER_PERSON:
                raise UserError("alerts-full", most=MAX_ALERTS_PER_PERSON)
            keyword_id = await keywords.id_of(tx, *meaning(draft.keyword))
            looks_from = first_day_after(now, self.schedule)
            if not await alerts.add(tx, user_id, draft.keyword, keyword_id, now, looks_from):
                raise UserError("alerts-draft-gone")
            await hits.add(tx, (PaperHits(day, paper_id, [keyword_id]) for day, paper_id in draft.hits))
            await alerts.remove_draft(tx, draft_id)
            first_due = due.next_end(now, self.schedule.day_ends)
            await people.meet(tx, user_id, language, first_due)
            person, alert = await people.person(tx, user_id), (await alerts.of_user(tx, user_id))[-1]
        assert person is not None  # noqa: S101 - just met
        return SavedAlert(alert, person, next_notification_at(alert, person, self.schedule, now))


def same_meaning(person_alerts: Iterable[Alert], typed: str) -> Alert | None:
    """The alert that means the same as what was typed; KeywordError if that cannot be read."""
    parsed = meaning(typed)
    return next((alert for alert in person_alerts if meaning_or_none(alert.keyword) == parsed), None)


async def _matches(keyword: Keyword, fitting_papers: Sequence[DayPaper]) -> tuple[Match, ...]:
    pace, matches = Pace(), list[Match]()
    for number, (day, paper, bullets) in enumerate(fitting_papers):
        is_placed = number < PLACED_PAPERS
        spots = places(keyword.required, paper, bullets) if is_placed else ()
        where: dict[Where, None] = dict.fromkeys(place.where for place in spots)
        matches.append(Match(day, paper, tuple(where)))
        await pace.rest()
    return tuple(matches)


def wider_names(keyword: Keyword) -> tuple[str, ...]:
    """Known other names, if asking for them too would make a keyword that is not too long."""
    names = suggestions(keyword)
    wider = widened(keyword.text)
    return names if names and wider != keyword.text and meaning_or_none(wider) else ()


def _near(keyword: Keyword, person_alerts: Iterable[Alert]) -> tuple[str, ...]:
    readable = [parse_keyword(alert.keyword) for alert in person_alerts if meaning_or_none(alert.keyword)]
    return tuple(near.text for near in near_duplicates(keyword, readable))
