"""Bullets by the language model, made once per paper and language, whoever and however many ask."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.errors import BudgetError, OutageError, SummaryError
from bot.models import Language, Making, Paper, Purpose, Summary, SummaryOrigin, Tokens
from bot.models.clock import Clock
from bot.settings import SummarySettings
from bot.store import Store, editions, summaries
from bot.summaries.bullet_writer import Reply, SummaryDraft, write
from bot.summaries.endpoint import LanguageModel, open_endpoint
from bot.summaries.findings import Examiner
from bot.summaries.outages import Key, Outages
from bot.summaries.prompt import Prompt, Talk, read_prompt
from bot.summaries.token_counts import estimated

log = logging.getLogger(__name__)

CLAIM_LIFETIME = timedelta(
    minutes=3
)  # of a paper; renewed while it lasts, so that one who dies holds it no longer
_RENEWAL_SECONDS = 60.0
_SPENT = {Purpose.DIGEST: "summary-budget-digest", Purpose.REQUEST: "summary-budget-request"}


@dataclass(frozen=True)
class Summariser:
    """Joins the model, the store and the day's budget."""

    settings: SummarySettings
    store: Store
    model: LanguageModel
    clock: Clock
    _under_way: dict[Key, asyncio.Task[Summary | None]] = field(
        default_factory=dict[Key, asyncio.Task["Summary | None"]]
    )
    _logged: set[tuple[date, str]] = field(default_factory=set[tuple[date, str]])
    _outages: Outages = field(default_factory=Outages)
    _questions: set[asyncio.Task[Reply]] = field(default_factory=set[asyncio.Task[Reply]])
    _closing: asyncio.Event = field(default_factory=asyncio.Event)

    async def summary(
        self, paper: Paper, language: Language, purpose: Purpose, *, patient: bool = True
    ) -> Summary | None:
        """The stored bullets of a stored paper, else the model's, which are then stored.

        None if no bullet could be used, or (when `patient`) could not lately, or another process is at it.
        SummaryError if the model does not answer, or (when `patient`) has not for a while and is left alone;
        BudgetError if the day's tokens are spent. Those who ask for the same paper at the same time wait for
        one answer.
        """
        key = (paper.id, language)
        if key not in self._under_way:
            work = self._summary(paper, language, purpose, patient=patient)
            self._under_way[key] = asyncio.create_task(work)
            self._under_way[key].add_done_callback(lambda _: self._under_way.pop(key, None))
        # Shielded: one who no longer waits does not take the answer from the others.
        return await asyncio.shield(self._under_way[key])

    def tell(self, problem: SummaryError) -> None:
        """Log a problem once a UTC day: rounds come every minute."""
        if (entry := (self._today(), problem.key)) not in self._logged:
            self._logged.add(entry)
            log.warning("%s", problem)

    async def close(self) -> None:
        """Break off all questions, so that nothing touches the store any more.

        Only they are broken off: a write that is, may have happened, and a claim would outlast the program.
        """
        self._closing.set()
        for question in self._questions:
            question.cancel()
        await asyncio.gather(*self._under_way.values(), return_exceptions=True)

    def prompt(self, language: Language) -> Prompt:
        """The rules for bullets in a language."""
        return read_prompt(language, self.settings.politeness)

    async def _summary(
        self, paper: Paper, language: Language, purpose: Purpose, *, patient: bool
    ) -> Summary | None:
        async with self.store.reading() as view:
            if stored := await editions.stored_summaries(view, [paper.id], language):
                return stored[paper.id]
        if patient and (problem := self._outages.problem(self.clock())):
            raise problem
        async with self.store.transaction() as tx:
            # Whoever was at it may have ended since: nobody pays twice, and what was shown stays.
            if stored := await editions.stored_summaries(tx, [paper.id], language):
                return stored[paper.id]
            if not await summaries.claim(
                tx, paper.id, language, self.clock(), hold=CLAIM_LIFETIME, patient=patient
            ):
                return None
        try:
            async with self._renewed(paper, language):
                draft = await self._draft(paper, language, purpose)
            return await self._record(paper, language, purpose, draft)
        except BaseException as error:  # also when somebody ends the program
            await self._let_go(paper, language, error)
            raise

    @asynccontextmanager
    async def _renewed(self, paper: Paper, language: Language) -> AsyncGenerator[None]:
        """The claim lasts as long as the context."""

        async def renew() -> None:
            while True:
                await asyncio.sleep(_RENEWAL_SECONDS)
                async with self.store.transaction() as tx:
                    await summaries.renew(tx, paper.id, language, self.clock() + CLAIM_LIFETIME)

        renewal = asyncio.create_task(renew())
        try:
            yield
        finally:
            renewal.cancel()
            await asyncio.gather(renewal, return_exceptions=True)

    async def _let_go(self, paper: Paper, language: Language, error: BaseException) -> None:
        """End a claim of which nothing came: the paper is to blame, or not."""
        to_blame = isinstance(error, SummaryError) and not isinstance(error, BudgetError)
        if isinstance(error, OutageError):
            to_blame = self._outages.failed((paper.id, language), error, self.clock())
        async with self.store.transaction() as tx:
            if to_blame:
                await summaries.fail(tx, paper.id, language, self.clock())
            else:
                await summaries.give_back(tx, paper.id, language)

    async def _draft(self, paper: Paper, language: Language, purpose: Purpose) -> SummaryDraft:
        prompt = self.prompt(language)

        async def ask(talk: Talk) -> Reply:
            return await self._ask(talk, purpose)

        draft = await write(ask, Examiner(paper, language, self.settings.politeness, prompt))
        self._outages.answered((paper.id, language))
        return draft

    async def _ask(self, talk: Talk, purpose: Purpose) -> Reply:
        """One question, paid from the budget: tokens are set aside before, so that no crowd overdraws it."""
        day, reserved = self._today(), estimated(talk).total
        daily = self.settings.daily_tokens
        async with self.store.transaction() as tx:
            granted = await summaries.reserve(tx, day, purpose, reserved, daily=daily)
        if not granted:
            raise BudgetError(_SPENT[purpose], daily=daily)
        tokens = Tokens(input=estimated(talk).input)  # if it is broken off
        try:
            reply = await self._reply(talk)
            tokens = reply.tokens
        except SummaryError as error:
            tokens = error.tokens
            raise
        finally:
            async with self.store.transaction() as tx:
                await summaries.settle(tx, day, purpose, reserved, tokens)
        return reply

    async def _reply(self, talk: Talk) -> Reply:
        """The model's; CancelledError once all is to end."""
        if self._closing.is_set():
            raise asyncio.CancelledError
        question = asyncio.create_task(self.model.ask(talk))
        self._questions.add(question)
        question.add_done_callback(self._questions.discard)
        return await question

    async def _record(
        self, paper: Paper, language: Language, purpose: Purpose, draft: SummaryDraft
    ) -> Summary | None:
        summary = Summary(
            paper_id=paper.id, language=language, bullets=draft.bullets, origin=SummaryOrigin.MODEL
        )
        async with self.store.transaction() as tx:
            if draft.bullets:
                await summaries.keep(tx, summary, self._making(language, draft))
            else:
                await summaries.fail(tx, paper.id, language, self.clock())
            await summaries.count_outcome(
                tx,
                self._today(),
                purpose,
                flagged=draft.flagged,
                dropped=draft.dropped,
                fallbacks=int(not draft.bullets),
            )
        if not draft.bullets:
            why = "; ".join(problem.text("en") for problem in draft.problems[:1])
            log.warning("%s (%s): the model's answers could not be used: %s", paper.id, language, why)
        return summary if draft.bullets else None

    def _making(self, language: Language, draft: SummaryDraft) -> Making:
        return Making(
            model=self.settings.model,
            prompt_version=self.prompt(language).version,
            tokens=draft.tokens,
            created_at=self.clock(),
        )

    def _today(self) -> date:
        return self.clock().date()


@asynccontextmanager
async def open_summariser(
    settings: SummarySettings, store: Store, clock: Clock
) -> AsyncGenerator[Summariser | None]:
    """The summariser of the settings, closed in the end; None without a model."""
    async with open_endpoint(settings) as model:
        summariser = model and Summariser(settings, store, model, clock)
        try:
            yield summariser
        finally:
            if summariser:
                await summariser.close()
