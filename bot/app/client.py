"""The bot in Discord: logs in, loads the cogs by name, runs the service's jobs, and closes in order."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, date

import discord

from bot.admission import Admission
from bot.app.command_mentions import CommandMentions
from bot.app.command_tree import AdmittedTree
from bot.app.commands_sync import CommandsSync
from bot.app.outgoing import Outgoing
from bot.app.scheduler import Scheduler
from bot.app.service import Service
from bot.delivery.allowance import full_rate
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.lease import Lease
from bot.delivery.pause_notices import PauseNotices
from bot.delivery.sender import DiscordSender
from bot.delivery.traffic import pacing_trace
from bot.delivery.trials import TrialPosts
from bot.errors import PaperboyError
from bot.gateway import GatewayBot
from bot.gateway.entrance import Entrance
from bot.models import Language
from bot.texts import language_of

log = logging.getLogger(__name__)

COGS = (
    "cogs.translation",
    "cogs.errors",
    "cogs.help.cog",
    "cogs.guilds.cog",
    "cogs.papers.cog",
    "cogs.search.cog",
    "cogs.trends.cog",
    "cogs.digests.cog",
    "cogs.digests.top",
    "cogs.saved.cog",
    "cogs.foryou.cog",
    "cogs.watches.cog",
    "cogs.catchup.cog",
    "cogs.papers.message_papers",
    "cogs.saved.save_message_papers",
    "cogs.foryou.more_like",
    "cogs.alerts.cog",
    "cogs.privacy.cog",
    "cogs.channels.cog",
    "cogs.status.cog",
    "cogs.admin.cog",
)
COLLECT_SECONDS = 60.0  # a look at what is wanted; the source is asked only for days that are
TIDY_SECONDS = 3600.0
JOB_SECONDS = 2.0  # for the other work in hand, which can be done again at the next start


class Paperboy(GatewayBot):
    """`lease` is this process's on delivering. `reader_language` overrules Discord's locales, for a simulated
    Discord that has but one.
    """

    def __init__(
        self,
        service: Service,
        lease: Lease,
        *,
        reader_language: Language | None = None,
    ) -> None:
        delivery, pacer = service.settings.delivery, service.pacer
        super().__init__(
            command_prefix=(),
            tree_cls=AdmittedTree,
            help_command=None,
            intents=discord.Intents(guilds=True),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            allowed_mentions=discord.AllowedMentions.none(),
            http_trace=pacing_trace(pacer),
            owner_ids=set(service.settings.discord.owners),  # none: discord.py asks who owns the application
        )
        self.alerts = service.alerts
        self.backtests = service.backtests
        self.notifications = service.notifications
        self.channels = service.channels
        self.setups = service.setups
        self.subscription_control = service.subscription_control
        self.overviews = service.overviews
        self.upkeep = service.upkeep
        self.digests = service.digests
        self.guild_memberships = service.guild_memberships
        self.lookups = service.lookups
        self.papers = service.papers
        self.saved = service.saved
        self.watches = service.watches
        self.for_you = service.for_you
        self.catchups = service.catchups
        self.search = service.search
        self.trends = service.trends
        self.privacy = service.privacy
        self.questions = service.questions
        self.clock = service.clock
        self._service, self._pipeline = service, service.pipeline
        self.admission = Admission()
        self.mentions = CommandMentions()
        self._fatal: PaperboyError | None = None
        self._stopped = asyncio.Event()
        self._reader_language: Language | None = reader_language
        self._scheduler = Scheduler()
        dispatcher = Dispatcher(service.store, pacer, delivery, lease=lease, clock=service.clock)
        self._outgoing = Outgoing(dispatcher, DiscordSender(self), self.stop_for)
        self.trials = TrialPosts(self)
        self._pause_notices = PauseNotices(self, service.store, service.clock, self.mentions.linked)
        self._lease = lease
        self.home_guild = service.settings.discord.home_guild or None
        self._commands = CommandsSync(service.store, self.tree, self.mentions, self.home_guild)

    def today(self) -> date:
        """The running edition day (UTC)."""
        return self.clock().astimezone(UTC).date()

    def language_for(self, locale: discord.Locale | None) -> Language:
        """The language in which to answer a person or a guild of this locale."""
        return self._reader_language or language_of(locale)

    async def setup_hook(self) -> None:
        """Called by discord.py after the log-in, before the gateway: the jobs need requests alone."""
        for name in COGS:
            await self.load_extension(name)
        self._commands.start(self.application_id)
        check_seconds = self._service.settings.schedule.check_seconds
        self._scheduler.every(COLLECT_SECONDS, self._pipeline.collect)
        self._scheduler.every(COLLECT_SECONDS, self._pipeline.look_at_watched)
        self._scheduler.every(COLLECT_SECONDS, self._pipeline.summarise)
        self._scheduler.every(check_seconds, self.post_due)
        self._scheduler.every(check_seconds, self.write_due)
        self._scheduler.every(check_seconds, self._outgoing.publish)
        self._scheduler.every(check_seconds, self.edit_due)
        self._scheduler.every(check_seconds, self._post_weeks)
        self._scheduler.every(check_seconds, self._tell_pauses)
        self._scheduler.every(TIDY_SECONDS, self._service.tidy)
        self._scheduler.every(TIDY_SECONDS, self._service.learn_terms)
        self._scheduler.start()

    def take_in(self, entrance: Entrance) -> None:
        """See GatewayBot: large bots may make more requests."""
        delivery = self._service.settings.delivery
        self._service.pacer.set_full_rate(full_rate(delivery.requests_per_second, entrance.max_concurrency))

    async def on_ready(self) -> None:
        """Called by discord.py whenever a session is ready."""
        log.info("ready as %s in %d guilds", self.user, len(self.guilds))

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Called by discord.py when the bot is invited: channels paused there are tried again."""
        if await self.channels.revive(guild.id):
            self.deliver_soon()

    async def post_due(self) -> None:
        """Plan what is due, and see that what is planned gets sent."""
        await self._pipeline.plan_digests()
        self.deliver_soon()

    async def _tell_pauses(self) -> None:
        # The servers' system channels are known from the gateway.
        if self.is_ready() and self._lease.may_send():
            await self._pause_notices.tell()

    async def write_due(self) -> None:
        """Plan the notifications that are due, and see that they get sent."""
        await self._pipeline.plan_notifications()
        self.write_soon()

    def write_soon(self) -> None:
        """Send the notifications that are ready; digests go first."""
        self._outgoing.notify_soon()

    async def edit_due(self) -> None:
        """Plan the edits of posts that are due, and see that they are made."""
        await self._pipeline.plan_edits()
        self._outgoing.edit_soon()

    async def _post_weeks(self) -> None:
        """Plan the weekly posts that are due, and see that they get sent."""
        await self._pipeline.plan_weeks()
        self._outgoing.post_weeks_soon()

    def deliver_soon(self) -> None:
        """Send the posts that are ready; what is planned while that goes on is sent too."""
        self._outgoing.post_soon()

    async def sync_commands(self) -> str | None:
        """Bring the commands to Discord whatever it was told before; why that failed, as one line."""
        return await self._commands.renew()

    def stop_for(self, error: PaperboyError) -> None:
        """End the bot with an error; whoever started it waits for that in `ended`."""
        self._fatal = error
        self._stopped.set()

    async def ended(self) -> None:
        """Raises what the bot is stopped for."""
        await self._stopped.wait()
        if self._fatal:
            raise self._fatal

    async def close(self) -> None:
        """Stop the jobs, finish the messages in hand, then leave Discord."""
        if self.is_closed():
            return
        self._outgoing.begin_nothing()
        await self._commands.stop()
        await self._scheduler.stop(JOB_SECONDS)
        await self._outgoing.stop()
        await super().close()
