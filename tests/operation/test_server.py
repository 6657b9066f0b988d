"""Health, readiness and metrics over HTTP."""

from __future__ import annotations

import asyncio
import re
import shutil
import socket
import subprocess
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import ClientSession
from prometheus_client.parser import text_string_to_metric_families

from bot.errors import ConfigError
from bot.models import Shards
from bot.operation.presence import Presence
from bot.operation.readiness import Readiness
from bot.operation.server import serving
from bot.settings import HttpSettings, ScheduleSettings
from bot.store import Store, editions, subscriptions
from tests.conftest import HandClock
from tests.delivery.conftest import Morning
from tests.factories import WEDNESDAY, at, channel, edition, paper
from tests.support.subscribing import subscribe


class Site:
    """The bot's own pages, as a stranger asks for them."""

    def __init__(self, session: ClientSession, url: str, presence: Presence) -> None:
        self._session, self._url, self.presence = session, url, presence

    async def get(self, path: str, **headers: str) -> tuple[int, str]:
        async with self._session.get(f"{self._url}{path}", headers=headers) as answer:
            return answer.status, await answer.text()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@asynccontextmanager
async def opened(store: Store, clock: HandClock) -> AsyncGenerator[Site]:
    presence = Presence(is_connected=lambda: True)
    readiness = Readiness(store, ScheduleSettings(), presence, clock)
    async with (
        serving(HttpSettings(port=free_port()), readiness) as port,
        ClientSession() as session,
    ):
        yield Site(session, f"http://127.0.0.1:{port}", presence)


@pytest.fixture
async def site(store: Store, clock: HandClock) -> AsyncIterator[Site]:
    async with opened(store, clock) as site:
        yield site


async def one_channel(store: Store) -> None:
    await subscribe(store, ScheduleSettings(), channel(100), at("2024-04-03 12:00"))


async def fetched(store: Store) -> None:
    async with store.transaction() as tx:
        await editions.save_edition(tx, edition(WEDNESDAY, [paper(1)]), finished=True)


async def test_an_event_loop_that_lives_says_so(site: Site) -> None:
    assert await site.get("/healthz") == (200, "ok\n")


async def test_a_bot_without_channels_that_is_connected_is_ready(site: Site) -> None:
    assert await site.get("/readyz") == (200, "store: good\ndiscord: good\nsource: good\nposts: good\n")


@pytest.mark.parametrize(("is_leading", "role"), [(True, "leads"), (False, "answers commands")])
async def test_one_of_several_processes_says_what_it_does_with_which_shards(
    site: Site, is_leading: bool, role: str
) -> None:
    site.presence.shards, site.presence.is_leading = Shards((0, 1), 4), lambda: is_leading
    status, text = await site.get("/readyz")
    assert (status, text.splitlines()[-1].split(",")[0]) == (200, f"role: {role}")
    assert "0-1/4" in text
    assert f"paperboy_leads {float(is_leading)}" in (await site.get("/metrics"))[1]


@pytest.mark.parametrize(
    ("presence", "words"),
    [
        (Presence(), "discord: Discord has not taken the bot's log-in yet"),
        (Presence(is_connected=lambda: False), "discord: the connection to Discord's gateway is interrupted"),
        (Presence(waits_for="elsewhere"), "discord: another Paperboy (elsewhere) delivers"),
    ],
)
async def test_without_discord_it_is_not_ready_and_says_why(
    site: Site, presence: Presence, words: str
) -> None:
    site.presence.is_connected, site.presence.waits_for = presence.is_connected, presence.waits_for
    status, text = await site.get("/readyz")
    assert (status, words in text) == (503, True)


async def test_the_reason_is_in_the_reader_s_language(site: Site) -> None:
    site.presence.is_connected = None
    _, text = await site.get("/readyz", **{"Accept-Language": "ko-KR,ko;q=0.9"})
    assert "discord: 아직 Discord에 로그인하지 못했습니다" in text


