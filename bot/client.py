"""The bot in Discord: logs in, loads the cogs by name, runs the service's jobs, and closes in order."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from collections.abc import Awaitable, Callable
from random import Random

import discord
from discord.ext import commands

from bot.admission import Admission
from bot.command_tree import AdmittedTree
from bot.delivery.deliverer import Deliverer
from bot.delivery.edits import LateEdits
from bot.delivery.letters import LetterDeliverer
from bot.delivery.pacer import Pacer
from bot.delivery.sender import DiscordSender
from bot.delivery.traffic import pacing_trace
from bot.discord_api import use_its_gateway
from bot.errors import DiscordError, PaperboyError, StoreError
from bot.models import Language
from bot.notices import tell_pauses
from bot.scheduler import Scheduler
from bot.service import Service
from bot.store import notes
from bot.texts import language_of

log = logging.getLogger(__name__)

COGS = (
    "cogs.translation",
    "cogs.funnel",
    "cogs.papers",
    "cogs.search",
    "cogs.digests",
    "cogs.top",
    "cogs.saved",
    "cogs.message_papers",
    "cogs.alerts",
    "cogs.privacy",
    "cogs.channels",
)
COLLECT_SECONDS = 60.0  # a look at what is wanted; the source is asked only for days that are
TIDY_SECONDS = 3600.0
LETTER_SECONDS = 2.0  # of grace for the letter in hand: most of the time none is, only a wait for its turn
GRACE_SECONDS = 10.0  # for the messages in hand when the bot is stopped
JOB_SECONDS = 2.0  # for the other work in hand, which can be done again at the next start


class Paperboy(commands.AutoShardedBot):
    """`holder` is this process's name in the store's lease. `reader_language` overrules Discord's locales,
    for a simulated Discord that has but one.
    """

    def __init__(self, service: Service, *, holder: str, reader_language: Language | None = None) -> None:
        delivery = service.settings.delivery
        pacer = Pacer(delivery.requests_per_second)
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
        )
        self.service = service
        self.admission = Admission()
        self.fatal: PaperboyError | None = None
        self._reader_language: Language | None = reader_language
        self._scheduler = Scheduler()
        self._deliverer = Deliverer(
            service.store,
            DiscordSender(self),
            pacer,
            delivery,
            holder=holder,
            clock=service.clock,
            random=Random(),
        )
        self._letters = LetterDeliverer(
            service.store, DiscordSender(self), pacer, delivery, holder=holder, clock=service.clock
        )
        self._late_edits = LateEdits(service.store, DiscordSender(self))
        self._delivery: asyncio.Task[None] | None = None
        self._letter_delivery: asyncio.Task[None] | None = None
        self._started = False

    def language_for(self, locale: discord.Locale | None) -> Language:
        """The language in which to answer a person or a guild of this locale."""
        return self._reader_language or language_of(locale)

    async def setup_hook(self) -> None:
        """Called by discord.py after the log-in, before the gateway."""
        await use_its_gateway(self)
        for name in COGS:
            await self.load_extension(name)
        await self._sync_commands()

    async def on_ready(self) -> None:
        """Called by discord.py whenever a session is ready: the first time starts the jobs."""
        log.info("ready as %s in %d guilds", self.user, len(self.guilds))
        if not self._started:
            self._started = True
            self._scheduler.every(COLLECT_SECONDS, self.service.collect_due)
            self._scheduler.every(COLLECT_SECONDS, self.summarise_due)
            self._scheduler.every(self.service.settings.schedule.check_seconds, self.post_due)
            self._scheduler.every(self.service.settings.schedule.check_seconds, self.write_due)
            self._scheduler.every(TIDY_SECONDS, self.service.tidy)
            self._scheduler.start()

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Called by discord.py when the bot is invited: channels paused there are tried again."""
        if await self.service.revive(guild.id):
            self.deliver_soon()

    async def post_due(self) -> None:
        """Plan what is due, and see that what is planned gets sent."""
        await self.service.plan_due()
        self.deliver_soon()
        await tell_pauses(self, self.service.store)

    async def write_due(self) -> None:
        """Plan the letters that are due, and see that they get sent."""
        await self.service.plan_letters()
        self.write_soon()

    def write_soon(self) -> None:
        """Send the letters that are ready; digests go first."""
        if self._letter_delivery is None or self._letter_delivery.done():
            self._letter_delivery = asyncio.create_task(self._deliver(self._letters.deliver_ready))

    async def summarise_due(self) -> None:
        """Have bullets written, and put those that come late into the posts that want them."""
        await self.service.summarise_due()
        await self._late_edits.run(self.service.clock())

    def deliver_soon(self) -> None:
        """Send what is ready; what is planned while that goes on is sent too."""
        if self._delivery is None or self._delivery.done():
            self._delivery = asyncio.create_task(self._deliver(self._deliverer.deliver_ready))

    async def _deliver(self, deliver: Callable[[], Awaitable[None]]) -> None:
        try:
            await deliver()
        except DiscordError as error:
            await self.stop_for(error)
        except StoreError as error:
            log.error("%s", error)  # noqa: TRY400 - its text says it all
        except Exception:
            log.exception("delivering failed; it goes on at the next check")

    async def stop_for(self, error: PaperboyError) -> None:
        """End the bot with an error that its starter shows as `fatal`."""
        self.fatal = error
        await self.close()

    async def close(self) -> None:
        """Stop the jobs, finish the messages in hand, then leave Discord."""
        if self.is_closed():
            return
        self._letters.stop()
        await self._scheduler.stop(JOB_SECONDS)
        await self._deliverer.stop(GRACE_SECONDS)
        if self._delivery and self._delivery is not asyncio.current_task():
            await asyncio.wait([self._delivery])
        if self._letter_delivery and self._letter_delivery is not asyncio.current_task():
            await asyncio.wait([self._letter_delivery], timeout=LETTER_SECONDS)
            self._letter_delivery.cancel()  # one in hand is looked for at the next start
        await super().close()

    async def _sync_commands(self) -> None:
        """Tell Discord the commands, if they are others than it was told last."""
        key = f"commands of {self.application_id}"
        told = await self._command_hash()
        async with self.service.store.reading() as view:
            if await notes.note(view, key) == told:
                return
        await self.tree.sync()
        async with self.service.store.transaction() as tx:
            await notes.set_note(tx, key, told)

    async def _command_hash(self) -> str:
        named = sorted(self.tree.get_commands(), key=lambda command: command.name)
        payloads = [
            await command.get_translated_payload(self.tree, self.tree.translator)
            if self.tree.translator
            else command.to_dict(self.tree)
            for command in named
        ]
        return hashlib.sha256(json.dumps(payloads, sort_keys=True).encode()).hexdigest()
