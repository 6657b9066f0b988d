"""The gateway and the interactions of the local Discord, judged by the real discord.py."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import discord
import pytest
from discord import app_commands

from tests.support.local_discord import ADMIN_ID, LocalDiscord, RemoteDiscord
from tests.support.local_discord.errors import ApiError
from tests.support.local_discord.interactions import COMMAND, Interactions
from tests.support.local_discord.sessions import Sessions
from tests.support.local_discord.world import World
from tests.support.swift_client import SwiftClient


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
        async with SwiftClient().running(local.token) as client:
            assert [len(guild.channels) for guild in client.guilds] == [3] * 4
            assert {guild.shard_id for guild in client.guilds} == {0, 1}

    async def test_a_dropped_connection_resumes_and_misses_nothing(
        self, local: LocalDiscord, client: SwiftClient
    ):
        local.trouble.drop_connections()
        added = local.guilds.add()
        guild = await client.wait_for("guild_join", timeout=5)
        assert guild.id == added.id
        await client.both_shards_up()

    @pytest.mark.parametrize("way", ["ask_to_reconnect", "invalidate_sessions", "forget_sessions"])
    async def test_every_way_of_losing_a_session_is_survived(
        self, local: LocalDiscord, client: SwiftClient, way: str
    ):
        getattr(local.trouble, way)()
        await client.both_shards_up()
        local.guilds.add()
        assert await client.wait_for("guild_join", timeout=5)

    async def test_being_thrown_out_and_invited_again(self, local: LocalDiscord, client: SwiftClient):
        added = local.guilds.add()
        await client.wait_for("guild_join", timeout=5)
        local.guilds.throw_out(added.id)
        assert (await asyncio.wait_for(client.removed.get(), 5)).id == added.id
        with pytest.raises(discord.Forbidden) as error:
            await client.get_partial_messageable(added.channel_ids[0]).send("x")
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
            await client.get_partial_messageable(added.channel_ids[0]).send("x")
        assert error.value.code == 10003

    async def test_an_outage_passes(self, local: LocalDiscord, client: SwiftClient):
        added = local.guilds.add()
        await client.wait_for("guild_join", timeout=5)
        local.guilds.begin_outage(added.id)
        await client.wait_for("guild_unavailable", timeout=5)
        local.guilds.end_outage(added.id)
        assert (await client.wait_for("guild_available", timeout=5)).id == added.id


class TestIdentifying:
    @pytest.mark.parametrize(
        ("max_concurrency", "admitted"), [(1, [True, False, False]), (2, [True, True, False])]
    )
    def test_shards_of_one_bucket_begin_five_seconds_apart(self, max_concurrency: int, admitted: list[bool]):
        now = [0.0]
        sessions = Sessions(lambda: now[0], max_concurrency, identify_interval=5.0)
        assert [sessions.begin(shard, 3, 0) is not None for shard in range(3)] == admitted
        now[0] = 5.0
        assert sessions.begin(2, 3, 0) is not None

    async def test_a_shard_that_comes_too_early_gets_in_later(self, local: LocalDiscord):
        local.trouble.set_identify_interval(0.05)
        async with SwiftClient().running(local.token):
            assert local.record.connected_shards() == [0, 1]


class TestInteractionDeadlines:
    @pytest.mark.parametrize(("seconds", "code"), [(3.1, 10062), (2.9, None)])
    def test_an_interaction_is_answered_within_three_seconds(self, seconds: float, code: int | None):
        now = [1_700_000_000.0]
        interactions = Interactions(World(lambda: now[0]), lambda: now[0])
        channel = interactions.world.direct_channel(ADMIN_ID)
        begun = interactions.begin(COMMAND, channel, ADMIN_ID, {})
        now[0] += seconds
        assert code_of(lambda: interactions.unanswered(begun.id, begun.token)) == code

    @pytest.mark.parametrize(("seconds", "code"), [(901, 50027), (899, None)])
    def test_follow_ups_are_taken_for_fifteen_minutes(self, seconds: float, code: int | None):
        now = [1_700_000_000.0]
        interactions = Interactions(World(lambda: now[0]), lambda: now[0])
        channel = interactions.world.direct_channel(ADMIN_ID)
        begun = interactions.begin(COMMAND, channel, ADMIN_ID, {})
        begun.answer_type = 5
        now[0] += seconds
        assert code_of(lambda: interactions.answered(begun.token)) == code


def code_of(ask: Callable[[], object]) -> int | None:
    try:
        ask()
    except ApiError as error:
        return error.body["code"]
    return None


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
        answer = await local.users.answer(local.users.slash("paper button", channel_id=channel_id))
        clicked = await local.users.answer(local.users.click(int(answer["messages"][0]["id"]), "press"))
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
    async with SwiftClient().running(local.token) as client:
        assert sum(len(guild.text_channels) for guild in client.guilds) == 10_000
