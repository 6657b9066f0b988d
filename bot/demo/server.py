"""`demo`: the real bot in a simulated Discord, from the first sample paper to the ordered end.

::

    sample site → source → store → plan → deliver → simulated Discord → page on 127.0.0.1
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from aiohttp import ClientSession

from bot import due
from bot.app.client import Paperboy
from bot.app.service import Resources, Service
from bot.delivery.lease import Lease
from bot.demo.browser_page import open_page
from bot.demo.sample_days import sample_days, sample_ids, sample_summaries
from bot.demo.sample_records import NoRecords
from bot.demo.sample_site import open_sample_site
from bot.demo.stage import Stage, build_stage
from bot.digests.channels import Channels
from bot.models import ChannelSettings, Language, Paper
from bot.models.clock import Clock, utc_now
from bot.settings import DeliverySettings, ScheduleSettings, Settings, SourceSettings, StoreSettings
from bot.sources.huggingface import HuggingFace
from bot.store import editions, open_store
from bot.texts import say

# Simcord waits up to five seconds with an answer when a job is about to run, so jobs run seldom.
CHECK_SECONDS = 60
# Nobody else can want this store, so the lease is taken once.
LEASE_SECONDS = timedelta(days=365).total_seconds()
AN_HOUR = timedelta(hours=1)


async def run_demo(*, port: int | None, language: Language) -> None:
    """Show the demo until SIGINT, SIGTERM, or the page's own “End preview session”.

    `language` is that of the visitor, the channel and the terminal. Without a port any free one is used;
    UserError if the port is taken. Nothing outside this machine is contacted, no setting of the real bot
    is read, and nothing is left behind.
    """
    work = asyncio.create_task(_show(port, language))
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, work.cancel)
    try:
        await work
    except asyncio.CancelledError:
        click.echo()


async def _show(port: int | None, language: Language) -> None:
    async with open_demo(language) as (stage, papers), open_page(stage, papers, port) as page:
        click.echo(say(language, "demo-open", url=page.url))
        await page.preview.wait_closed()


@asynccontextmanager
async def open_demo(language: Language) -> AsyncGenerator[tuple[Stage, list[Paper]]]:
    """The stage on which the newest sample day was just posted, and all sample papers."""
    clock = clock_from(_opening_time())
    with TemporaryDirectory(prefix="paperboy-demo-") as folder:
        async with open_sample_site() as site, _open_service(Path(folder), site, clock) as service:
            papers = await _fill(service)
            async with _open_bot(service, language) as stage:
                yield stage, papers


def _opening_time() -> datetime:
    """When the newest sample day is due in a channel with the usual settings (UTC)."""
    usual = ChannelSettings(guild_id=0, channel_id=0)
    return due.due_at(max(sample_days()) + due.DAY, usual.due_time, usual.tz)


def clock_from(start: datetime) -> Clock:
    """A clock that shows `start` now, and runs on."""
    ahead = start - utc_now()
    return lambda: utc_now() + ahead


@asynccontextmanager
async def _open_service(folder: Path, site: str, clock: Clock) -> AsyncGenerator[Service]:
    # Not Settings(…), which lets the environment overrule: the demo must not touch the real store.
    settings = Settings.model_construct(
        store=StoreSettings(url=f"sqlite+aiosqlite:///{folder / 'paperboy.db'}"),
        source=SourceSettings(huggingface_url=site),
        schedule=ScheduleSettings(check_seconds=CHECK_SECONDS),
        delivery=DeliverySettings(lease_seconds=LEASE_SECONDS),
    )
    # Not the session of the real bot, which would ask a proxy of the environment for our own site.
    async with open_store(settings.store.url) as store, ClientSession() as session:
        source = HuggingFace(session, site)
        arxiv = NoRecords(len(sample_ids()))
        service = Service(Resources(settings, store, source, source, arxiv, clock))
        try:
            yield service
        finally:
            await service.close()


async def _fill(service: Service) -> list[Paper]:
    """The papers of the sample days, fetched into the store, with their bullets."""
    fetched = [await service.collector.collect_day(day) for day in sample_days()]
    async with service.store.transaction() as tx:
        await editions.save_summaries(tx, sample_summaries())
    return [paper for edition in fetched for paper in edition.papers]


@asynccontextmanager
async def _open_bot(service: Service, language: Language) -> AsyncGenerator[Stage]:
    """The bot online in the simulated Discord, with the newest sample day posted as it was due."""
    lease = Lease(service.store, service.clock, LEASE_SECONDS)
    await lease.take()
    bot = Paperboy(service, holder=lease.holder, may_send=lease.may_send, reader_language=language)
    stage = build_stage(bot, language, service.clock())
    await _subscribe(service, stage)
    try:
        await stage.env.start()
        yield stage
    finally:
        await bot.close()
        await stage.env.shutdown()


async def _subscribe(service: Service, stage: Stage) -> None:
    """As of an hour ago, so that the newest sample day is due now."""
    chosen = ChannelSettings(
        guild_id=stage.visitor.guild.id, channel_id=stage.channel.id, language=stage.language
    )
    channels = Channels(service.store, service.settings, lambda: service.clock() - AN_HOUR)
    await channels.subscribe(chosen, configured_by=stage.visitor.id)
