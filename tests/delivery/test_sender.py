"""The real discord.py against a local Discord over sockets."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import cast

import aiohttp
import discord
import pytest
from discord.http import Route
from discord.utils import time_snowflake

from bot.delivery.asking import mentions_of, sendable
from bot.delivery.outcomes import Closed, Later, OddAnswerError, Refused, Rejected, judge
from bot.delivery.own_messages import UnreadableError
from bot.delivery.pacer import Pacer
from bot.delivery.sender import DiscordSender
from bot.delivery.traffic import pacing_trace
from bot.measures import REFUSALS
from bot.rendering.digest_message import Message, Picture
from bot.rendering.footer_id import FooterMark
from bot.rendering.menus import Button, paper_menu
from tests.factories import paper
from tests.support.local_discord import LocalDiscord
from tests.support.local_discord.faults import FaultName, Moment

MARK = FooterMark(subscription_id=7, day=date(2024, 4, 3), part=1, parts=2, partial=False)
LONG_AGO = datetime(2024, 4, 1, tzinfo=UTC)
MESSAGE = Message("**Wednesday**", (discord.Embed(title="A paper"),))


@dataclass
class Line:
    """A logged-in sender, its pacer, and the Discord at the other end with one channel."""

    local: LocalDiscord
    sender: DiscordSender
    pacer: Pacer
    channel_id: int

    async def post(self, mark: FooterMark = MARK, nonce: str = "n1") -> int:
        return await self.sender.post(self.channel_id, MESSAGE, mark, nonce)

    async def find(self, mark: FooterMark = MARK) -> int | None:
        return await self.sender.find(self.channel_id, mark, datetime.now(UTC) - timedelta(minutes=1))


@pytest.fixture
async def line(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Line]:
    async with LocalDiscord() as local:
        monkeypatch.setattr(Route, "BASE", local.api_url)
        channel_id = local.guilds.add().channel_ids[0]
        pacer = Pacer(500)
        async with discord.Client(intents=discord.Intents.none(), http_trace=pacing_trace(pacer)) as client:
            await client.login(local.token)
            yield Line(local, DiscordSender(client), pacer, channel_id)


async def test_a_posted_message_carries_its_mark_and_pings_nobody(line: Line) -> None:
    message_id = await line.post()
    (message,) = line.local.record.messages(line.channel_id)
    assert message["id"] == str(message_id)
    assert message["embeds"][-1]["footer"]["text"] == "Paperboy · 2024-04-03 · 1/2 · #7"


async def test_an_edited_message_is_the_same_one_and_keeps_its_mark(line: Line) -> None:
    message_id = await line.post()
    better = Message("**Wednesday**", (discord.Embed(title="A paper", description="• New"),))
    await line.sender.edit(line.channel_id, message_id, better, MARK)
    (message,) = line.local.record.messages(line.channel_id)
    assert (message["id"], message["embeds"][0]["description"]) == (str(message_id), "• New")
    assert message["embeds"][-1]["footer"]["text"] == "Paperboy · 2024-04-03 · 1/2 · #7"


async def test_a_posted_message_carries_its_select(line: Line) -> None:
    menu = paper_menu([(1, paper(1, title="x" * 175))], "Read more…", "en")
    await line.sender.post(line.channel_id, replace(MESSAGE, menus=(menu,)), MARK, "n1")
    (message,) = line.local.record.messages(line.channel_id)
    (row,) = message["components"]
    (select,) = row["components"]
    assert (select["custom_id"], select["placeholder"]) == ("v1:read", "Read more…")
    assert [option["value"] for option in select["options"]] == ["2404.00001"]


async def test_a_picture_is_uploaded_with_the_words_for_those_who_cannot_see_it(line: Line) -> None:
    picture = Picture("week.png", b"\x89PNG" + bytes(2000), "Votes of the week: 3")
    await line.sender.post(line.channel_id, replace(MESSAGE, picture=picture), MARK, "n1")
    await line.sender.post(line.channel_id, replace(MESSAGE, picture=picture), MARK, "n1")
    (message,) = line.local.record.messages(line.channel_id)
    (attachment,) = message["attachments"]
    assert (attachment["filename"], attachment["size"]) == ("week.png", 2004)
    assert attachment["description"] == "Votes of the week: 3"
    assert message["embeds"][-1]["footer"]["text"] == "Paperboy · 2024-04-03 · 1/2 · #7"


async def test_the_same_nonce_posts_once(line: Line) -> None:
    assert await line.post() == await line.post()
    assert len(line.local.record.messages(line.channel_id)) == 1


async def test_a_posted_part_is_found_by_its_mark_alone(line: Line) -> None:
    message_id = await line.post()
    await line.post(replace(MARK, part=2), "n2")
    assert await line.find() == message_id
    assert await line.find(replace(MARK, day=date(2024, 4, 4))) is None


async def test_of_a_channel_too_busy_to_be_searched_nothing_is_said(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.sender.FAR_BACK", 3)
    await line.post()
    for part in range(2, 5):
        await line.post(replace(MARK, part=part, parts=4), f"n{part}")
    with pytest.raises(UnreadableError):
        await line.find()


async def test_in_an_empty_channel_nothing_is_found(line: Line) -> None:
    assert await line.find() is None


@pytest.mark.parametrize("code", [50001, 50013, None], ids=["no access", "no permission", "shown empty"])
async def test_a_history_that_may_not_be_read_is_not_taken_for_an_empty_one(
    line: Line, code: int | None
) -> None:
    await line.post()
    line.local.trouble.refuse_history(line.channel_id, code)
    with pytest.raises(UnreadableError):
        await line.find()


@pytest.mark.parametrize(
    ("code", "kind"), [(50001, Closed), (50013, Closed), (10003, Closed), (50035, Refused)]
)
async def test_refusals_are_judged_by_their_code(line: Line, code: int, kind: type[object]) -> None:
    if code == 10003:
        line.local.guilds.delete_channel(line.channel_id)
    else:
        line.local.trouble.refuse_sending(line.channel_id, code)
    with pytest.raises(discord.HTTPException) as caught:
        await line.post()
    outcome = judge(caught.value)
    assert isinstance(outcome, kind)
    assert str(code) in str(outcome)


async def test_a_revoked_token_is_a_rejection(line: Line) -> None:
    line.local.trouble.revoke_token()
    with pytest.raises(discord.HTTPException) as caught:
        await line.post()
    assert isinstance(judge(caught.value), Rejected)


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("fault", ["status", "reset"])
async def test_a_503_or_a_reset_leaves_the_outcome_unknown(
    line: Line, fault: FaultName, moment: Moment
) -> None:
    line.local.trouble.add_fault(fault, moment, status=503, kinds=["message_create"], times=1)
    with pytest.raises((discord.HTTPException, aiohttp.ClientError, OSError)) as caught:
        await line.post()
    outcome = judge(cast(Exception, caught.value))
    assert isinstance(outcome, Later)
    assert outcome.unknown
    assert (await line.find() is None) == (moment == "before")


async def test_a_cloudflare_ban_pauses_the_whole_bot(line: Line, caplog: pytest.LogCaptureFixture) -> None:
    line.local.trouble.ban(30)
    with pytest.raises(discord.HTTPException) as caught:
        await line.post()
    outcome = judge(caught.value)
    assert isinstance(outcome, Later)
    assert outcome.seconds == pytest.approx(30, abs=2)
    assert "Cloudflare refuses the bot" in caplog.text
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await line.pacer.open()


async def test_a_global_refusal_slows_the_pacer_down(line: Line) -> None:
    line.local.trouble.set_limits(requests=5, seconds=0.2)
    line.local.trouble.set_bucket("message_create", 0)
    for number in range(8):
        await line.post(replace(MARK, part=1, parts=number + 1), f"n{number}")
    assert line.pacer.rate < 500
    assert len(line.local.record.messages(line.channel_id)) == 8


@pytest.mark.parametrize(("role_id", "roles"), [(None, None), (55, [55])])
def test_a_message_mentions_its_role_and_nobody_else(role_id: int | None, roles: list[int] | None) -> None:
    mentions = mentions_of(replace(MESSAGE, role_id=role_id)).to_dict()
    assert mentions["parse"] == []
    assert mentions.get("roles") == roles


async def test_a_message_with_buttons_and_no_select_has_its_buttons() -> None:
    message = replace(MESSAGE, buttons=(Button("Stop", "v1:stop"),))
    (button,) = sendable(message)["view"].children
    assert (button.label, button.custom_id) == ("Stop", "v1:stop")


async def test_another_division_of_the_post_is_taken_as_it_is(line: Line) -> None:
    first = await line.post()
    last = await line.post(replace(MARK, part=2), "n2")
    assert await line.find(replace(MARK, parts=3)) == first
    assert await line.find(replace(MARK, part=3, parts=3)) == last


async def test_what_a_message_shows_is_read_with_the_time_of_its_edit(line: Line) -> None:
    linked = discord.Embed(title="A paper", url="https://huggingface.co/papers/2404.00001")
    listed = discord.Embed(description="**2.** [Two](https://arxiv.org/abs/2404.00002) · 3 votes")
    message = Message("**Wednesday**", (linked, listed))
    message_id = await line.sender.post(line.channel_id, message, MARK, "n1")
    assert await line.sender.shown(line.channel_id, message_id) == (("2404.00001", "2404.00002"), None)
    await line.sender.edit(line.channel_id, message_id, message, MARK)
    post = await line.sender.shown(line.channel_id, message_id)
    assert post.edited_at is not None


async def test_papers_are_told_by_notifications_alone(line: Line) -> None:
    embed = discord.Embed(title="RAG", description="[One](https://arxiv.org/abs/2404.00001) · 3 votes")
    message_id = await line.sender.post(line.channel_id, Message(None, (embed,)), MARK, "n1")
    channel = line.sender._client.get_partial_messageable(line.channel_id)  # pyright: ignore[reportPrivateUsage]
    await channel.send(embed=discord.Embed(description="[Two](https://arxiv.org/abs/2404.00002)"))
    since = datetime.now(UTC) - timedelta(minutes=1)
    assert await line.sender.papers_told(line.channel_id, since) == {"2404.00001": message_id}


def refusals(status: str) -> float:
    metrics = REFUSALS.labels(status).collect()
    return next(each.value for metric in metrics for each in metric.samples if each.name.endswith("_total"))


async def test_refused_requests_are_counted_by_their_status(line: Line) -> None:
    before = refusals("403")
    line.local.trouble.refuse_sending(line.channel_id, 50013)
    with pytest.raises(discord.Forbidden):
        await line.post()
    assert refusals("403") == before + 1


@pytest.mark.parametrize("answers", [1, 2, 3])
async def test_what_somebody_writes_while_an_empty_channel_is_searched_hides_nothing(
    line: Line, answers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as the week's post, which goes out at the same time."""
    turns = list[float]()

    def answered(turn: float) -> None:
        turns.append(turn)
        if len(turns) == answers:
            line.local.users.say(line.channel_id, "good morning")

    monkeypatch.setattr(line.pacer, "answered", answered)
    for _ in range(2):
        with suppress(OddAnswerError):  # it is to be looked for again
            assert await line.find() is None
    assert await line.find() is None


