"""`check`."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import NamedTuple

import click

from bot import calendar
from bot.cli.logs import start_log
from bot.cli.session import language, settings_of, tell
from bot.clock import utc_now
from bot.delivery.pacer import Pacer
from bot.discord_api import rest_client
from bot.errors import PaperboyError, SummaryError
from bot.models import Paper
from bot.settings import Settings
from bot.sources.huggingface import HuggingFace
from bot.sources.session import open_session
from bot.store import open_store, subscriptions
from bot.summaries.answer import UnusableError, read_answer
from bot.summaries.endpoint import open_endpoint
from bot.summaries.prompt import read_prompt
from bot.texts import say

_QUESTION = Paper(
    id="check",
    title="Small Models Agree with Large Ones",
    abstract="We compare a small language model with a large one on six tasks. Both are asked the same "
    "questions. They agree on most answers, and the small one is faster.",
)


class Verdict(NamedTuple):
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
    except PaperboyError as error:
        tell("cli-check-bad", sentence=error.text(language()))
        tell("cli-check-no-more")
        context.exit(1)
    start_log(settings, logging.CRITICAL)  # the lines say it all
    tell("cli-check-good", sentence=say(language(), "cli-check-configuration"))
    context.exit(0 if asyncio.run(_try_all(settings)) else 1)


async def _try_all(settings: Settings) -> bool:
    verdicts = [_show(verdict) async for verdict in _verdicts(settings)]
    return all(verdicts)


async def _verdicts(settings: Settings) -> AsyncGenerator[Verdict]:
    attempts = [_try_token, _try_store, _try_source, *([_try_model] if settings.summary.model else [])]
    for attempt in attempts:
        yield await _judged(attempt, settings)


async def _judged(attempt: Callable[[Settings], Awaitable[str]], settings: Settings) -> Verdict:
    try:
        return Verdict(good=True, sentence=await attempt(settings))
    except PaperboyError as error:
        return Verdict(good=False, sentence=error.text(language()))
    except Exception as error:  # what nobody thought of is a line too, and the rest is tried
        return Verdict(good=False, sentence=say(language(), "cli-check-unexpected", problem=error))


def _show(verdict: Verdict) -> bool:
    tell("cli-check-good" if verdict.good else "cli-check-bad", sentence=verdict.sentence)
    return verdict.good


async def _try_token(settings: Settings) -> str:
    async with rest_client(settings, Pacer(settings.delivery.requests_per_second)) as client:
        return say(language(), "cli-check-token", user=client.user)


async def _try_store(settings: Settings) -> str:
    async with open_store(settings.store.url) as store, store.reading() as view:
        channels = len(await subscriptions.every(view))
        return say(language(), "cli-check-store", url=settings.store.url, channels=channels)


async def _try_source(settings: Settings) -> str:
    """One attempt: whoever looks at the screen tries again himself."""
    day, http = calendar.finished_day(utc_now(), settings.schedule.day_ends), settings.http
    async with open_session(user_agent=http.user_agent, timeout_seconds=http.timeout_seconds) as session:
        papers = await HuggingFace(session, settings.source.huggingface_url, attempts=1).fetch_day(day)
    return say(language(), "cli-check-source", papers=len(papers), day=day)


async def _try_model(settings: Settings) -> str:
    """One question; a model that answers otherwise than asked is not worth much."""
    talk = read_prompt("en", settings.summary.politeness).opening(_QUESTION)
    async with open_endpoint(settings.summary.model_copy(update={"retries": 0})) as endpoint:
        reply = await endpoint.ask(talk) if endpoint else None
    if reply is None or not _is_readable(reply.text):
        raise SummaryError("cli-check-model-odd", model=settings.summary.model)
    return say(language(), "cli-check-model", model=settings.summary.model, tokens=reply.tokens.total)


def _is_readable(answer: str) -> bool:
    try:
        return bool(read_answer(answer))
    except UnusableError:
        return False
