"""The REST side of the local Discord, judged by the real discord.py."""

from __future__ import annotations

import asyncio
from io import BytesIO
from typing import Any

import aiohttp
import discord
import pytest

from tests.support.local_discord import ADMIN_ID, LocalDiscord


def text_channel(client: discord.Client, channel_id: int) -> discord.PartialMessageable:
    return client.get_partial_messageable(channel_id)


async def post(local: LocalDiscord, channel_id: int, body: Any) -> tuple[int, Any, Any]:
    """A bare POST, for what discord.py hides: (status, headers, body)."""
    headers = {"Authorization": f"Bot {local.token}"}
    url = f"{local.api_url}/channels/{channel_id}/messages"
    async with aiohttp.ClientSession() as session, session.post(url, json=body, headers=headers) as response:
        answered = (
            await response.json() if response.content_type == "application/json" else await response.text()
        )
        return response.status, response.headers, answered


class TestRest:
    async def test_a_sent_message_is_on_record_in_order(self, local: LocalDiscord, rest: discord.Client):
        channel_id = local.guilds.add().channel_ids[0]
        for content in ("one", "two"):
            await text_channel(rest, channel_id).send(content)
        assert [message["content"] for message in local.record.messages(channel_id)] == ["one", "two"]

    async def test_the_same_nonce_yields_the_earlier_message(self, local: LocalDiscord, rest: discord.Client):
        first_channel, second_channel = local.guilds.add(channels=2).channel_ids
        first = await text_channel(rest, first_channel).send("once", nonce="mark-1")
        second = await text_channel(rest, second_channel).send("again", nonce="mark-1")
        assert (second.id, local.record.message_count()) == (first.id, 1)

    async def test_a_forgotten_nonce_posts_again(self, local: LocalDiscord, rest: discord.Client):
        channel_id = local.guilds.add().channel_ids[0]
        await text_channel(rest, channel_id).send("once", nonce="mark-1")
        local.trouble.forget_nonces()
        await text_channel(rest, channel_id).send("again", nonce="mark-1")
        assert local.record.message_count() == 2

    async def test_answers_bear_the_time_of_discord_or_one_that_is_to_be_wrong(self):
        async with LocalDiscord(clock=lambda: 1_700_000_000.0) as local:
            channel_id = local.guilds.add().channel_ids[0]

            async def date() -> str | None:
                _, headers, _ = await post(local, channel_id, {"content": "x"})
                return headers.get("Date")

            assert await date() == "Tue, 14 Nov 2023 22:13:20 GMT"
            local.trouble.set_dates(-3600, None)
            an_hour_ago = "Tue, 14 Nov 2023 21:13:20 GMT"
            assert [await date() for _ in range(3)] == [an_hour_ago, None, an_hour_ago]

    async def test_a_nonce_is_forgotten_after_its_window(self):
        now = [1_700_000_000.0]
        async with LocalDiscord(clock=lambda: now[0]) as local:
            channel_id = local.guilds.add().channel_ids[0]
            body = {"content": "x", "nonce": "n", "enforce_nonce": True}
            for moment in (0.0, 299.0, 301.0):
                now[0] = 1_700_000_000.0 + moment
                await post(local, channel_id, body)
            assert local.record.message_count() == 2

    async def test_history_is_newest_first_and_shows_no_nonce(
        self, local: LocalDiscord, rest: discord.Client
    ):
        local.trouble.set_limits(enabled=False)
        channel = text_channel(rest, local.guilds.add().channel_ids[0])
        sent = [await channel.send(str(number), nonce=str(number)) for number in range(6)]
        before = [message.content async for message in channel.history(limit=2, before=sent[3])]
        after = [message.content async for message in channel.history(limit=2, after=sent[3])]
        around = [message.content async for message in channel.history(limit=3, around=sent[3])]
        newest = [message async for message in channel.history(limit=1)]
        assert (before, after, around) == (["2", "1"], ["4", "5"], ["4", "3", "2"])
        assert newest[0].nonce is None

    async def test_edited_and_deleted_messages_stay_on_record(
        self, local: LocalDiscord, rest: discord.Client
    ):
        channel = text_channel(rest, local.guilds.add().channel_ids[0])
        await (await channel.send("draft")).edit(content="final")
        await (await channel.send("gone")).delete()
        seen = [(message["content"], message["deleted"]) for message in local.record.messages(channel.id)]
        assert seen == [("final", False), ("gone", True)]
        assert [message.content async for message in channel.history()] == ["final"]

    async def test_a_file_comes_as_an_attachment(self, local: LocalDiscord, rest: discord.Client):
        channel = text_channel(rest, local.guilds.add().channel_ids[0])
        message = await channel.send("look", file=discord.File(BytesIO(b"text"), filename="paper.txt"))
        assert message.attachments[0].filename == "paper.txt"

    async def test_a_direct_message_arrives(self, local: LocalDiscord, rest: discord.Client):
        user = await rest.fetch_user(ADMIN_ID)
        await user.send("hello")
        assert [message["content"] for message in local.record.direct_messages(ADMIN_ID)] == ["hello"]

    async def test_a_wrong_token_is_refused(self, local: LocalDiscord):
        async with discord.Client(intents=discord.Intents.none()) as client:
            with pytest.raises(discord.LoginFailure):
                await client.login("not the token")


