"""What a user and the log are told when something goes wrong."""

from __future__ import annotations

import logging
import re
from itertools import product
from typing import Any

import discord
import pytest
from discord import app_commands
from discord.ext import commands
from simcord import InteractionResult

from bot.app.client import Paperboy
from bot.app.service import Service
from bot.delivery.lease import Lease
from bot.errors import StoreError, UserError
from bot.models import Language
from cogs.answers import Interaction, answer
from cogs.errors import Choices, explain, guarded
from cogs.items import FunnelItem, FunnelView
from tests.cogs.conftest import World, said, shown


class BrokenError(Exception):
    """Nobody expected this one."""


class Press(discord.ui.Button[FunnelView]):
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        raise BrokenError("view")


class BrokenItem(FunnelItem[discord.ui.Button[Any]], template=r"v1:broken"):
    def __init__(self) -> None:
        super().__init__(discord.ui.Button(label="dynamic", custom_id="v1:broken"))

    async def used(self, interaction: Interaction) -> None:
        raise BrokenError("dynamic item")


class Broken(commands.Cog):
    """Commands that fail in every way."""

    @app_commands.command()
    async def broken(self, interaction: Interaction, word: str, deferred: bool = False) -> None:
        """Fail."""
        if deferred:
            await interaction.response.defer(ephemeral=True)
        raise BrokenError("command")

    @broken.autocomplete("word")
    @guarded
    async def words(self, interaction: Interaction, current: str) -> Choices:
        raise BrokenError("autocomplete")

    @app_commands.command()
    async def buttons(self, interaction: Interaction) -> None:
        """Show buttons that fail."""
        await answer(
            interaction, "press", view=FunnelView().add_item(Press(label="view")).add_item(BrokenItem())
        )


@pytest.fixture
async def bot(service: Service, lease: Lease, reader_language: Language) -> Paperboy:
    bot = Paperboy(service, lease, reader_language=reader_language)
    await bot.add_cog(Broken())
    bot.add_dynamic_items(BrokenItem)
    return bot


def reference_in(text: str) -> str:
    match = re.search(r"`([0-9a-f]{8})`", text)
    assert match, text
    return match[1]


@pytest.mark.parametrize("deferred", [False, True])
async def test_an_unforeseen_error_gives_an_apology_and_a_log_with_the_same_reference(
    world: World, caplog: pytest.LogCaptureFixture, deferred: bool
) -> None:
    result = await world.member.slash(world.channel, "broken", word="secret", deferred=deferred)
    assert f"/broken failed, reference {reference_in(said(result))}" in caplog.text
    assert "BrokenError: command" in caplog.text
    assert "secret" not in caplog.text


@pytest.mark.parametrize("label", ["view", "dynamic"])
async def test_an_error_of_a_button_is_answered_too(
    world: World, caplog: pytest.LogCaptureFixture, label: str
) -> None:
    world.env.check_errors = False  # simcord sees what views raise before they answer it
    buttons = await world.member.slash(world.channel, "buttons")
    clicked = await world.member.click(shown(buttons), label=label)
    assert reference_in(said(clicked)) in caplog.text


async def test_a_failing_autocomplete_offers_nothing(world: World, caplog: pytest.LogCaptureFixture) -> None:
    assert await world.member.autocomplete(world.channel, "broken", "word", "secret") == []
    assert "BrokenError: autocomplete" in caplog.text
    assert "secret" not in caplog.text


@pytest.mark.parametrize(("status", "code"), [(404, 10062), (401, 50027)])
async def test_an_interaction_that_is_too_old_is_only_noted(
    world: World, caplog: pytest.LogCaptureFixture, status: int, code: int
) -> None:
    caplog.set_level(logging.INFO)
    world.env.inject_error("POST", "/interactions/*/callback", status=status, code=code)
    result = await world.member.slash(world.channel, "buttons")
    assert not result.acknowledged
    assert "/buttons came too late" in caplog.text
    assert "reference" not in caplog.text


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (UserError("papers-unknown", id="1"), "There is no paper with the id 1"),
        (StoreError("store-broken", problem="*disk*"), r"The database cannot be used: \*disk\*"),
        (
            StoreError("store-broken", problem=OSError("no\nroom" * 999)),
            "The database cannot be used: no room",
        ),
        (app_commands.MissingPermissions(["manage_guild"]), "“Manage Server”"),
        (app_commands.MissingPermissions(["ban_members"]), "ban_members"),
        (app_commands.NoPrivateMessage(), "in a server only"),
        (app_commands.CommandNotFound("gone", []), "Reload Discord"),
    ],
)
def test_an_error_that_a_person_can_do_something_about_has_its_sentence(error: Exception, text: str) -> None:
    assert text in (explain(error, "en") or "")


