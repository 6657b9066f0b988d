"""Trying a keyword before it is saved: what it would have brought, and what else to know of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from bot.alerts.day_papers import Material
from bot.alerts.keywords import meaning, meaning_or_none
from bot.alerts.recent_papers import BACKTEST_DAYS, fitting, recent_papers
from bot.errors import UserError
from bot.matching.clauses import refuse_operators
from bot.matching.fields import Where
from bot.matching.grammar import Keyword, parse_keyword, widened
from bot.matching.hints import near_duplicates, suggestions, whole_names
from bot.matching.places import places
from bot.models import Alert, Draft, Paper
from bot.pace import Pace
from bot.settings import ScheduleSettings
from bot.store import Store, alerts

BACK = BACKTEST_DAYS
PLACED_PAPERS = 10  # of which is looked for where they say it: no more are shown
TOO_MANY = 0.4  # of the papers: a keyword that matches more says little
KEPT = timedelta(hours=24)  # for a draft that nobody saves


class Found(NamedTuple):
    """A paper that the keyword would have brought, and where it says so, if it is one of the first ten."""

    day: date
    paper: Paper
    where: tuple[Where, ...]


class Trial(NamedTuple):
    """What a person is shown before saving.

    `papers` counts all papers of `days` finished days; `names` are names that lack quotation marks, `others`
    known other names that the keyword does not include yet, `near` the person's keywords much like it.
    """

    draft_id: int
    keyword: str
    found: tuple[Found, ...]
    papers: int
    days: int
    names: tuple[str, ...]
    others: tuple[str, ...]
    near: tuple[str, ...]

    @property
    def is_wide(self) -> bool:
        """Whether it matches so much that it says little."""
        return self.papers > 0 and len(self.found) > self.papers * TOO_MANY


async def try_keyword(
    store: Store, schedule: ScheduleSettings, user_id: int, typed: str, now: datetime
) -> Trial | Alert:
    """Hold a keyword against the last 30 days and keep it as a draft; the alert, if the person has it.

    KeywordError for what cannot be read.
    """
    refuse_operators(typed)
    keyword = parse_keyword(typed)
    async with store.reading() as view:
        own = await alerts.of_user(view, user_id)
    if known := same_meaning(own, typed):
        return known
    papers = await recent_papers(store, schedule, now)
    found = await _found(keyword, await fitting(keyword, papers))
    async with store.transaction() as tx:
        await alerts.forget_drafts(tx, now - KEPT)
        hits = [(one.day, one.paper.id) for one in found]
        draft_id = await alerts.add_draft(tx, user_id, keyword.text, hits, now)
    days, count = len({p.material.day for p in papers}), len({p.material.paper.id for p in papers})
    names = whole_names(keyword.text, has_matches=bool(found or not count))
    others, near = other_names(keyword), _near(keyword, own)
    return Trial(draft_id, keyword.text, found, count, days, names, others, near)


async def open_draft(store: Store, user_id: int, draft_id: int, now: datetime) -> Draft:
    """The person's draft; UserError if it has expired or was saved."""
    async with store.reading() as view:
        found = await alerts.draft(view, user_id, draft_id, now - KEPT)
    if found is None:
        raise UserError("alerts-draft-gone")
    return found


def same_meaning(own: Iterable[Alert], typed: str) -> Alert | None:
    """The alert that means the same as what was typed; KeywordError if that cannot be read."""
    wanted = meaning(typed)
    return next((alert for alert in own if meaning_or_none(alert.keyword) == wanted), None)


async def _found(keyword: Keyword, fitting_papers: Sequence[Material]) -> tuple[Found, ...]:
    pace, found = Pace(), list[Found]()
    for number, (day, paper, bullets) in enumerate(fitting_papers):
        is_placed = number < PLACED_PAPERS
        said = places(keyword.required, paper, bullets) if is_placed else ()
        where: dict[Where, None] = dict.fromkeys(place.where for place in said)
        found.append(Found(day, paper, tuple(where)))
        await pace.rest()
    return tuple(found)


def other_names(keyword: Keyword) -> tuple[str, ...]:
    """Known other names, if asking for them too would make a keyword that is not too long."""
    names = suggestions(keyword)
    wider = widened(keyword.text)
    return names if names and wider != keyword.text and meaning_or_none(wider) else ()


def _near(keyword: Keyword, own: Iterable[Alert]) -> tuple[str, ...]:
    readable = [parse_keyword(alert.keyword) for alert in own if meaning_or_none(alert.keyword)]
    return tuple(near.text for near in near_duplicates(keyword, readable))
