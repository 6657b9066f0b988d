"""Where commands can be used."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from discord import app_commands

CommandT = TypeVar("CommandT", bound=Callable[..., object] | app_commands.ContextMenu)


def everywhere(command: CommandT) -> CommandT:
    """Offer it to whoever installed the bot for themselves, too: in all servers, direct messages, groups."""
    contexts = app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    installs = app_commands.allowed_installs(guilds=True, users=True)
    return installs(contexts(command))