def test_any_other_error_has_none() -> None:
    assert explain(BrokenError(), "ko") is None


async def pressed(world: World, custom_id: str, values: list[str] | None = None) -> InteractionResult:
    """A click on, or a choice in, a component that somebody else made up."""
    item = (
        discord.ui.Button[discord.ui.View](label="x", custom_id=custom_id)
        if values is None
        else discord.ui.Select[discord.ui.View](
            custom_id=custom_id, options=[discord.SelectOption(label="x", value=value) for value in values]
        )
    )
    view = discord.ui.View(timeout=None).add_item(item)
    channel = world.bot.get_partial_messageable(world.channel.id)
    message = await channel.send("made up", view=view)
    view.stop()
    if values is None:
        return await world.admin.click(message, custom_id=custom_id)
    return await world.admin.select(message, values, custom_id=custom_id)


GONE = "This button or list no longer works."
DIGITS = "٢٠٢٤٠٤٠٣"


CLICKS = [
    ("v1:digest:20240230:10:1", GONE),
    ("v1:digest:00000101:10:1", GONE),
    ("v1:digest:00010101:10:1", "The first list of papers"),
    ("v1:digest:99991231:10:1", "has not come yet"),
    ("v1:digest:20240403:0:1", GONE),
    ("v1:digest:20240403:10:-1", GONE),
    ("v1:digest:20240403:10:0", GONE),
    (f"v1:digest:{DIGITS}:10:1", GONE),
    ("v1:top:week:20240230:1", GONE),
    ("v1:top:year:00010101:1", "The first list of papers"),
    ("v1:top:year:99991231:1", "has not come yet"),
    ("v1:top:week:20240403:0", GONE),
    ("v1:top:century:20240403:1", GONE),
    ("v1:search:1:20240230:::word", GONE),
    ("v1:search:1:00000000:::word", GONE),
    ("v1:search:0::::word", GONE),
    ("v1:search:-1::::word", GONE),
    ("v1:search:1::٩::word", GONE),
    ("v1:search:1::::", GONE),
    (f"v1:alerts:pause:{10**30}", GONE),
    ("v1:alerts:explode:1", GONE),
    ("v1:alerts:pause:-1", GONE),
    ("v1:alerts:pause:١", GONE),
    (f"v1:draft:save:{10**30}", GONE),
    (f"v1:letter:rest:{10**30}", GONE),
    ("v1:letter:rest:", GONE),
    ("v1:post:9999999999999999999", GONE),
    (f"v1:post:{10**30}", GONE),
    ("v1:channels:0", GONE),
    ("v1:saved:-3", GONE),
    ("v1:saved-file:exe", GONE),
    ("v1:save:논문", GONE),
    ("v1:abstract:" + "9" * 60, GONE),
    ("v2:something:new", GONE),
    ("v1:", GONE),
]
CHOICES = ("v1:alerts:pick", "v1:letter:stop", "v1:letter:snooze", "v1:unsave:1")
VALUES = (str(10**30), "-1", DIGITS, "None", "2024-02-30")


async def test_a_click_that_means_nothing_is_answered_with_one_sentence(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    for custom_id, sentence in CLICKS:
        assert sentence in said(await pressed(world, custom_id)), custom_id
        assert not [record for record in caplog.records if record.levelno >= logging.ERROR], custom_id


async def test_a_choice_that_means_nothing_is_answered_without_an_apology(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    for custom_id, value in product(CHOICES, VALUES):
        assert (await pressed(world, custom_id, [value])).acknowledged, (custom_id, value)
        errors = [record for record in caplog.records if record.levelno >= logging.ERROR]
        assert not errors, (custom_id, value)


async def test_the_log_names_a_button_without_what_was_searched_for(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.env.inject_error("POST", "/interactions/*/callback", status=403, code=40333, times=5)
    await pressed(world, "v1:search:1::::secret")
    assert "v1:search could not be answered: 403/40333" in caplog.text
    assert "secret" not in caplog.text