async def test_a_day_that_the_source_does_not_give_within_the_hour_is_told(
    site: Site, store: Store, clock: HandClock
) -> None:
    await one_channel(store)
    await fetched(store)
    clock.now = at("2024-04-04 00:01")
    assert "source: good" in (await site.get("/readyz"))[1]
    clock.now = at("2024-04-05 00:01")
    status, text = await site.get("/readyz")
    assert (status, "source: 2024-04-04 is over" in text) == (503, True)


async def test_a_post_that_is_late_by_an_hour_is_told_unless_its_channel_is_paused(
    morning: Morning,
) -> None:
    await morning.planned(100)
    async with opened(morning.store, morning.clock) as site:
        assert "posts: good" in (await site.get("/readyz"))[1]
        morning.clock.forward(minutes=61)
        assert "posts: 1 channel has waited" in (await site.get("/readyz"))[1]
        subscription = await morning.subscription()
        async with morning.store.transaction() as tx:
            await subscriptions.pause(tx, subscription.id, "403/50013", morning.clock())
        assert "posts: good" in (await site.get("/readyz"))[1]


async def test_metrics_tell_of_queue_channels_and_what_is_overdue(morning: Morning) -> None:
    await morning.planned(100)
    morning.clock.forward(hours=2)
    async with opened(morning.store, morning.clock) as site:
        _, text = await site.get("/metrics")
        assert 'paperboy_queue_messages{kind="channel",state="waiting"} 3.0' in text
        assert "paperboy_overdue_channels 1.0" in text
        assert 'paperboy_channels{state="active"} 1.0' in text
        assert 'paperboy_ready{part="posts"} 0.0' in text
        sent = samples(text, 'paperboy_messages_total{kind="channel",outcome="posted"}')
        await morning.run()
        _, text = await site.get("/metrics")
        assert samples(text, 'paperboy_messages_total{kind="channel",outcome="posted"}') == sent + 3
        assert 'paperboy_queue_messages{kind="channel",state="waiting"} 0.0' in text


def promtool(*arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(["promtool", *arguments], input=text, text=True, capture_output=True, check=False)


def samples(text: str, name: str) -> float:
    return sum(float(line.split()[-1]) for line in text.splitlines() if line.startswith(name))


LABELS = {"kind", "outcome", "status", "command", "state", "part", "purpose", "direction", "version", "le"}


async def test_no_label_holds_an_id(site: Site, store: Store) -> None:
    await one_channel(store)
    _, text = await site.get("/metrics")
    families = list(text_string_to_metric_families(text))
    assert {label for family in families for sample in family.samples for label in sample.labels} <= LABELS
    assert not re.search(r"\d{7}", re.sub(r" [\d.e+-]+$", "", text, flags=re.MULTILINE))


@pytest.mark.skipif(shutil.which("promtool") is None, reason="Debian: apt-get install prometheus")
async def test_promtool_finds_nothing_wrong_with_the_metrics(morning: Morning) -> None:
    await morning.planned(100)
    await morning.run()
    async with opened(morning.store, morning.clock) as site:
        _, text = await site.get("/metrics")
    checked = await asyncio.to_thread(promtool, "check", "metrics", text=text)
    assert (checked.returncode, checked.stdout + checked.stderr) == (0, "")


async def test_a_port_that_is_taken_is_told_in_one_sentence(store: Store, clock: HandClock) -> None:
    readiness = Readiness(store, ScheduleSettings(), Presence(), clock)
    async with serving(HttpSettings(port=free_port()), readiness) as port:
        with pytest.raises(ConfigError, match=rf"http\.port: 127\.0\.0\.1:{port} cannot be used"):
            async with serving(HttpSettings(port=port), readiness):
                pass


def test_it_is_off_and_bound_to_this_machine_unless_set() -> None:
    assert (HttpSettings().port, HttpSettings().host) == (0, "127.0.0.1")
