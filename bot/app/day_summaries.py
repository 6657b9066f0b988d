"""A day's papers that channels show, and how their summaries came about: what `summarize` works on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from bot.digests.planning_run import Planner
from bot.digests.readership import digest_papers
from bot.models import ChannelSettings, Language, Making, Paper
from bot.models.clock import Clock
from bot.settings import Settings
from bot.store import Store, editions, leases, subscriptions, summaries


class Claims(NamedTuple):
    """Papers that others are at, and until when (UTC); and the bot that runs, if one does."""

    until: dict[str, datetime]
    holder: str | None


@dataclass(frozen=True)
class DaySummaries:
    """The papers of stored days in a language, and their summaries."""

    store: Store
    settings: Settings
    clock: Clock

    async def papers(self, day: date, language: Language) -> Sequence[Paper]:
        """What channels show in the language, or without any as many papers as a new channel would."""
        usual = ChannelSettings.model_fields["papers"].default
        async with self.store.reading() as view:
            configured = await subscriptions.every(view)
            planner = Planner(self.settings, self.clock())
            papers = await digest_papers(view, planner, day, language, configured)
            edition = await editions.edition(view, day)
        is_read = any(subscription.settings.language == language for subscription in configured)
        return papers if is_read or edition is None else edition.papers[:usual]

    async def makings(self, papers: Sequence[Paper], language: Language) -> dict[str, Making]:
        """How their stored summaries came about, by paper id."""
        async with self.store.reading() as view:
            return await summaries.makings(view, [paper.id for paper in papers], language)

    async def claims(self, papers: Sequence[Paper], language: Language) -> Claims:
        """Which of them others are at now."""
        now = self.clock()
        async with self.store.reading() as view:
            until = await summaries.claimed_until(view, [paper.id for paper in papers], language, now)
            return Claims(until, await leases.holder(view, now))
