"""Buttons that show a state: after a click some of a message's items are exchanged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import discord

from cogs.answers import Interaction
from cogs.items import FunnelView


def state_button(label: str, emoji: str, custom_id: str, *, is_on: bool) -> discord.ui.Button[Any]:
    """A button whose colour says whether the state is on."""
    style = discord.ButtonStyle.success if is_on else discord.ButtonStyle.secondary
    return discord.ui.Button(label=label, style=style, emoji=emoji, custom_id=custom_id)


def switched_view(
    interaction: Interaction, items: Mapping[str | None, discord.ui.Item[Any]]
) -> discord.ui.View:
    """What stands under the button's message, with these items in place of those with their custom_id."""
    assert interaction.message  # noqa: S101 - a button's interaction has one
    view = FunnelView(timeout=None)
    for item in discord.ui.View.from_message(interaction.message).children:
        view.add_item(items.get(getattr(item, "custom_id", None), item))
    view.stop()  # its items are found by their custom_ids
    return view
