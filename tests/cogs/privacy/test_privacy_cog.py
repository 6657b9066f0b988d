"""`/privacy`: all of it is shown, handed out, and erased."""

from __future__ import annotations

import json
import sqlite3
from datetime import timedelta
from pathlib import Path

from bot.models import ChannelSettings
from bot.store import editions, subscriptions
from tests.cogs.alerts.test_alerts_cog import saved, tried
from tests.cogs.conftest import World, said, shown
from tests.conftest import HandClock
from tests.factories import WEDNESDAY, at, edition, paper


async def busy(world: World, clock: HandClock) -> None:
    """The member has an alert, a draft, a notification, and set up a channel."""
    await saved(world, "quasicrystal")
    await tried(world, "zeolite")
    clock.now = at("2024-04-04 23:30")
    day = WEDNESDAY + timedelta(days=1)
    async with world.service.store.transaction() as tx:
        listed = edition(day, [paper(1, title="A quasicrystal")])
        await editions.save_edition(tx, listed, finished=True)
        settings = ChannelSettings(guild_id=world.guild.id, channel_id=world.channel.id)
        await subscriptions.add(
            tx, settings, configured_by=world.member.id, settled_day=day, next_due_at=clock.now
        )
    await world.service.pipeline.plan_notifications(lambda: None)


async def test_without_data_nothing_is_shown(world: World) -> None:
    assert said(await world.member.slash(world.channel, "privacy")) == "I store nothing about you."


async def test_all_of_it_is_shown_and_handed_out(world: World, clock: HandClock) -> None:
    await busy(world, clock)
    result = await world.member.slash(world.channel, "privacy")
    for piece in ("1 keyword,", "1 keyword tried", "1 alert message", "1 paper ", "1 channel"):
        assert piece in said(result)
    exported = await world.member.click(shown(result), label="Give me all of it")
    (file,) = shown(exported).attachments
    content = json.loads(await file.read())
    assert content["alerts"][0]["keyword"] == "quasicrystal"
    assert content["letters"][0]["content"]["groups"][0]["keyword"] == "quasicrystal"
    assert shown(exported).ephemeral


async def test_erasing_leaves_no_trace_in_any_table(world: World, clock: HandClock, store_url: str) -> None:
    await busy(world, clock)
    result = await world.member.slash(world.channel, "privacy")
    sure = await world.member.click(shown(result), label="Erase all of it")
    assert "cannot be undone" in said(sure)
    assert "I have erased" in said(await world.member.click(shown(sure), label="Yes, erase"))
    with sqlite3.connect(Path(store_url.split("///")[1])) as connection:
        # The paper itself, and the index for searching it, may say what the keyword says.
        lines = [line for line in connection.iterdump() if 'INSERT INTO "paper' not in line]
    dump = "\n".join(lines)
    assert str(world.member.id) not in dump
    assert "quasicrystal" not in dump and "zeolite" not in dump
    async with world.service.store.reading() as view:
        assert await subscriptions.of_channel(view, world.channel.id) is not None


async def test_that_it_was_erased_is_all_that_is_shown_then(world: World) -> None:
    await saved(world, "quasicrystal")
    await world.service.privacy.erase(world.member.id)
    result = await world.member.slash(world.channel, "privacy")
    assert said(result).splitlines()[1:] == [
        "- that you had your data erased, and when: under a fingerprint of your id, for 90 days, so that a "
        "backup cannot bring them back"
    ]
    buttons = [button["label"] for row in shown(result).components for button in row["components"]]
    assert buttons == ["Give me all of it"]
