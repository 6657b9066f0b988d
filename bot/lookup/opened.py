"""A paper opened by somebody: what there is to show of it at once, and what comes while they read."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.errors import SourceError, UserError
from bot.lookup.papers import Lookups
from bot.models import DigestPaper, Language, Paper, SummaryOrigin
from bot.questions import Questions
from bot.settings import SummarySettings
from bot.store import Store, editions, posted_messages, records
from bot.store.posted_messages import PostedPaper
from bot.summaries import best_summaries
from bot.summaries.rounds import summarise_paper
from bot.summaries.summariser import Summariser

_STOPGAPS = (SummaryOrigin.ABSTRACT, SummaryOrigin.HUGGING_FACE)


@dataclass(frozen=True)
class OpenedPaper:
    """A paper with its summary in the asked language, the days that list it with their votes (newest first),
    and whether its authors have withdrawn it.
    """

    digest_paper: DigestPaper
    listings: list[tuple[date, int]]
    withdrawn: bool = False

    @property
    def paper(self) -> Paper:
        """The paper as it is stored."""
        return self.digest_paper.paper


@dataclass(frozen=True)
class Papers:
    """Single papers for people who open them; `summariser` is None without a language model."""

    store: Store
    lookups: Lookups
    questions: Questions
    settings: SummarySettings
    summariser: Summariser | None = None

    async def open(self, paper_id: str, language: Language) -> OpenedPaper | None:
        """The paper with this id, None if nobody knows it; SourceError if nobody could be asked."""
        if (paper := await self.lookups.paper(paper_id)) is None:
            return None
        async with self.store.reading() as view:
            stored = await editions.stored_summaries(view, [paper_id], language)
            listings = await editions.listing_days(view, paper_id)
            record = await records.stored_record(view, paper_id)
        summaries = best_summaries([paper], language, stored, sentences=self.settings.sentences)
        digest_paper = DigestPaper(paper=paper, summary=summaries[paper_id])
        return OpenedPaper(digest_paper, listings[::-1], withdrawn=record is not None and record.withdrawn)

    async def open_stored(self, paper_id: str, language: Language) -> OpenedPaper | None:
        """The same without asking a source; None if it is not stored."""
        is_stored = await self.lookups.is_stored(paper_id)
        return await self.open(paper_id, language) if is_stored else None

    async def improvements(
        self, opened: OpenedPaper, asker: int, language: Language
    ) -> AsyncGenerator[OpenedPaper]:
        """The paper again, each time that there is more of it than was shown: what an archive did not know,
        then bullets that a model writes now, which may take minutes.
        """
        if complete := await self._completed(opened, asker, language):
            opened = complete
            yield opened
        if summarised := await self._summarised(opened, language):
            yield summarised

    async def _completed(self, opened: OpenedPaper, asker: int, language: Language) -> OpenedPaper | None:
        """The paper with what an archive did not know of it; None if there is nothing more to be had now."""
        if not self.lookups.is_incomplete(opened.paper):
            return None
        try:
            self.questions.spend(asker)
            is_more = await self.lookups.complete(opened.paper)
        except (SourceError, UserError):
            return None
        return await self.open(opened.paper.id, language) if is_more else None

    async def _summarised(self, opened: OpenedPaper, language: Language) -> OpenedPaper | None:
        """The paper with bullets that a model writes now, which may take minutes; None if none come."""
        if self.summariser is None or opened.digest_paper.summary.origin not in _STOPGAPS:
            return None
        sentences = self.settings.sentences
        summary = await summarise_paper(self.store, self.summariser, opened.paper, language, sentences)
        if summary.origin in _STOPGAPS:
            return None
        return replace(opened, digest_paper=opened.digest_paper.model_copy(update={"summary": summary}))

    async def postings(self, paper_id: str, guild_id: int) -> Sequence[PostedPaper]:
        """The messages in a guild's channels that show the paper, newest day first."""
        async with self.store.reading() as view:
            return await posted_messages.postings_of(view, paper_id, guild_id)
