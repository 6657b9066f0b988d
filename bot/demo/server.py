"""`demo`: the real bot in a simulated Discord, from the first sample paper to the ordered end.

::

    sample site → source → store → plan → deliver → simulated Discord → window → page on 127.0.0.1
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import click
from aiohttp import ClientSession
from pydantic import SecretStr
from yarl import URL

from bot.alerts.backtest import Backtest
from bot.app.client import Paperboy
from bot.app.service import Resources, Service
from bot.delivery.lease import Lease
from bot.demo.avatar import draw_avatar
from bot.demo.clock import LeapingClock
from bot.demo.mornings import Mornings, morning_of
from bot.demo.sample_days import (
    OPENING_DAY,
    sample_days,
    sample_papers,
    sample_summaries,
    thumbnail_url,
    unlisted_papers,
)
from bot.demo.sample_site import open_sample_site
from bot.demo.sample_sources import NoRecords, SampleDays
from bot.demo.site import open_site
from bot.demo.stage import GUILD_ID, Person, Stage, build_stage
from bot.demo.thumbnails import draw_thumbnail
from bot.demo.visit import open_visit
from bot.demo.window import at_rest, open_window
from bot.demo.within import Within
from bot.digests.channels import Channels
from bot.models import ChannelSettings, Language
from bot.models.clock import Clock
from bot.settings import (
    DeliverySettings,
    DiscordSettings,
    ScheduleSettings,
    Settings,
    SourceSettings,
    StoreSettings,
)
from bot.sources.huggingface import HuggingFace
from bot.store import editions, open_store
from bot.texts import say

# An answer is held back for up to two seconds when a timer of the bot's is about to go off. So jobs
# run seldom, and all at once; not never, since what a leap in time interrupts may go on with the next ones.
CHECK_SECONDS = 60
# Nobody else can want this store, so the lease is taken once.
LEASE_SECONDS = timedelta(days=365).total_seconds()
AN_HOUR = timedelta(hours=1)
KEYWORD = "agents"
SAVED_PAPERS = ("2602.01566", "2602.01590", "2602.02185")


async def run_demo(*, port: int | None, language: Language) -> None:
    """Show the demo until SIGINT or SIGTERM.

    `language` is that of the admin, the channel and the terminal. Without a port any free one is used;
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
    async with open_demo(language) as demo, open_page(demo, port) as url:
        click.echo(say(language, "demo-open", url=url))
        await asyncio.Event().wait()


@asynccontextmanager
async def open_page(demo: Demo, port: int | None) -> AsyncGenerator[URL]:
    """The demo's page, at any free port if none is named; UserError if that one is taken."""
    async with (
        open_window(demo.stage, _pictures(demo.stage)) as window,
        open_visit(demo.stage, window, demo.mornings) as visit,
        open_site(visit, port) as url,
    ):
        yield url


def _pictures(stage: Stage) -> dict[str, tuple[str, bytes]]:
    """The bot's face and what stands for the papers' thumbnails, by their addresses."""
    return {stage.face_url: ("face.png", draw_avatar()), **_thumbnails()}


@cache
def _thumbnails() -> dict[str, tuple[str, bytes]]:
    return {
        thumbnail_url(paper_id): (f"{paper_id}.png", draw_thumbnail(paper["title"], paper_id))
        for paper_id, paper in sample_papers().items()
    }


class Demo(NamedTuple):
    """The stage on which the opening day was just posted, and the mornings that can follow."""

    stage: Stage
    mornings: Mornings


@asynccontextmanager
async def open_demo(language: Language) -> AsyncGenerator[Demo]:
    """The demo without its page."""
    clock = LeapingClock(morning_of(OPENING_DAY))
    with TemporaryDirectory(prefix="paperboy-demo-") as folder:
        async with open_sample_site(clock) as site, _open_service(Path(folder), site, clock) as service:
            await _fill(service)
            async with _open_bot(service, language) as (stage, bot, within):
                yield Demo(stage, Mornings(stage, bot, within, service, clock))


@asynccontextmanager
async def _open_service(folder: Path, site: str, clock: Clock) -> AsyncGenerator[Service]:
    # Not Settings(…), which lets the environment overrule: the demo must not touch the real store.
    settings = Settings.model_construct(
        discord=DiscordSettings(home_guild=GUILD_ID),
        store=StoreSettings(url=SecretStr(f"sqlite+aiosqlite:///{folder / 'paperboy.db'}")),
        source=SourceSettings(huggingface_url=site),
        schedule=ScheduleSettings(check_seconds=CHECK_SECONDS),
        delivery=DeliverySettings(lease_seconds=LEASE_SECONDS),
    )
    # Not the session of the real bot, which would ask a proxy of the environment for our own site.
    async with open_store(settings.store.address) as store, ClientSession() as session:
        source = HuggingFace(session, site)
        service = Service(Resources(settings, store, source, SampleDays(source), NoRecords(), clock))
        try:
            yield service
        finally:
            await service.close()


async def _fill(service: Service) -> None:
    """Fetch the sample days that have been, and the papers that no day lists, with their bullets."""
    for day in sample_days():
        if day <= OPENING_DAY:
            await service.collector.collect_day(day)
    for paper_id in unlisted_papers():
        await service.lookups.paper(paper_id)
    async with service.store.transaction() as tx:
        stored = await editions.papers_by_id(tx, sample_papers())
        await editions.save_summaries(tx, [s for s in sample_summaries() if s.paper_id in stored])
    await service.learn_terms()


@asynccontextmanager
async def _open_bot(service: Service, language: Language) -> AsyncGenerator[tuple[Stage, Paperboy, Within]]:
    """The bot online in the simulated Discord, with the opening day posted as it was due."""
    lease = Lease(service.store, service.clock, LEASE_SECONDS)
    await lease.take()
    bot = Paperboy(service, lease)
    stage, within = build_stage(bot, language, service.clock()), Within(bot)
    bot.owner_ids = {stage.people["admin"].user.id}
    for person in stage.people.values():
        await _furnish(service, person)
    try:
        await stage.env.start()
        await _subscribe(service, stage)
        await within.run(bot.post_due())
        await at_rest(stage.env)
        yield stage, bot, within
    finally:
        await bot.close()
        await stage.env.shutdown()


async def _subscribe(service: Service, stage: Stage) -> None:
    """As of an hour ago, so that the opening day is due now."""
    chosen = ChannelSettings(
        guild_id=GUILD_ID, channel_id=stage.channels["papers"].id, language=stage.language
    )
    channels = Channels(service.store, service.settings, lambda: service.clock() - AN_HOUR)
    await channels.subscribe(chosen, configured_by=stage.people["admin"].user.id)


async def _furnish(service: Service, person: Person) -> None:
    """Give somebody a keyword and saved papers, for the next morning's DM and the order of `/foryou`."""
    user_id = person.user.id
    trial = await service.backtests.run(user_id, KEYWORD)
    if isinstance(trial, Backtest):
        await service.backtests.save_draft(user_id, trial.draft_id, person.language)
    await service.saved.save_all(user_id, SAVED_PAPERS, person.language)
