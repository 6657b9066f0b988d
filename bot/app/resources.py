"""A service on its store and its sources; the bot, which is slow to import, is not needed for that."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from aiohttp import ClientSession

from bot.app.service import Service
from bot.lookup.papers import Lookups
from bot.models.clock import Clock, utc_now
from bot.settings import Settings
from bot.sources.arxiv import Arxiv
from bot.sources.huggingface import HuggingFace
from bot.sources.quota import RESERVE, Quota
from bot.sources.session import open_session
from bot.store import Store, open_store
from bot.summaries.summariser import open_summariser


@asynccontextmanager
async def open_service(settings: Settings, clock: Clock = utc_now) -> AsyncGenerator[Service]:
    """A service on its store and source; both are closed in the end."""
    http = settings.http
    async with (
        open_store(settings.store.url) as store,
        open_session(user_agent=http.user_agent, timeout_seconds=http.timeout_seconds) as session,
        open_summariser(settings.summary, store, clock) as summariser,
    ):
        url, quota = settings.source.huggingface_url, Quota()
        source = HuggingFace(
            session, url, attempts=http.attempts, timeout_seconds=http.timeout_seconds, quota=quota
        )
        async with open_lookups(settings, store, session, clock, quota) as lookups:
            yield Service(settings, store, source, clock, lookups, summariser)


@asynccontextmanager
async def open_lookups(
    settings: Settings, store: Store, session: ClientSession, clock: Clock, quota: Quota | None = None
) -> AsyncGenerator[Lookups]:
    """Questions of people who wait: each is asked once, and leaves of the quota what the daily list needs."""
    hub = HuggingFace(
        session,
        settings.source.huggingface_url,
        attempts=1,
        timeout_seconds=settings.http.timeout_seconds,
        quota=quota,
        reserve=RESERVE,
    )
    lookups = Lookups(store, hub, Arxiv(session, settings.source.arxiv_url), clock)
    try:
        yield lookups
    finally:
        await lookups.close()
