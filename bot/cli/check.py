"""`check`."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Collection
from functools import partial
from time import monotonic
from typing import NamedTuple

import click

from bot import due
from bot.cli.logs import start_log
from bot.cli.session import language, settings_of, tell
from bot.delivery.allowance import full_rate
from bot.delivery.pacer import Pacer
from bot.errors import PaperboyError, SummaryError
from bot.gateway.discord_api import rest_client
from bot.models import LANGUAGES, Language, Paper
from bot.models.clock import utc_now
from bot.settings import Settings
from bot.sources.http_session import open_session
from bot.sources.huggingface import HuggingFace
from bot.store import open_store, subscriptions, without_password
from bot.summaries.bullet_writer import SummaryDraft, write
from bot.summaries.endpoint import open_endpoint
from bot.summaries.findings import Examiner
from bot.summaries.prompt import read_prompt
from bot.texts import say

_QUESTION = Paper(
    id="check",
    title="Small Models Agree with Large Ones",
    abstract="We compare a small language model with a large one on six tasks. Both are asked the same "
    "questions. They agree on most answers, and the small one is faster.",
)


class CheckResult(NamedTuple):
    """Whether one part can be used, and the sentence that says so or says what to do."""

    good: bool
    sentence: str


@click.command("check")
@click.pass_context
def command(context: click.Context) -> None:
    """Try configuration, token, store, source and language model, each for itself; exit code 1 if any
    fails.
    """
    try:
        settings = settings_of(context)
        settings.shards()
    except PaperboyError as error:
        tell("cli-check-bad", sentence=error.text(language()))
        tell("cli-check-no-more")
        context.exit(1)
    start_log(settings, logging.CRITICAL)  # the lines say it all
    tell("cli-check-good", sentence=say(language(), "cli-check-configuration"))
    context.exit(0 if asyncio.run(_try_all(settings)) else 1)


async def _try_all(settings: Settings) -> bool:
    results = [_show(result) async for result in _results(settings)]
    return all(results)


async def _results(settings: Settings) -> AsyncGenerator[CheckResult]:
    for attempt in (_try_token, _try_store, _try_source):
        yield await _result_of(attempt, settings)
    for written in await _languages(settings) if settings.summary.model else ():
        yield await _result_of(partial(_try_model, written), settings)


async def _result_of(attempt: Callable[[Settings], Awaitable[str]], settings: Settings) -> CheckResult:
    try:
        return CheckResult(good=True, sentence=await attempt(settings))
    except PaperboyError as error:
        return CheckResult(good=False, sentence=error.text(language()))
    except Exception as error:  # what nobody thought of is a line too, and the rest is tried
        return CheckResult(good=False, sentence=say(language(), "cli-check-unexpected", problem=error))


def _show(result: CheckResult) -> bool:
    tell("cli-check-good" if result.good else "cli-check-bad", sentence=result.sentence)
    return result.good


async def _try_token(settings: Settings) -> str:
    async with rest_client(settings, Pacer(full_rate(settings.delivery.requests_per_second))) as client:
        return say(language(), "cli-check-token", user=client.user)


async def _try_store(settings: Settings) -> str:
    async with open_store(settings.store.address) as store, store.reading() as view:
        channels = len(await subscriptions.every(view))
        return say(
            language(), "cli-check-store", url=without_password(settings.store.address), channels=channels
        )


async def _try_source(settings: Settings) -> str:
    """One attempt: whoever looks at the screen tries again himself."""
    day, http = due.finished_day(utc_now(), settings.schedule.day_ends), settings.http
    async with open_session(user_agent=http.user_agent, timeout_seconds=http.timeout_seconds) as session:
        papers = await HuggingFace(session, settings.source.huggingface_url, attempts=1).fetch_day(day)
    return say(language(), "cli-check-source", papers=len(papers), day=day)


async def _try_model(written: Language, settings: Settings) -> str:
    """A whole summary; a model of which no three bullets can be used is not worth much."""
    model, prompt = settings.summary.model, read_prompt(written, settings.summary.politeness)
    examiner, begun = Examiner(_QUESTION, written, settings.summary.politeness, prompt), monotonic()
    async with open_endpoint(settings.summary.model_copy(update={"retries": 0})) as endpoint:
        draft = await write(endpoint.ask, examiner) if endpoint else SummaryDraft()
    if not draft.bullets:
        problem = "; ".join(problem.text(language()) for problem in draft.problems[:1])
        raise SummaryError("cli-check-model-odd", model=model, written=written, problem=problem)
    return say(
        language(),
        "cli-check-model",
        model=model,
        written=written,
        tokens=draft.tokens.total,
        seconds=f"{monotonic() - begun:.1f}",
        bullet=draft.bullets[0],
    )


async def _languages(settings: Settings) -> Collection[Language]:
    """Those of the channels; every one where there is none yet, or no database."""
    try:
        async with open_store(settings.store.address) as store, store.reading() as view:
            used = {each.settings.language for each in await subscriptions.every(view)}
    except PaperboyError:
        used = set[Language]()
    return [each for each in LANGUAGES if each in used] or LANGUAGES