def embed(**parts: Any) -> dict[str, Any]:
    return {"embeds": [parts]}


class TestMessageLimits:
    @pytest.mark.parametrize(
        ("body", "code", "place"),
        [
            ({}, 50006, ()),
            ({"content": "  "}, 50006, ()),
            ({"content": "x" * 2_001}, 50035, ("content",)),
            ({"content": "😀" * 1_001}, 50035, ("content",)),
            ({"content": "x", "nonce": "n" * 26}, 50035, ("nonce",)),
            ({"embeds": [{"title": "x"}] * 11}, 50035, ("embeds",)),
            ({"embeds": [{"description": "x" * 3_001}] * 2}, 50035, ("embeds",)),
            (embed(title="x" * 257), 50035, ("embeds", "0", "title")),
            (embed(description="x" * 4_097), 50035, ("embeds", "0", "description")),
            (embed(footer={"text": "x" * 2_049}), 50035, ("embeds", "0", "footer", "text")),
            (embed(author={"name": "x" * 257}), 50035, ("embeds", "0", "author", "name")),
            (embed(fields=[{"name": "n", "value": "v"}] * 26), 50035, ("embeds", "0", "fields")),
            (embed(fields=[{"name": "", "value": "v"}]), 50035, ("embeds", "0", "fields", "0", "name")),
            (
                embed(fields=[{"name": "n", "value": "v" * 1_025}]),
                50035,
                ("embeds", "0", "fields", "0", "value"),
            ),
            (embed(title="x", thumbnail={"url": "ftp://x"}), 50035, ("embeds", "0", "thumbnail", "url")),
        ],
    )
    async def test_a_message_over_a_limit_is_refused_with_its_place(
        self, local: LocalDiscord, body: dict[str, Any], code: int, place: tuple[str, ...]
    ):
        status, _, answered = await post(local, local.guilds.add().channel_ids[0], body)
        assert (status, answered["code"], local.record.message_count()) == (400, code, 0)
        errors = answered.get("errors", {"_errors": []})
        for step in place:
            errors = errors[step]
        assert "_errors" in errors

    @pytest.mark.parametrize(
        "body",
        [
            {"content": "😀" * 1_000, "nonce": "n" * 25},
            {"embeds": [{"description": "x" * 3_000}] * 2},
            embed(title="x" * 256, fields=[{"name": "n" * 100, "value": "v" * 100}] * 25),
        ],
    )
    async def test_a_message_at_the_limits_is_posted(self, local: LocalDiscord, body: dict[str, Any]):
        status, _, _ = await post(local, local.guilds.add().channel_ids[0], body)
        assert status == 200


class TestRateLimits:
    async def test_a_channel_takes_five_messages_in_five_seconds(self, local: LocalDiscord):
        channel_id = local.guilds.add().channel_ids[0]
        answers = [await post(local, channel_id, {"content": "x"}) for _ in range(6)]
        remaining = [headers["X-RateLimit-Remaining"] for _, headers, _ in answers]
        assert remaining == ["4", "3", "2", "1", "0", "0"]
        status, headers, body = answers[-1]
        assert (status, headers["X-RateLimit-Scope"], headers["Via"]) == (429, "user", "1.1 google")
        assert (body["global"], headers["X-RateLimit-Limit"], headers["Retry-After"]) == (False, "5", "5")
        assert 0 < body["retry_after"] <= 5

    async def test_the_fifty_first_request_of_a_second_meets_the_global_limit(self, local: LocalDiscord):
        local.trouble.set_limits(seconds=60)
        channels = local.guilds.add(channels=51).channel_ids
        answers = [await post(local, channel_id, {"content": "x"}) for channel_id in channels]
        assert [status for status, _, _ in answers] == [200] * 50 + [429]
        _, headers, body = answers[-1]
        assert (headers["X-RateLimit-Global"], headers["X-RateLimit-Scope"]) == ("true", "global")
        assert body["global"] is True
        assert local.record.tally().too_many_by_scope == {"global": 1}

    async def test_discord_py_waits_and_gets_through(self, local: LocalDiscord, rest: discord.Client):
        local.trouble.set_limits(requests=2, seconds=0.2)
        channels = local.guilds.add(channels=3).channel_ids
        await asyncio.gather(*(text_channel(rest, channel_id).send("x") for channel_id in channels))
        assert local.record.message_count() == 3
        assert local.record.tally().too_many == 1

    async def test_a_ban_comes_without_via_and_is_raised(self, local: LocalDiscord, rest: discord.Client):
        local.trouble.ban(seconds=60)
        with pytest.raises(discord.HTTPException) as error:
            await text_channel(rest, local.guilds.add().channel_ids[0]).send("x")
        assert error.value.status == 429
        assert "Via" not in error.value.response.headers