async def test_an_empty_history_is_not_believed_where_the_channel_does_not_say_that_it_is_empty(
    line: Line,
) -> None:
    await line.post()
    line.local.trouble.add_fault("answer", kinds=["history"], status=200, body=[], times=2)
    body = {"id": str(line.channel_id), "type": 0}
    line.local.trouble.add_fault("answer", kinds=["channel"], status=200, body=body, times=1)
    with pytest.raises(UnreadableError):
        await line.find()


async def direct(line: Line) -> Line:
    """The same to a person."""
    return replace(line, channel_id=await line.sender.open(300_000_000_000_000_001))


@pytest.mark.parametrize("last", [{}, {"last_message_id": None}], ids=["untold", "none"])
async def test_in_direct_messages_an_empty_history_is_believed(line: Line, last: dict[str, None]) -> None:
    """Discord need not say that they are empty, and hides them from nobody."""
    line = await direct(line)
    body = {"id": str(line.channel_id), "type": 1, **last}
    line.local.trouble.add_fault("answer", kinds=["channel"], status=200, body=body, times=1)
    assert await line.find() is None


async def test_direct_messages_of_which_the_last_one_is_not_shown_are_looked_at_again(line: Line) -> None:
    line = await direct(line)
    message_id = await line.post()
    line.local.trouble.add_fault("answer", kinds=["history"], status=200, body=[], times=2)
    with pytest.raises(OddAnswerError):
        await line.find()
    assert await line.find() == message_id


async def test_direct_messages_of_which_the_last_one_was_deleted_are_empty(line: Line) -> None:
    line = await direct(line)
    body = {"id": str(line.channel_id), "type": 1, "last_message_id": str(time_snowflake(LONG_AGO))}
    line.local.trouble.add_fault("answer", kinds=["channel"], status=200, body=body, times=1)
    assert await line.find() is None


@pytest.mark.parametrize("odd", [{}, {"type": 1, "last_message_id": "soon"}], ids=["no type", "no number"])
async def test_of_direct_messages_that_are_told_oddly_nothing_is_believed(
    line: Line, odd: dict[str, object]
) -> None:
    line = await direct(line)
    body = {"id": str(line.channel_id), **odd}
    line.local.trouble.add_fault("answer", kinds=["channel"], status=200, body=body, times=1)
    with pytest.raises(OddAnswerError):  # it is to be looked at again
        await line.find()
