"""Which command sets a channel up."""

from __future__ import annotations

from discord import app_commands

from bot.app.client import Paperboy


def setup_command(bot: Paperboy) -> str:
    """As code, which `answer` makes a mention: `/channel setup`, or `/channel add` without a dialogue."""
    group = bot.tree.get_command("channel")
    has_dialogue = isinstance(group, app_commands.Group) and group.get_command("setup") is not None
    return "`/channel setup`" if has_dialogue else "`/channel add`"
