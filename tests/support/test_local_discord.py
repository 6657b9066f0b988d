"""The local Discord, judged by the real discord.py."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from io import BytesIO
from typing import Any

import aiohttp
import discord
import pytest
from discord import app_commands

from tests.support.conftest import SwiftClient
from tests.support.local_discord import ADMIN_ID, LocalDiscord, RemoteDiscord


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


class TestGateway:
    async def test_both_shards_get_ready_with_their_guilds(self, local: LocalDiscord, client: SwiftClient):
        assert local.record.connected_shards() == [0, 1]
        added = local.guilds.add(channels=2, locale="ko")
        guild = await client.wait_for("guild_join", timeout=5)
        assert (guild.id, len(guild.text_channels), guild.preferred_locale) == (
            added.id,
            2,
            discord.Locale.korean,
        )
        assert guild.text_channels[0].permissions_for(guild.me).send_messages

    async def test_guilds_from_before_are_available_when_ready(self, local: LocalDiscord):
        local.guilds.add_many(4, channels=3)
        async with SwiftClient() as client:
            running = asyncio.create_task(client.start(local.token))
            await asyncio.wait_for(client.wait_until_ready(), 5)
            assert [len(guild.channels) for guild in client.guilds] == [3] * 4
            assert {guild.shard_id for guild in client.guilds} == {0, 1}
        await running

    async def test_a_dropped_connection_resumes_and_misses_nothing(
        self, local: LocalDiscord, client: SwiftClient
    ):
        local.trouble.drop_connections()
        added = local.guilds.add()
        guild = await client.wait_for("guild_join", timeout=5)
        resumed = {await asyncio.wait_for(client.resumed.get(), 5) for _ in range(2)}
        assert (guild.id, resumed) == (added.id, {0, 1})

    @pytest.mark.parametrize("way", ["ask_to_reconnect", "invalidate_sessions", "forget_sessions"])
    async def test_every_way_of_losing_a_session_is_survived(
        self, local: LocalDiscord, client: SwiftClient, way: str
    ):
        again = asyncio.create_task(until_connected(client, 2 if way != "ask_to_reconnect" else 0))
        getattr(local.trouble, way)()
        await asyncio.wait_for(again, 10)
        local.guilds.add()
        assert await client.wait_for("guild_join", timeout=5)

    async def test_being_thrown_out_and_invited_again(self, local: LocalDiscord, client: SwiftClient):
        added = local.guilds.add()
        await client.wait_for("guild_join", timeout=5)
        local.guilds.throw_out(added.id)
        assert (await asyncio.wait_for(client.removed.get(), 5)).id == added.id
        with pytest.raises(discord.Forbidden) as error:
            await text_channel(client, added.channel_ids[0]).send("x")
        assert error.value.code == 50001
        local.guilds.invite_again(added.id)
        assert (await client.wait_for("guild_join", timeout=5)).id == added.id

    async def test_a_deleted_channel_is_announced_and_answers_10003(
        self, local: LocalDiscord, client: SwiftClient
    ):
        added = local.guilds.add()
        await client.wait_for("guild_join", timeout=5)
        local.guilds.delete_channel(added.channel_ids[0])
        assert (await client.wait_for("guild_channel_delete", timeout=5)).id == added.channel_ids[0]
        with pytest.raises(discord.NotFound) as error:
            await text_channel(client, added.channel_ids[0]).send("x")
        assert error.value.code == 10003

    async def test_an_outage_passes(self, local: LocalDiscord, client: SwiftClient):
        added = local.guilds.add()
        await client.wait_for("guild_join", timeout=5)
        local.guilds.begin_outage(added.id)
        await client.wait_for("guild_unavailable", timeout=5)
        local.guilds.end_outage(added.id)
        assert (await client.wait_for("guild_available", timeout=5)).id == added.id


async def until_connected(client: discord.Client, shards: int) -> None:
    for _ in range(shards):
        await client.wait_for("shard_connect")


Registered = Callable[[app_commands.CommandTree[SwiftClient]], Awaitable[None]]


class TestInteractions:
    @pytest.fixture(autouse=True)
    async def registered(self, client: SwiftClient) -> None:
        """Registers /paper show, with autocomplete, a button, a defer and a modal."""
        client.tree.add_command(PaperGroup())
        await client.tree.sync()

    async def test_a_command_is_answered_in_the_users_language(self, local: LocalDiscord):
        channel_id = local.guilds.add().channel_ids[0]
        number = local.users.slash("paper show", {"id": "2404.02078"}, channel_id=channel_id, locale="ko")
        report = await local.users.answer(number)
        assert [message["content"] for message in report["messages"]] == ["2404.02078 ko guild"]
        assert 0 <= report["answered_after"] < 3

    async def test_a_command_works_in_a_direct_message(self, local: LocalDiscord):
        report = await local.users.answer(local.users.slash("paper show", {"id": "1"}))
        assert [message["content"] for message in report["messages"]] == ["1 en-US direct"]

    async def test_autocomplete_offers_choices(self, local: LocalDiscord):
        channel_id = local.guilds.add().channel_ids[0]
        number = local.users.autocomplete("paper show", "id", {"id": "24"}, channel_id=channel_id)
        assert (await local.users.answer(number))["answer"]["choices"] == [{"name": "24!", "value": "24"}]

    async def test_a_deferred_answer_is_filled_later(self, local: LocalDiscord):
        channel_id = local.guilds.add().channel_ids[0]
        report = await local.users.answer(local.users.slash("paper later", channel_id=channel_id))
        assert [(message["content"], message["flags"]) for message in report["messages"]] == [("done", 64)]
        assert report["answered_after"] <= report["completed_after"]

    async def test_a_button_updates_its_message(self, local: LocalDiscord):
        channel_id = local.guilds.add().channel_ids[0]
        shown = await local.users.answer(local.users.slash("paper button", channel_id=channel_id))
        clicked = await local.users.answer(local.users.click(int(shown["messages"][0]["id"]), "press"))
        assert clicked["messages"][0]["content"] == "pressed"

    async def test_a_modal_is_filled_in(self, local: LocalDiscord):
        channel_id = local.guilds.add().channel_ids[0]
        opened = local.users.slash("paper ask", channel_id=channel_id)
        assert (await local.users.answer(opened))["answer"]["title"] == "Name"
        report = await local.users.answer(local.users.submit_modal(opened, {"name": "Ada"}))
        assert report["messages"][0]["content"] == "Hello Ada"

    async def test_a_group_cannot_be_called_by_itself(self, local: LocalDiscord):
        with pytest.raises(ValueError, match="subcommands"):
            local.users.slash("paper")

    async def test_answers_do_not_count_against_the_limit(self, local: LocalDiscord):
        channel_id = local.guilds.add().channel_ids[0]
        local.trouble.set_limits(requests=1, seconds=60)
        for _ in range(3):
            await local.users.answer(local.users.slash("paper show", {"id": "1"}, channel_id=channel_id))
        assert local.record.tally().too_many == 0


class PressView(discord.ui.View):
    @discord.ui.button(label="Press", custom_id="press")
    async def press(self, interaction: discord.Interaction, _: discord.ui.Button[PressView]) -> None:
        await interaction.response.edit_message(content="pressed", view=None)


class NameModal(discord.ui.Modal, title="Name"):
    name = discord.ui.TextInput["NameModal"](label="Name", custom_id="name")

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"Hello {self.name.value}")


class PaperGroup(app_commands.Group, name="paper", description="Papers"):
    @app_commands.command(description="Shows a paper")
    async def show(self, interaction: discord.Interaction, id: str) -> None:
        place = "guild" if interaction.guild else "direct"
        await interaction.response.send_message(f"{id} {interaction.locale.value} {place}")

    @show.autocomplete("id")
    async def ids(self, _: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=f"{typed}!", value=typed)]

    @app_commands.command(description="Answers later")
    async def later(self, interaction: discord.Interaction) -> None:
        await interaction.response.defer(ephemeral=True)
        await interaction.followup.send("done")

    @app_commands.command(description="Shows a button")
    async def button(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message("a button", view=PressView())

    @app_commands.command(description="Asks for a name")
    async def ask(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(NameModal())


class TestRecord:
    async def test_doubled_lost_and_unexpected_marks_are_told_apart(self, local: LocalDiscord):
        channel_id = local.guilds.add().channel_ids[0]
        for mark in ("a", "a", "c"):
            await post(local, channel_id, embed(title="x", footer={"text": f"Paperboy · {mark}"}))
        found = local.record.compare_marks({channel_id: ["a", "b"]}, pattern=r"· (\w)$")
        assert found.doubled == [(channel_id, "a")]
        assert found.lost == [(channel_id, "b")]
        assert found.unexpected == [(channel_id, "c")]

    async def test_invalid_answers_are_counted(self, local: LocalDiscord):
        channel_id = local.guilds.add().channel_ids[0]
        local.trouble.refuse_sending(channel_id, 50013)
        await post(local, channel_id, {"content": "x"})
        local.trouble.revoke_token()
        await post(local, channel_id, {"content": "x"})
        tally = local.record.tally()
        assert (tally.by_status, tally.invalid, tally.busiest_second) == ({403: 1, 401: 1}, 2, 2)


async def test_another_process_is_driven_by_remote_control() -> None:
    async with RemoteDiscord(("--shards", "1")) as remote:
        added = await remote.call("guilds.add", channels=2)
        number = await remote.call("users.say", channel_id=added["channel_ids"][1], content="hi")
        messages = await remote.call("record.messages", channel_id=added["channel_ids"][1])
        assert [(message["id"], message["content"]) for message in messages] == [(str(number), "hi")]
        with pytest.raises(RuntimeError, match="TypeError"):
            await remote.call("guilds.add", nonsense=1)


async def test_ten_thousand_channels_start_at_once(local: LocalDiscord) -> None:
    local.guilds.add_many(500, channels=20)
    async with SwiftClient() as client:
        running = asyncio.create_task(client.start(local.token))
        await asyncio.wait_for(client.wait_until_ready(), 20)
        assert sum(len(guild.text_channels) for guild in client.guilds) == 10_000
    await running
