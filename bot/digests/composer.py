"""What a subscription is shown of stored days: which papers, in which digest. Writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from bot.digests.order import ordered
from bot.digests.select import make_digest, qualifying_papers, ranked_together
from bot.digests.topics import Bullets, fitting, on_topic
from bot.models import LANGUAGES, WEEKDAYS, Digest, Edition, Language, Layout, Order, Paper, Subscription
from bot.settings import Settings
from bot.store import Reading, digests, editions
from bot.summaries import best_summaries
from bot.vectors.at_hand import Vectors


class Kind(NamedTuple):
    """What makes two subscriptions' digests of a day the same.

    With `days` the papers of all of them are ranked together, of which `day` is the last one.
    """

    day: date
    language: Language
    papers: int
    min_votes: int
    without: frozenset[str]
    partial: bool
    days: tuple[date, ...] = ()
    topics: tuple[str, ...] = ()
    excluded_topics: tuple[str, ...] = ()
    layout: Layout = "full"
    role_id: int | None = None
    role_topics: tuple[str, ...] = ()
    order: Order = "votes"
    examples: tuple[str, ...] = ()


class Choice(NamedTuple):
    """The papers of a kind, in its order: all that qualify, and those that are shown."""

    edition: Edition
    qualifying: tuple[Paper, ...]
    selected: tuple[Paper, ...]


@dataclass
class Composer:
    """Remembers the days that it read. Not to be kept, since they change."""

    settings: Settings
    _editions: dict[date, Edition | None] = field(default_factory=dict[date, Edition | None])
    _relisted: dict[date, set[str]] = field(default_factory=dict[date, set[str]])
    _vectors: Vectors = field(default_factory=Vectors)

    async def kind_for(
        self, view: Reading, subscription: Subscription, days: Sequence[date], *, partial: bool = False
    ) -> Kind:
        """Which digest of the days, oldest first, the subscription gets."""
        chosen = subscription.settings
        return Kind(
            days[-1],
            chosen.language,
            chosen.papers,
            chosen.min_votes,
            await self._seen(view, subscription, days),
            partial,
            days=tuple(days) if len(days) > 1 else (),
            topics=chosen.topics,
            excluded_topics=chosen.excluded_topics,
            layout=chosen.layout,
            role_id=chosen.role_id,
            role_topics=chosen.role_topics,
            order=chosen.order if chosen.order_examples else "votes",
            examples=chosen.order_examples,
        )

    async def choose(self, view: Reading, kind: Kind) -> Choice | None:
        """The papers of a kind; None if nothing is known of its day."""
        days = [await self._edition(view, day) for day in kind.days or (kind.day,)]
        if (listed_editions := [edition for edition in days if edition]) == []:
            return None
        edition = ranked_together(listed_editions)
        only = None
        if kind.topics or kind.excluded_topics:
            bullets = await stored_bullets(view, edition.papers)
            only = on_topic(edition.papers, kind.topics, kind.excluded_topics, bullets)
        qualifying = qualifying_papers(edition, min_votes=kind.min_votes, without=kind.without, only=only)
        if kind.examples:
            qualifying = await ordered(view, self._vectors, qualifying, kind.order, kind.examples)
        return Choice(edition, qualifying, qualifying[: kind.papers])

    async def compose(self, view: Reading, kind: Kind) -> Digest | None:
        """The digest of a kind, kept nowhere; None if no paper is left for it."""
        choice = await self.choose(view, kind)
        if not choice or not choice.selected:
            return None
        papers = choice.selected
        stored = await editions.stored_summaries(view, [paper.id for paper in papers], kind.language)
        summaries = best_summaries(papers, kind.language, stored, sentences=self.settings.summary.sentences)
        return make_digest(
            choice.edition,
            papers,
            kind.language,
            summaries,
            partial=kind.partial,
            first_day=kind.days[0] if kind.days else None,
            layout=kind.layout,
            role_id=await _mentioned_role(view, kind, papers),
        )

    async def _edition(self, view: Reading, day: date) -> Edition | None:
        if day not in self._editions:
            self._editions[day] = await editions.edition(view, day)
        return self._editions[day]

    async def _seen(self, view: Reading, subscription: Subscription, days: Sequence[date]) -> frozenset[str]:
        """The days' papers that the subscription has had under another day."""
        within, ids = self.settings.schedule.repeat_after_days, set[str]()
        for day in days:
            ids |= await self._repeatable(view, subscription, day)
        return (
            await digests.posted_on_near_days(view, subscription.id, ids, days[-1], within)
            if ids
            else frozenset()
        )

    async def _repeatable(self, view: Reading, subscription: Subscription, day: date) -> set[str]:
        """The day's papers that may have been shown: few days list one that another day lists, so for most
        nothing is asked. Where days are ranked together, any paper may stand in the post of another day.
        """
        if len(subscription.settings.weekdays) < len(WEEKDAYS):
            edition = await self._edition(view, day)
            return {paper.id for paper in edition.papers} if edition else set()
        if day not in self._relisted:
            within = self.settings.schedule.repeat_after_days
            self._relisted[day] = await editions.relisted(view, day, within)
        return self._relisted[day]


async def _mentioned_role(view: Reading, kind: Kind, papers: Sequence[Paper]) -> int | None:
    if kind.role_id is None or not kind.role_topics:
        return kind.role_id
    return kind.role_id if fitting(papers, kind.role_topics, await stored_bullets(view, papers)) else None


async def stored_bullets(view: Reading, papers: Sequence[Paper]) -> Bullets:
    """The papers' bullets in all languages, by id, as for alerts: a topic may be in any."""
    ids = [paper.id for paper in papers]
    stored = [await editions.stored_summaries(view, ids, language) for language in LANGUAGES]
    return {
        paper_id: tuple(
            bullet
            for of_language in stored
            if paper_id in of_language
            for bullet in of_language[paper_id].bullets
        )
        for paper_id in ids
    }
