"""The commands as Discord is told them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import discord
import pytest

from cogs.admin.cog import Admin
from tests.cogs.conftest import World

EVERYBODY = {
    *("help", "paper", "cite", "saved", "search", "digest", "top", "foryou", "trends", "watch", "catchup"),
    *("subscribe", "unsubscribe", "subscriptions", "privacy"),
}


@pytest.fixture
async def payloads(world: World) -> dict[str, dict[str, Any]]:
    """Every command's payload, by name."""
    tree = world.bot.tree
    assert tree.translator is not None
    commands = tree.get_commands(type=discord.AppCommandType.chat_input)
    translated_payloads = [
        await command.get_translated_payload(tree, tree.translator) for command in commands
    ]
    return {payload["name"]: payload for payload in translated_payloads}


def parts(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A command with its subcommands and options."""
    yield node
    for option in node.get("options", []):
        yield from parts(option)


async def test_every_name_and_description_is_there_in_korean_and_within_the_limits(
    payloads: dict[str, dict[str, Any]],
) -> None:
    assert payloads.keys() == EVERYBODY | {"channel", "status"}
    for node in (part for payload in payloads.values() for part in parts(payload)):
        for field, most in (("name", 32), ("description", 100)):
            texts = [node[field], node[f"{field}_localizations"]["ko"]]
            assert all(1 <= len(text) <= most for text in texts), node


ADMINS = {"channel", "status", "admin"}


async def test_what_is_for_admins_cannot_be_installed_by_users_and_the_rest_can(world: World) -> None:
    home = discord.Object(world.guild.id)
    await world.bot.add_cog(Admin(home.id), guild=home)
    commands = [*world.bot.tree.get_commands(), *world.bot.tree.get_commands(guild=home)]
    payloads = [command.to_dict(world.bot.tree) for command in commands]
    assert {payload["name"] for payload in payloads} >= EVERYBODY | ADMINS
    for payload in payloads:
        is_for_admins = payload["name"] in ADMINS
        assert payload["integration_types"] == ([0] if is_for_admins else [0, 1]), payload["name"]
        assert payload["contexts"] == ([0] if is_for_admins else [0, 1, 2]), payload["name"]


async def test_the_language_choices_are_there_in_korean(payloads: dict[str, dict[str, Any]]) -> None:
    choices = [choice for part in parts(payloads["channel"]) for choice in part.get("choices", [])]
    assert [(c["name"], c["name_localizations"], c["value"]) for c in choices] == [
        ("Korean", {"ko": "한국어"}, "ko"),
        ("English", {"ko": "영어"}, "en"),
    ]


async def test_channel_commands_are_for_those_who_manage_a_server(world: World) -> None:
    everybody = set(world.member.available_commands(world.channel))
    assert everybody == EVERYBODY == set(world.member.user.available_commands())
    admins = set(world.admin.available_commands(world.channel))
    assert admins == EVERYBODY | {
        *(
            "channel setup",
            "channel add",
            "channel remove",
            "channel list",
            "channel post",
            "channel history",
        ),
        "status",
    }


async def test_the_context_menus_are_there_in_korean(world: World) -> None:
    tree = world.bot.tree
    menus = tree.get_commands(type=discord.AppCommandType.message)
    assert tree.translator is not None
    payloads = [await menu.get_translated_payload(tree, tree.translator) for menu in menus]
    assert {payload["name"]: payload["name_localizations"]["ko"] for payload in payloads} == {
        "Papers in this message": "이 메시지의 논문",
        "Save papers of this message": "이 메시지의 논문 저장",
        "More like this": "비슷한 논문",
    }
