"""A simulated Discord around the real bot: a server with an admin, a member and a channel."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import discord
import pytest
from simcord import ChannelHandle, Env, GuildHandle, InteractionResult, MemberActor, ResponseMessage

from bot.app.client import Paperboy
from bot.app.service import Resources, Service
from bot.delivery.lease import Lease
from bot.demo.patient_env import PatientEnv
from bot.models import Language
from bot.settings import Settings
from bot.store import Store
from tests.conftest import HandClock
from tests.factories import WEDNESDAY, paper
from tests.support.known_papers import KnownPapers
from tests.support.known_records import KnownRecords
from tests.support.sending_lease import held_lease


@dataclass(frozen=True)
class World:
    """The simulated Discord; `admin` manages the server, `member` does not, `bot` is the real one."""

    env: Env
    service: Service
    bot: Paperboy
    guild: GuildHandle
    channel: ChannelHandle
    admin: MemberActor
    member: MemberActor


def shown(result: InteractionResult) -> ResponseMessage:
    """The first message of an answer."""
    assert result.response is not None
    return result.response


def said(result: InteractionResult) -> str:
    """All text of an answer, which the person alone must see."""
    answers = [shown(result), *result.followups]
    assert all(answer.ephemeral for answer in answers)
    return "\n".join(answer.content for answer in answers)


@pytest.fixture
def source() -> KnownPapers:
    """Knows Wednesday with three papers, which the bot collects when it starts."""
    return KnownPapers(days={WEDNESDAY: tuple(paper(number) for number in range(1, 4))})


@pytest.fixture
def arxiv() -> KnownRecords:
    """Knows no paper."""
    return KnownRecords()


@pytest.fixture
def service(
    store: Store, store_url: str, source: KnownPapers, arxiv: KnownRecords, clock: HandClock
) -> Service:
    settings = Settings.model_validate({"store": {"url": store_url}, "schedule": {"check_seconds": 3600}})
    return Service(Resources(settings, store, source, source, arxiv, clock))


@pytest.fixture
def reader_language() -> Language:
    """The language of all who act, since the simulated Discord has one locale; override to change it."""
    return "en"


@pytest.fixture
async def lease(service: Service) -> Lease:
    """The lease on delivering."""
    return await held_lease(service.store, service.clock)


@pytest.fixture
async def bot(service: Service, lease: Lease, reader_language: Language) -> Paperboy:
    """The bot, which holds the lease."""
    return Paperboy(service, lease, reader_language=reader_language)


@pytest.fixture
async def env(bot: Paperboy) -> AsyncIterator[Env]:
    """The bot in a simulated Discord, ready. simcord leaves it to its user to close the bot."""
    env = PatientEnv(bot, shard_count=1)
    await env.start()
    yield env
    await env.bot.close()
    await env.shutdown()
    if env.check_errors:
        env.raise_errors()


@pytest.fixture
async def world(env: Env, service: Service, bot: Paperboy) -> World:
    guild = env.create_guild("Lab")
    staff = guild.create_role("staff", permissions=discord.Permissions(manage_guild=True))
    admin = guild.add_member(env.create_user("admin"), roles=[staff])
    member = guild.add_member(env.create_user("member"))
    channel = guild.create_text_channel("daily-papers")
    await env.settle()
    return World(env, service, bot, guild, channel, admin, member)
