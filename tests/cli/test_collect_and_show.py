from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.models import Digest
from tests.cli.conftest import Terminal
from tests.factories import WEDNESDAY
from tests.support.hugging_face import LoopbackHub, listed


async def test_show_fetches_a_day_that_the_store_lacks_and_prints_markdown(terminal: Terminal) -> None:
    ended = await terminal.run("show", "2024-04-03")
    assert (ended.code, ended.err) == (0, "3 papers have no Korean bullets yet: English stands in.\n")
    assert ended.out.startswith("## Daily Papers (2024-04-03)\n\n### [Paper number 1](")
    assert ended.out.count("### [") == 3


async def test_english_that_is_asked_for_stands_in_for_nothing(terminal: Terminal) -> None:
    assert (await terminal.run("show", "2024-04-03", "--language", "en")).err == ""


async def test_show_asks_the_source_once(terminal: Terminal, hub: LoopbackHub) -> None:
    first = await terminal.run("show", "2024-04-03")
    hub.down = True
    assert await terminal.run("show", "2024-04-03") == first


async def test_show_prints_json_that_is_a_digest(terminal: Terminal) -> None:
    options = ("--format", "json", "--language", "en", "--papers", "2")
    ended = await terminal.run("show", "2024-04-03", *options)
    digest = Digest.model_validate_json(ended.out)
    assert (digest.day, digest.language, digest.listed, len(digest.papers)) == (WEDNESDAY, "en", 3, 2)


async def test_show_says_that_a_day_is_empty(terminal: Terminal) -> None:
    ended = await terminal.run("show", "2024-04-06")
    assert ended == (1, "", "No papers are listed for 2024-04-06.\n")


async def test_collect_keeps_every_day_up_to_the_last(terminal: Terminal, hub: LoopbackHub) -> None:
    hub.days[date(2024, 4, 5)] = [listed(9)]
    ended = await terminal.run("collect", "2024-04-03", "--to", "2024-04-05")
    assert (ended.code, ended.out) == (0, "Collected 3 days with 4 papers.\n")
    hub.down = True
    assert "Paper number 9" in (await terminal.run("show", "2024-04-05")).out


async def test_collect_names_the_days_that_failed_and_goes_on(terminal: Terminal, hub: LoopbackHub) -> None:
    hub.days[date(2024, 4, 4)] = [{"no": "paper"}]
    ended = await terminal.run("collect", "2024-04-03", "--to", "2024-04-05")
    assert (ended.code, ended.out) == (1, "Collected 2 days with 3 papers.\n")
    assert ended.err.splitlines()[-1].startswith("2024-04-04 could not be collected: Hugging Face answered")


async def test_when_every_day_failed_nothing_is_said_of_collected_ones(
    terminal: Terminal, hub: LoopbackHub
) -> None:
    hub.down = True
    ended = await terminal.run("collect", "2024-04-03")
    assert (ended.code, ended.out) == (1, "")
    assert "2024-04-03 could not be collected" in ended.err


async def test_days_in_the_wrong_order_are_refused(terminal: Terminal) -> None:
    ended = await terminal.run("collect", "2024-04-05", "--to", "2024-04-03")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.endswith("2024-04-03 comes before 2024-04-05: name the earlier day first.\n")


@pytest.mark.parametrize("day", ["2999-01-01", "soon"])
async def test_a_bad_or_future_day_is_one_sentence_and_exit_code_2(terminal: Terminal, day: str) -> None:
    ended = await terminal.run("show", day)
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)


async def test_a_source_that_is_down_is_one_sentence_and_exit_code_1(
    terminal: Terminal, hub: LoopbackHub
) -> None:
    hub.down = True
    ended = await terminal.run("show", "2024-04-03")
    assert ended == (1, "", "Hugging Face has a problem of its own (HTTP 503).\n")


async def test_latest_is_the_last_finished_day_that_lists_papers(
    terminal: Terminal, hub: LoopbackHub
) -> None:
    recent = datetime.now(UTC).date() - timedelta(days=5)
    hub.days[recent] = [listed(7)]
    ended = await terminal.run("show", "latest", "--format", "json")
    assert json.loads(ended.out)["day"] == recent.isoformat()


async def test_without_a_recent_day_latest_is_the_store_s_last(terminal: Terminal, hub: LoopbackHub) -> None:
    await terminal.run("collect", "2024-04-03")
    assert "(2024-04-03)" in (await terminal.run("show", "latest")).out
    hub.down = True
    assert "(2024-04-03)" in (await terminal.run("show", "latest")).out


async def test_without_any_day_latest_says_so(terminal: Terminal) -> None:
    ended = await terminal.run("show", "latest")
    assert (ended.code, ended.err.startswith("No day with papers is known")) == (2, True)


@pytest.mark.parametrize(("name", "value"), [("LANG", "ko_KR.UTF-8"), ("LC_ALL", "ko")])
async def test_a_korean_terminal_is_told_in_korean(terminal: Terminal, name: str, value: str) -> None:
    terminal.environment |= {"LANG": "en_US.UTF-8", name: value}
    assert "아직 시작되지 않은 날짜입니다" in (await terminal.run("show", "2999-01-01")).err
