"""The language model on the command line: `summarize`, `check`, `status`."""

from __future__ import annotations

import asyncio
import json
import re
import signal
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.models.clock import utc_now
from bot.store import leases, summaries
from tests.cli.conftest import Terminal
from tests.factories import channel, paper
from tests.support.local_discord import LocalDiscord
from tests.support.model_server import (
    KOREAN,
    LoopbackModel,
    Play,
    bullets,
    good,
    in_step,
    loopback_model,
    never,
    says,
    status,
)


@pytest.fixture
async def model(terminal: Terminal) -> AsyncIterator[LoopbackModel]:
    async with loopback_model() as opened:
        terminal.environment |= {
            "PAPERBOY_SUMMARY__MODEL": "small",
            "PAPERBOY_SUMMARY__BASE_URL": opened.url,
            "PAPERBOY_SUMMARY__RETRIES": "0",
            "PAPERBOY_SUMMARY__INPUT_PRICE": "10",
            "PAPERBOY_SUMMARY__OUTPUT_PRICE": "100",
        }
        yield opened


async def test_a_day_is_summed_up_and_every_paper_priced(terminal: Terminal, model: LoopbackModel) -> None:
    ended = await terminal.run("summarize", "2024-04-03")
    assert ended.code == 0
    assert ended.out.splitlines()[0] == "  2404.00001  120 tokens, price 0.0030  Paper number 1"
    assert ended.out.splitlines()[-1] == "2024-04-03 (ko): 3 papers with 360 tokens, price 0.0090."
    assert "Summarising" in ended.err
    ended = await terminal.run("show", "2024-04-03")
    assert ended.out.count(KOREAN[0]) == 3


async def test_a_second_run_asks_nothing(terminal: Terminal, model: LoopbackModel) -> None:
    first = await terminal.run("summarize", "2024-04-03")
    assert (await terminal.run("summarize", "2024-04-03")).out == first.out
    assert len(model.asked) == 3


async def test_only_what_channels_show_is_summed_up(terminal: Terminal, model: LoopbackModel) -> None:
    for channel_id in (11, 12):
        await terminal.subscribe(channel(channel_id, papers=2))
    await terminal.run("summarize", "2024-04-03")
    assert sorted(model.papers()) == ["Paper number 1", "Paper number 2"]


async def test_a_dry_run_estimates_and_asks_nothing(terminal: Terminal, model: LoopbackModel) -> None:
    ended = await terminal.run("summarize", "2024-04-03", "--language", "en", "--dry-run")
    assert (ended.code, ended.err, model.asked) == (0, "", [])
    assert ended.out.count(" about ") == 3
    assert "2024-04-03 (en): 3 papers with" in ended.out
    assert "price 0.0000" not in ended.out


async def test_a_model_that_is_down_is_one_sentence(terminal: Terminal, model: LoopbackModel) -> None:
    model.play = status(500)
    ended = await terminal.run("summarize", "2024-04-03")
    assert ended.code == 1
    assert ended.out.count("shown from its abstract") == 3
    assert (
        ended.err.splitlines()[-1]
        == "The endpoint of the language model refused the request (HTTP 500): “no”"
    )


async def test_papers_that_another_process_is_at_are_told_with_who_and_until_when(
    terminal: Terminal, model: LoopbackModel
) -> None:
    await terminal.run("collect", "2024-04-03")
    now = utc_now()
    async with terminal.store() as store, store.transaction() as tx:
        for number in (1, 2):
            name = paper(number).id
            await summaries.claim(tx, name, "ko", now, hold=timedelta(minutes=3), patient=True)
    ended = await terminal.run("summarize", "2024-04-03")
    until = f"{now + timedelta(minutes=3):%Y-%m-%d %H:%M} UTC"
    assert ended.code == 1
    assert ended.out.count(f"is held until {until} by another summarize") == 2
    async with terminal.store() as store, store.transaction() as tx:
        await leases.hold(tx, "host:12:ab", now, timedelta(minutes=3))
    assert "by the running bot host:12:ab" in (await terminal.run("summarize", "2024-04-03")).out


