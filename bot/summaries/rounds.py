"""Having papers summed up: many for the digests, or one for a person. No failure gets out of here."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from bot.apart import apart
from bot.errors import BudgetError, SummaryError
from bot.models import Language, Paper, Purpose, Summary
from bot.store import Store, editions
from bot.summaries import checked, fallback
from bot.summaries.outages import FAILURES_IN_A_ROW
from bot.summaries.summariser import Summariser

log = logging.getLogger(__name__)

SummaryRequest = tuple[Paper, Language]


def _ignore(_: SummaryRequest) -> None:
    pass


@dataclass
class Round:
    """One pass over papers. `problem` is the last failure of the model, None if all was well."""

    summariser: Summariser
    purpose: Purpose
    patient: bool = True  # leave out papers that failed lately
    problem: SummaryError | None = None
    _failures: int = 0
    _over: bool = False
    tell: Callable[[SummaryRequest], object] = field(default=_ignore)  # called after each paper

    async def run(self, requests: Iterable[SummaryRequest]) -> None:
        """Summarise in order, a few at a time; ends early if the model is down or the tokens are spent."""
        papers = iter(requests)
        await asyncio.gather(*(self._work(papers) for _ in range(self.summariser.settings.concurrency)))
        if self.problem:
            self.summariser.tell(self.problem)

    async def _work(self, papers: Iterator[SummaryRequest]) -> None:
        for request in papers:
            if not self._over:
                with apart(f"summing up {request[0].id}"):
                    await self._try(*request)
            self.tell(request)

    async def _try(self, paper: Paper, language: Language) -> None:
        try:
            await self.summariser.summary(paper, language, self.purpose, patient=self.patient)
            self._failures = 0
        except SummaryError as error:
            self._failures += 1
            self.problem = error
            self._over = isinstance(error, BudgetError) or self._failures >= FAILURES_IN_A_ROW


async def summarise_paper(
    store: Store, summariser: Summariser | None, paper: Paper, language: Language, sentences: int
) -> Summary:
    """The paper's stored bullets, else the model's, else what there is without it."""
    async with store.reading() as view:
        summary = (await editions.stored_summaries(view, [paper.id], language)).get(paper.id)
    if summariser and not summary:
        try:
            summary = await summariser.summary(paper, language, Purpose.REQUEST)
        except SummaryError as error:
            log.warning("%s (%s): %s", paper.id, language, error)
    return checked(paper, summary) if summary else fallback(paper, language, sentences)
