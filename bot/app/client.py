"""The bot in Discord: logs in, loads the cogs by name, runs the service's jobs, and closes in order."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from datetime import UTC, date
from importlib import import_module
from typing import Any

import discord

from bot.admission import Admission
from bot.app.command_mentions import CommandMentions
from bot.app.command_tree import INTERACTION, AdmittedTree, only_served
from bot.app.commands_sync import CommandsSync
from bot.app.leadership import Leadership
from bot.app.service import Service
from bot.app.term import Term
from bot.delivery.allowance import full_rate
from bot.delivery.lease import Lease
from bot.delivery.traffic import pacing_trace
from bot.delivery.trials import TrialPosts
from bot.errors import PaperboyError
from bot.gateway import GatewayBot
from bot.gateway.entrance import Entrance
from bot.gateway.identify_turns import IdentifyTurns
from bot.models import Language, Shards
from bot.store import Signal
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


class Paperboy(GatewayBot):
    """`lease` is this process's on delivering. With `shards` it is one of several, and leads while it has the
    lease; without, it has all shards, and leads. `reader_language` overrules Discord's locales, for a
    simulated Discord that has but one.
    """

    def __init__(
        self,
        service: Service,
        lease: Lease,
        *,
        shards: Shards | None = None,
        reader_language: Language | None = None,
    ) -> None:
        super().__init__(
            IdentifyTurns(service.store, lease.holder),
            shards,
            command_prefix=(),
            tree_cls=AdmittedTree,
            help_command=None,
            intents=discord.Intents(guilds=True),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            allowed_mentions=discord.AllowedMentions.none(),
            http_trace=pacing_trace(service.pacer, service.discord_time),
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
        self._service = service
        self.admission = Admission()
        parsers: dict[str, Any] = self._connection.parsers
        parsers[INTERACTION] = only_served(parsers[INTERACTION], self.admission)
        self.mentions = CommandMentions()
        self._fatal: PaperboyError | None = None
        self._stopped = asyncio.Event()
        self._reader_language: Language | None = reader_language
        self.trials = TrialPosts(self)
        self.home_guild = service.settings.discord.home_guild or None
        self._commands = CommandsSync(service.store, self.tree, self.mentions, self.home_guild)
        self._lease = lease
        self._leadership = Leadership(lease, self._begin_term)
        self._resources = AsyncExitStack()
        self._sending: set[asyncio.Task[None]] = set()

    @property
    def term(self) -> Term | None:
        """What this process does as the one that leads; None while another one does."""
        return self._leadership.term

    def is_leading(self) -> bool:
        """Whether this process collects and sends."""
        return self.term is not None

    async def guild_count(self) -> int:
        """How many servers the bot is in; of those at other shards the store knows."""
        return await self.guild_memberships.count() if self.own_shards else len(self.guilds)

    def today(self) -> date:
        """The running edition day (UTC)."""
        return self.clock().astimezone(UTC).date()

    def language_for(self, locale: discord.Locale | None) -> Language:
        """The language in which to answer a person or a guild of this locale."""
        return self._reader_language or language_of(locale)

    async def setup_hook(self) -> None:
        """Called by discord.py after the log-in, before the gateway: the jobs need requests alone."""
        for name in COGS:
            # Not as extensions: nothing reloads them, and discord.py would execute a module anew that another
            # one has imported, and look through all modules of the process when the bot closes.
            await import_module(name).setup(self)
        if self.own_shards is None:
            self._leadership.lead()
            return
        await self._resources.enter_async_context(self._service.store.signals.hearing(self._hear))
        self._leadership.seek()

    def _begin_term(self) -> Term:
        linked, shards = self.mentions.linked, self.own_shards
        term = Term(self._service, self._lease, self, self._commands, linked, shards, self.stop_for)
        term.begin()
        return term

    def _hear(self, signal: Signal) -> None:
        self._leadership.hear(signal)
        if signal is Signal.COMMANDS and self.term is None:
            self._run_apart(self._commands.learn())

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
        """Have what is due planned and sent."""
        if self.term:
            await self.term.post_due()
        else:
            await self._service.store.signals.send(Signal.DUE)

    def write_soon(self) -> None:
        """Have the notifications sent that are ready."""
        self._tell(Signal.NOTIFICATIONS)

    def deliver_soon(self) -> None:
        """Have the posts sent that are ready."""
        self._tell(Signal.POSTS)

    def _tell(self, signal: Signal) -> None:
        if self.term:
            self.term.hear(signal)
        else:
            self._run_apart(self._service.store.signals.send(signal))

    def _run_apart(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(_logged(work))
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)

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
        """Stop the jobs, finish the messages in hand, let another process lead, then leave Discord."""
        if self.is_closed():
            return
        await self._leadership.stop()
        await self._resources.aclose()
        await super().close()


async def _logged(work: Coroutine[Any, Any, None]) -> None:
    try:
        await work
    except PaperboyError as error:
        log.error("%s", error)  # noqa: TRY400 - its text says it all