async def test_after_ctrl_c_the_next_run_writes(terminal: Terminal, model: LoopbackModel) -> None:
    model.play = never
    first = terminal.start("summarize", "2024-04-03")
    while not model.asked:
        await asyncio.sleep(0.05)
    first.signal(signal.SIGINT)
    await first.ended()
    model.play = good()
    ended = await terminal.run("summarize", "2024-04-03")
    assert (ended.code, ended.out.count("120 tokens")) == (0, 3)


async def test_without_a_model_it_says_where_to_name_one(terminal: Terminal) -> None:
    ended = await terminal.run("summarize", "2024-04-03")
    assert (ended.code, ended.out) == (2, "")
    assert "as model of [summary]" in ended.err


async def test_check_tries_the_model(terminal: Terminal, local: LocalDiscord, model: LoopbackModel) -> None:
    await terminal.subscribe(channel(11, language="en"))
    model.play = good("en")
    ended = await terminal.run("check")
    assert ended.code == 0
    assert re.fullmatch(
        r"✓ The language model small sums up as asked \(en\): 120 tokens in \d+\.\d s, "
        r"“It proposes a new way of training for small models\.”",
        ended.out.splitlines()[-1],
    )


async def test_check_tries_the_model_in_every_language_of_the_channels(
    terminal: Terminal, local: LocalDiscord, model: LoopbackModel
) -> None:
    model.play = in_step(good("ko"), good("en"))
    lines = (await terminal.run("check")).out.splitlines()[-2:]
    assert ["(ko)" in lines[0], "(en)" in lines[1]] == [True, True]
    await terminal.subscribe(channel(11, language="en"))
    lines = (await terminal.run("check")).out.splitlines()
    assert [line for line in lines if "(ko)" in line] == []


@pytest.mark.parametrize(
    ("play", "sentence"),
    [
        (
            says("Hello!"),
            "✗ The language model small does not write three usable bullets (en): "
            "there is no whole JSON object in the answer; perhaps it was cut off. Choose another one.",
        ),
        (
            bullets("It.", "Small models", "Small models"),
            "✗ The language model small does not write three usable bullets (en): “It.”: it is too short",
        ),
        (status(401), "✗ The endpoint of the language model refused the request (HTTP 401): “no”"),
    ],
)
async def test_check_says_what_is_wrong_with_the_model(
    terminal: Terminal, local: LocalDiscord, model: LoopbackModel, play: Play, sentence: str
) -> None:
    model.play = play
    ended = await terminal.run("check")
    assert ended.code == 1
    assert ended.out.splitlines()[-1].startswith(sentence)


async def test_status_tells_tokens_and_what_the_checker_found(
    terminal: Terminal, model: LoopbackModel
) -> None:
    model.play = bullets(*KOREAN, "정확도가 99.9% 향상되었습니다.")
    await terminal.run("summarize", "2024-04-03")
    lines = (await terminal.run("status")).out.splitlines()
    assert lines[-2].endswith(
        ": 3 papers in 6 calls; figures flagged 6, bullets dropped 3, papers left to their abstract 0."
    )
    assert lines[-1] == "Tokens today (UTC): 720 of 500,000, of them for requests 0."
    use = json.loads((await terminal.run("status", "--json")).out)["summaries"]
    assert (use["model"], use["calls"], use["flagged"], use["dropped"]) == ("small", 6, 6, 3)
    assert use["today"] == {"tokens": 720, "for_requests": 0, "daily_tokens": 500000}


async def test_status_says_when_the_tokens_are_spent(terminal: Terminal, model: LoopbackModel) -> None:
    terminal.environment["PAPERBOY_SUMMARY__DAILY_TOKENS"] = "10"
    ended = await terminal.run("summarize", "2024-04-03")
    assert ended.err.splitlines()[-1].startswith("The day's 10 tokens for summaries are spent")
    assert model.asked == []
    assert (await terminal.run("status")).out.splitlines()[-1].startswith("The day's tokens are spent")


async def test_without_a_model_status_is_silent_on_it(terminal: Terminal) -> None:
    assert "Tokens" not in (await terminal.run("status")).out
