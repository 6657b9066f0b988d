"""What the commands say while Discord's edge answers with web pages, and of reasons that are stored whole."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.conftest import Terminal
from tests.cli.test_post import add
from tests.delivery.errors import PAGE
from tests.support.local_discord import LocalDiscord
from tests.support.spoiling import spoil

LONG = "403/0 " + "<html>\n\x1b[2J no way </html>\n" * 500
ODD: dict[str, tuple[int, Any]] = {
    "403 page": (403, PAGE),
    "401 page": (401, PAGE),
    "200 page": (200, PAGE),
    "200 and nothing": (200, ""),
    "200 and an object": (200, {"ok": True}),
    "200 and a list": (200, [1]),
    "429": (429, ""),
    "400 with errors of another shape": (400, {"message": "no", "errors": ["no"]}),
}

# What answers otherwise from the first word on is perhaps not Discord: that has a sentence of its own.
NO_WAY_IN = (
    "Discord cannot be reached",
    "What answers under discord.api_url does not answer as Discord does",
)


def interfere(local: LocalDiscord, name: str, *kinds: str) -> None:
    status, body = ODD[name]
    local.trouble.add_fault("answer", status=status, body=body, kinds=kinds)


@pytest.mark.parametrize("name", ODD)
async def test_check_has_one_line_for_it_and_tries_the_rest(
    terminal: Terminal, local: LocalDiscord, name: str
) -> None:
    interfere(local, name)
    ended = await terminal.run("check")
    lines = ended.out.splitlines()
    assert (ended.code, [line[0] for line in lines], ended.err) == (1, ["✓", "✗", "✓", "✓"], "")
    assert lines[1].removeprefix("✗ ").startswith(NO_WAY_IN)
    assert len(lines[1]) < 400


@pytest.mark.parametrize("name", ODD)
async def test_post_that_cannot_log_in_is_one_sentence(
    terminal: Terminal, local: LocalDiscord, name: str
) -> None:
    await add(terminal, local)
    interfere(local, name, "me", "application")
    ended = await terminal.run("post", "2024-04-03")
    assert (ended.code, ended.out, ended.err.count("\n")) == (1, "", 1)
    assert ended.err.startswith(NO_WAY_IN)


@pytest.mark.parametrize("name", ODD)
async def test_post_that_is_not_taken_says_why_on_one_line(
    terminal: Terminal, local: LocalDiscord, name: str
) -> None:
    terminal.environment["PAPERBOY_DELIVERY__FIRST_RETRY_SECONDS"] = "300"  # not within its patience
    channel_id = await add(terminal, local)
    interfere(local, name, "message_create")
    ended = await terminal.run("post", "2024-04-03")
    failure, counts = ended.out.splitlines()
    assert failure.startswith(f"Channel {channel_id} failed: ")
    assert len(failure) < 400
    assert (counts, "Traceback" in ended.err) == ("posted 0, already had 0, failed 1", False)


async def test_reasons_that_an_earlier_version_stored_whole_are_told_on_one_line_each(
    terminal: Terminal, local: LocalDiscord
) -> None:
    terminal.environment["PAPERBOY_DELIVERY__FIRST_RETRY_SECONDS"] = "300"
    await add(terminal, local)
    local.trouble.add_fault("answer", status=403, body=PAGE, kinds=["message_create"])
    await terminal.run("post", "2024-04-03")
    async with terminal.store() as store:
        for statement in (
            "UPDATE subscriptions SET paused_at = '2024-04-04 00:00:00', paused_reason = :long",
            "UPDATE deliveries SET reason = :long",
            "UPDATE editions SET problem = :long, problem_since = '2024-04-04 00:00:00'",
        ):
            await spoil(store, statement, long=LONG)
    listed, status = await terminal.run("channels", "list"), await terminal.run("status", "--days", "366")
    as_json = await terminal.run("channels", "list", "--json"), await terminal.run("status", "--json")
    assert [ended.code for ended in (listed, status, *as_json)] == [0] * 4
    assert "paused: 403/0 <html> [2J no way" in listed.out
    assert all(len(line) < 500 for ended in (listed, status) for line in ended.out.splitlines())
    assert "\x1b" not in listed.out + status.out
    assert max(len(entry["paused_reason"]) for entry in json.loads(as_json[0].out)) <= 300
