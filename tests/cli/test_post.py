from __future__ import annotations

import asyncio
import signal
from datetime import date
from typing import Any

import pytest

from tests.cli.conftest import Terminal
from tests.factories import SPOKEN_WEDNESDAY, channel
from tests.support.bot_process import until
from tests.support.hugging_face import LoopbackHub
from tests.support.local_discord import LocalDiscord


async def add(terminal: Terminal, local: LocalDiscord, **settings: Any) -> int:
    """A channel at Discord, configured; its id."""
    guild = local.guilds.add()
    await terminal.subscribe(channel(guild.channel_ids[0], guild_id=guild.id, **settings))
    return guild.channel_ids[0]


async def test_a_day_that_the_store_lacks_is_fetched_and_posted_once(
    terminal: Terminal, local: LocalDiscord
) -> None:
    channel_id = await add(terminal, local)
    first = await terminal.run("post", "2024-04-03")
    again = await terminal.run("post", "2024-04-03")
    assert first == (0, "posted 1, already had 0, failed 0\n", "")
    assert again == (0, "posted 0, already had 1, failed 0\n", "")
    (message,) = local.record.messages(channel_id)
    assert [embed["title"] for embed in message["embeds"]] == [rf"{n}\. Paper number {n}" for n in (1, 2, 3)]


async def test_two_at_the_same_time_post_once(terminal: Terminal, local: LocalDiscord) -> None:
    channels = [await add(terminal, local) for _ in range(3)]
    local.trouble.set_latency(0.1)
    both = await asyncio.gather(*(terminal.run("post", "2024-04-03") for _ in range(2)))
    assert [ended.code for ended in both] == [0, 0]
    assert [len(local.record.messages(channel_id)) for channel_id in channels] == [1, 1, 1]


async def test_one_that_fails_and_one_that_is_filtered_have_lines_of_their_own(
    terminal: Terminal, local: LocalDiscord
) -> None:
    closed, filtered = await add(terminal, local), await add(terminal, local, min_votes=5000)
    local.trouble.refuse_sending(closed, 50013)
    ended = await terminal.run("post", "2024-04-03")
    failure, nothing, counts = sorted(ended.out.splitlines(), key=lambda line: line.startswith("posted"))
    assert failure.startswith(f"Channel {closed} failed: 403/50013")
    assert nothing.startswith(f"Channel {filtered}: nothing to post")
    assert (ended.code, counts) == (1, "posted 0, already had 0, failed 1")
    assert ended.out.endswith(f"{counts}\n")


async def test_a_dry_run_needs_no_token_and_posts_nothing(terminal: Terminal, local: LocalDiscord) -> None:
    channel_id = await add(terminal, local, language="en", papers=2)
    del terminal.environment["PAPERBOY_DISCORD__TOKEN"]
    ended = await terminal.run("post", "2024-04-03", "--dry-run")
    assert ended.out.splitlines() == [
        f"Channel {channel_id} would get 1 message:",
        f"  {SPOKEN_WEDNESDAY['en']} · Daily Papers · 2 of 3 papers",
        "    1. Paper number 1",
        "    2. Paper number 2",
        "Nothing was planned or posted.",
    ]
    assert (ended.code, local.record.requests()) == (0, [])


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--channel", "223456789012345678"], "Channel 223456789012345678 is not configured"),
        (["--channel", "general"], "“general” is not a Discord id"),
    ],
)
async def test_a_channel_that_cannot_be_meant_is_refused(
    terminal: Terminal, local: LocalDiscord, arguments: list[str], sentence: str
) -> None:
    ended = await terminal.run("post", "2024-04-03", *arguments)
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert ended.err.startswith(sentence)


async def test_without_a_token_one_sentence_says_where_to_put_it(terminal: Terminal) -> None:
    ended = await terminal.run("post", "2024-04-03")
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert ended.err.startswith("There is no Discord token: put it into config.toml")


async def test_a_token_that_discord_rejects_is_one_sentence_without_the_token(
    terminal: Terminal, local: LocalDiscord
) -> None:
    await add(terminal, local)
    terminal.environment["PAPERBOY_DISCORD__TOKEN"] = "a-wrong-secret"
    ended = await terminal.run("post", "2024-04-03")
    assert (ended.code, ended.out, ended.err.count("\n")) == (1, "", 1)
    assert ended.err.startswith("Discord rejects the bot's token")
    assert "a-wrong-secret" not in ended.err


async def test_an_empty_day_is_told_and_no_failure(
    terminal: Terminal, local: LocalDiscord, hub: LoopbackHub
) -> None:
    await add(terminal, local)
    hub.days[date(2024, 4, 5)] = []
    ended = await terminal.run("post", "2024-04-05")
    output = "No papers are listed for 2024-04-05.\nposted 0, already had 0, failed 0\n"
    assert ended == (0, output, "")


@pytest.mark.parametrize("options", [(), ("--dry-run",)])
async def test_without_any_channel_there_is_nothing_that_could_be_done(
    terminal: Terminal, local: LocalDiscord, options: tuple[str, ...]
) -> None:
    ended = await terminal.run("post", "2024-04-03", *options)
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert ended.err.startswith("No channel is configured")


async def test_ctrl_c_ends_it_cleanly_and_nothing_is_lost_or_doubled(
    terminal: Terminal, local: LocalDiscord
) -> None:
    channels = [await add(terminal, local) for _ in range(3)]
    terminal.environment["PAPERBOY_DELIVERY__WORKERS"] = "1"
    local.trouble.set_latency(0.5)
    posting = terminal.start("post", "2024-04-03")
    await until(lambda: local.record.message_count() >= 1)
    posting.signal(signal.SIGINT)
    ended = await posting.ended()
    assert (ended.code, ended.out, ended.err.strip()) == (130, "", "")
    assert local.record.message_count() < 3
    local.trouble.set_latency(0)
    assert (await terminal.run("post", "2024-04-03")).code == 0
    assert [len(local.record.messages(channel_id)) for channel_id in channels] == [1, 1, 1]
