from __future__ import annotations

import json
import re
from datetime import timedelta
from unicodedata import east_asian_width

import pytest

from bot.models import Doubt, DoubtReason
from bot.models.clock import utc_now
from bot.settings import ScheduleSettings
from bot.store import doubts, leases
from tests.cli.conftest import Terminal
from tests.factories import channel
from tests.support.spoiling import spoil
from tests.support.stock import stock
from tests.support.subscribing import subscribe


@pytest.mark.parametrize("locale", ["C", "ko_KR.UTF-8"])
async def test_days_of_which_the_same_is_told_are_one_line(terminal: Terminal, locale: str) -> None:
    await terminal.subscribe(channel(223456789012345678))
    terminal.environment["LANG"] = locale
    days = json.loads((await terminal.run("status", "--json")).out)["channels"][0]["days"]
    _, *lines = (await terminal.run("status")).out.splitlines()
    before = [day["day"] for day in days if day["verdict"] == "before"]
    first, last = before[0], before[-1]
    assert (len(days), len(before) >= 13) == (14, True)  # from 23:00 to 00:00 UTC the last one is due
    assert re.fullmatch(rf"  {first} \w+ – {last} \w+  –            \S.*", lines[0])
    assert first not in "".join(lines[1:])


async def test_a_single_day_is_named_once(terminal: Terminal) -> None:
    await terminal.subscribe(channel(223456789012345678))
    line = (await terminal.run("status", "--days", "1")).out.splitlines()[1]
    assert re.fullmatch(r"  \d{4}-\d\d-\d\d \w{3}  (–  |due)          \S.*", line)


async def test_what_is_told_of_each_day_begins_in_one_column_of_the_terminal(terminal: Terminal) -> None:
    """A syllable of Hangul is two columns wide, a dash one."""
    terminal.environment["LANG"] = "ko_KR.UTF-8"
    async with terminal.store() as store:
        last_week = utc_now() - timedelta(days=7)
        await subscribe(store, ScheduleSettings(), channel(223456789012345678), last_week)
    out = (await terminal.run("status")).out
    columns = re.findall(r"^  [-\d]{10} .*  ((늦음|–) +)\S", out, flags=re.MULTILINE)
    assert {verdict for _, verdict in columns} == {"늦음", "–"}
    assert {sum(1 + (east_asian_width(sign) in "FW") for sign in text) for text, _ in columns} == {13}


async def test_a_channel_whose_zone_this_machine_lacks_is_told_of_and_the_others_too(
    terminal: Terminal,
) -> None:
    for channel_id in (223456789012345678, 323456789012345678):
        await terminal.subscribe(channel(channel_id))
    async with terminal.store() as store:
        await spoil(
            store, "UPDATE subscriptions SET zone = 'Mars/Base' WHERE channel_id < 300000000000000000"
        )
    for command in (["status"], ["channels", "list"]):
        ended = await terminal.run(*command)
        assert (ended.code, ended.err) == (0, "")
        assert "gets nothing, since the time zone “Mars/Base” is not known on this machine" in ended.out
        assert "323456789012345678" in ended.out
    first, second = json.loads((await terminal.run("status", "--json")).out)["channels"]
    assert (first["days"], second["problem"]) == ([], None)
    assert "--channel 223456789012345678 --zone" in first["problem"]
    refused = await terminal.run("channels", "add", "--guild", "1" * 18, "--channel", "223456789012345678")
    assert refused.code == 2


async def test_a_list_that_is_not_believed_is_told_with_what_stays(terminal: Terminal) -> None:
    yesterday = utc_now().date() - timedelta(days=1)
    doubt = Doubt(reason=DoubtReason.SHRUNKEN, paper_ids=("2404.00001",), stored=30, since=utc_now(), looks=3)
    async with terminal.store() as store, store.transaction() as tx:
        await doubts.save_doubt(tx, yesterday, doubt)
    out = (await terminal.run("status")).out
    assert f"lists only 1 paper for {yesterday}, though 30 were known before. The longer list stays" in out
    (line,) = json.loads((await terminal.run("status", "--json")).out)["doubts"]
    assert (line["day"], line["reason"]) == (yesterday.isoformat(), "shrunken")
    assert (line["listed"], line["stored"], line["looks"]) == (1, 30, 3)


async def test_posts_that_discord_did_not_publish_and_what_waits_besides_are_told(terminal: Terminal) -> None:
    yesterday = utc_now().date() - timedelta(days=1)
    async with terminal.store() as store:
        await stock(store)
        await spoil(store, f"UPDATE publications SET state = 'failed', reason = '50001', day = '{yesterday}'")
        await spoil(
            store, "UPDATE edits SET state = 'planned', next_attempt_at = '2026-01-01 00:00:00.000000'"
        )
    out = (await terminal.run("status")).out
    assert f"  {yesterday}: posted, but Discord did not publish it to the servers that follow: 50001" in out
    report = json.loads((await terminal.run("status", "--json")).out)
    later = report["later"]
    assert later["edits"] > 0
    assert f"edits of posts {later['edits']}, posts to publish 0, weekly posts {later['weeks']}." in out
    unpublished = [row for each in report["channels"] for row in each["unpublished"]]
    assert {(row["day"], row["reason"]) for row in unpublished} == {(yesterday.isoformat(), "50001")}


async def test_the_processes_are_named_with_their_shards_and_which_one_leads(terminal: Terminal) -> None:
    assert "No bot is running" in (await terminal.run("status")).out
    async with terminal.store() as store, store.transaction() as tx:
        for holder, name in (("a", "shards 0-1/4"), ("b", "shards 2-3/4"), ("a", leases.DELIVERY)):
            await leases.hold(tx, holder, utc_now(), timedelta(minutes=1), name)
    out = (await terminal.run("status")).out
    assert "The bot is running (a) with the shards 0-1/4: it leads." in out
    assert "The bot is running (b) with the shards 2-3/4: it answers commands." in out
    report = json.loads((await terminal.run("status", "--json")).out)
    assert (report["bot"], report["processes"]) == ("a", {"a": "0-1/4", "b": "2-3/4"})
