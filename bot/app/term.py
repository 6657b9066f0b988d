"""What the leading process does by itself, for as long as it leads."""

from __future__ import annotations

import logging
from collections.abc import Callable

import discord

from bot.app.commands_sync import CommandsSync
from bot.app.outgoing import Outgoing
from bot.app.scheduler import WATCH_SECONDS, Scheduler
from bot.app.service import Service
from bot.app.troubles import Troubles
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.lease import Lease
from bot.delivery.pause_notices import PauseNotices
from bot.delivery.sender import DiscordSender
from bot.errors import DiscordError
from bot.models import Shards
from bot.store import Signal

log = logging.getLogger(__name__)

COLLECT_SECONDS = 60.0  # a look at what is wanted; the source is asked only for days that are
TIDY_SECONDS = 3600.0
TIDY_AFTER_SECONDS = 60.0  # of the start: first comes what somebody waits for
JOB_SECONDS = 2.0  # for the other work in hand, which can be done again at the next start


class Term:
    """The jobs: collect, summarise, plan, send, tidy, and tell Discord the commands. It needs requests alone,
    and of the gateway only what it tells of the servers at its `shards`. `stop_for` is told of an error that
    ends the bot.
    """

    def __init__(
        self,
        service: Service,
        lease: Lease,
        client: discord.Client,
        commands: CommandsSync,
        linked: Callable[[str], str],
        shards: Shards | None,
        stop_for: Callable[[DiscordError], object],
    ) -> None:
        delivery = service.settings.delivery
        dispatcher = Dispatcher(
            service.store,
            service.pacer,
            delivery,
            lease=lease,
            clock=service.clock,
            discord_time=service.discord_time,
        )
        troubles = Troubles(log)
        self._outgoing = Outgoing(dispatcher, DiscordSender(client), stop_for, troubles)
        self._pause_notices = PauseNotices(client, service.store, service.clock, linked, shards)
        self._service, self._pipeline, self._lease = service, service.pipeline, lease
        self._client, self._commands = client, commands
        self._check_seconds = service.settings.schedule.check_seconds
        self._scheduler = Scheduler(troubles, max(WATCH_SECONDS, self._check_seconds))

    def begin(self) -> None:
        """Once the client is logged in; there must be a running event loop."""
        self._commands.start(self._client.application_id)
        check_seconds = self._check_seconds
        collect_seconds = max(COLLECT_SECONDS, check_seconds)
        self._scheduler.every(collect_seconds, self._pipeline.collect)
        self._scheduler.every(collect_seconds, self._pipeline.look_at_watched)
        self._scheduler.every(collect_seconds, self._pipeline.summarise)
        self._scheduler.every(check_seconds, self.post_due)
        self._scheduler.every(check_seconds, self.write_due)
        self._scheduler.every(check_seconds, self._outgoing.publish)
        self._scheduler.every(check_seconds, self.edit_due)
        self._scheduler.every(check_seconds, self._post_weeks)
        self._scheduler.every(check_seconds, self._tell_pauses)
        self._scheduler.every(TIDY_SECONDS, self._service.tidy, first_after=TIDY_AFTER_SECONDS)
        self._scheduler.every(TIDY_SECONDS, self._service.learn_terms)
        self._scheduler.start()

    def hear(self, signal: Signal) -> None:
        """Look at once at what a process planned."""
        match signal:
            case Signal.POSTS:
                self._outgoing.post_soon()
            case Signal.NOTIFICATIONS:
                self._outgoing.notify_soon()
            case Signal.DUE:
                self._scheduler.run_now(self.post_due)
            case _:
                pass

    async def post_due(self) -> None:
        """Plan what is due, and see that what is planned gets sent."""
        await self._pipeline.plan_digests(self._outgoing.post_soon)
        self._outgoing.post_soon()

    async def write_due(self) -> None:
        """Plan the notifications that are due, and see that they get sent; digests go first."""
        await self._pipeline.plan_notifications(self._outgoing.notify_soon)
        self._outgoing.notify_soon()

    async def edit_due(self) -> None:
        """Plan the edits of posts that are due, and see that they are made."""
        await self._pipeline.plan_edits()
        self._outgoing.edit_soon()

    async def _post_weeks(self) -> None:
        """Plan the weekly posts that are due, and see that they get sent."""
        await self._pipeline.plan_weeks(self._outgoing.post_weeks_soon)
        self._outgoing.post_weeks_soon()

    async def _tell_pauses(self) -> None:
        # The servers' system channels are known from the gateway.
        if self._client.is_ready() and self._lease.may_send():
            await self._pause_notices.tell()

    async def stop(self) -> None:
        """Stop the jobs, and finish the messages in hand."""
        self._outgoing.begin_nothing()
        await self._commands.stop()
        await self._scheduler.stop(JOB_SECONDS)
        await self._outgoing.stop()
