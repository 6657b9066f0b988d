"""A service on its store and its sources; the bot, which is slow to import, is not needed for that."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from aiohttp import ClientSession

from bot.app.service import Resources, Service
from bot.models.clock import Clock, utc_now
from bot.settings import Settings
from bot.sources.arxiv import Arxiv
from bot.sources.http_session import open_session
from bot.sources.huggingface import HuggingFace
from bot.sources.quota import RESERVED_QUESTIONS, Quota
from bot.store import open_store
from bot.summaries.summariser import open_summariser


@asynccontextmanager
async def open_service(settings: Settings, clock: Clock = utc_now) -> AsyncGenerator[Service]:
    """A service on its store and source; both are closed in the end."""
    http = settings.http
    async with (
        open_store(settings.store.address) as store,
        open_session(user_agent=http.user_agent, timeout_seconds=http.timeout_seconds) as session,
        open_summariser(settings.summary, store, clock) as summariser,
    ):
        source, people_source = _huggingface(settings, session)
        arxiv = Arxiv(session, settings.source.arxiv_url)
        service = Service(Resources(settings, store, source, people_source, arxiv, clock, summariser))
        try:
            yield service
        finally:
            await service.close()


def _huggingface(settings: Settings, session: ClientSession) -> tuple[HuggingFace, HuggingFace]:
    """The clients for the daily list and for people who wait, which share a quota."""
    url, http, quota = settings.source.huggingface_url, settings.http, Quota()
    timeout = http.timeout_seconds
    return (
        HuggingFace(session, url, attempts=http.attempts, timeout_seconds=timeout, quota=quota),
        HuggingFace(
            session, url, attempts=1, timeout_seconds=timeout, quota=quota, reserve=RESERVED_QUESTIONS
        ),
    )