class TestRefusals:
    @pytest.mark.parametrize(("code", "status"), [(50001, 403), (50013, 403), (10003, 404)])
    async def test_a_channel_refuses_by_code(
        self, local: LocalDiscord, rest: discord.Client, code: int, status: int
    ):
        channel_id = local.guilds.add().channel_ids[0]
        local.trouble.refuse_sending(channel_id, code)
        with pytest.raises(discord.HTTPException) as error:
            await text_channel(rest, channel_id).send("x")
        assert (error.value.status, error.value.code) == (status, code)

    @pytest.mark.parametrize("code", [50007, 50278])
    async def test_direct_messages_are_refused_by_code(
        self, local: LocalDiscord, rest: discord.Client, code: int
    ):
        local.trouble.refuse_direct(ADMIN_ID, code)
        with pytest.raises(discord.Forbidden) as error:
            await (await rest.fetch_user(ADMIN_ID)).send("x")
        assert error.value.code == code

    async def test_hidden_history_is_empty_and_forbidden_history_an_error(
        self, local: LocalDiscord, rest: discord.Client
    ):
        channel = text_channel(rest, local.guilds.add().channel_ids[0])
        await channel.send("x")
        local.trouble.refuse_history(channel.id)
        assert [message async for message in channel.history()] == []
        local.trouble.refuse_history(channel.id, 50013)
        with pytest.raises(discord.Forbidden):
            _ = [message async for message in channel.history()]


class TestFaults:
    @pytest.mark.parametrize(("moment", "posted"), [("before", 0), ("after", 1)])
    @pytest.mark.parametrize("name", ["status", "reset"])
    async def test_a_fault_strikes_before_or_after_the_effect(
        self, local: LocalDiscord, rest: discord.Client, name: Any, moment: Any, posted: int
    ):
        channel = text_channel(rest, local.guilds.add().channel_ids[0])
        local.trouble.add_fault(name, moment, status=503, kinds=["message_create"], times=1)
        with pytest.raises((discord.DiscordServerError, aiohttp.ClientError, ConnectionError)):
            await channel.send("x")
        assert local.record.message_count() == posted
        await channel.send("y")
        assert local.record.message_count() == posted + 1

    async def test_a_reset_is_a_connection_reset_by_peer(self, local: LocalDiscord):
        local.trouble.add_fault("reset")
        with pytest.raises(OSError, match="reset by peer") as error:
            await post(local, local.guilds.add().channel_ids[0], {"content": "x"})
        assert error.value.errno == 104

    async def test_a_hanging_request_never_answers(self, local: LocalDiscord):
        local.trouble.add_fault("hang", "after")
        channel_id = local.guilds.add().channel_ids[0]
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(post(local, channel_id, {"content": "x"}), 0.05)
        assert [request.took_effect for request in local.record.requests()] == [True]

    async def test_the_same_seed_fails_the_same_requests(self):
        async def run() -> list[int]:
            async with LocalDiscord(seed=7) as local:
                local.trouble.set_limits(enabled=False)
                local.trouble.add_fault("status", probability=0.5)
                channel_id = local.guilds.add().channel_ids[0]
                return [(await post(local, channel_id, {"content": "x"}))[0] for _ in range(20)]

        statuses = await run()
        assert statuses == await run()
        assert set(statuses) == {200, 500}


class TestRecord:
    async def test_doubled_lost_and_unexpected_marks_are_told_apart(self, local: LocalDiscord):
        channel_id = local.guilds.add().channel_ids[0]
        for mark in ("a", "a", "c"):
            await post(local, channel_id, embed(title="x", footer={"text": f"Paperboy · {mark}"}))
        comparison = local.record.compare_marks({channel_id: ["a", "b"]}, pattern=r"· (\w)$")
        assert comparison.doubled == [(channel_id, "a")]
        assert comparison.lost == [(channel_id, "b")]
        assert comparison.unexpected == [(channel_id, "c")]

    async def test_invalid_answers_are_counted(self, local: LocalDiscord):
        channel_id = local.guilds.add().channel_ids[0]
        local.trouble.refuse_sending(channel_id, 50013)
        await post(local, channel_id, {"content": "x"})
        local.trouble.revoke_token()
        await post(local, channel_id, {"content": "x"})
        tally = local.record.tally()
        assert (tally.by_status, tally.invalid, tally.busiest_second) == ({403: 1, 401: 1}, 2, 2)
