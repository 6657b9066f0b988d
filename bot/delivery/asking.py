"""How Discord is asked: for so long, with what a message becomes there."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import discord
from discord.utils import MISSING

from bot.delivery.components import menu_view
from bot.delivery.outcomes import OddAnswerError
from bot.rendering.digest_message import Message, Picture

# discord.py repeats a failed request for up to 25 s by itself; a hanging one must end some time.
POST_SECONDS = 60.0
FIND_SECONDS = 120.0


def sendable(message: Message) -> dict[str, Any]:
    """The arguments with which discord.py sends a message; needs a running event loop."""
    return editable(message) | {"file": _file(message.picture) if message.picture else MISSING}


def editable(message: Message) -> dict[str, Any]:
    """Those with which it edits one, whose picture stays; needs a running event loop."""
    has_items = bool(message.menus or message.buttons)
    return {
        "content": message.content,
        "embeds": list(message.embeds),
        "view": menu_view(*message.menus, buttons=message.buttons) if has_items else MISSING,
        "allowed_mentions": mentions_of(message),
    }


def _file(picture: Picture) -> discord.File:
    return discord.File(io.BytesIO(picture.png), picture.name, description=picture.alt)


def mentions_of(message: Message) -> discord.AllowedMentions:
    """The message's role alone, whatever else its texts may look like."""
    roles = [discord.Object(message.role_id)] if message.role_id else False
    return discord.AllowedMentions(everyone=False, users=False, roles=roles, replied_user=False)


@asynccontextmanager
async def asking(seconds: float) -> AsyncGenerator[None]:
    """A question that ends after so long. What discord.py cannot read as an answer is an OddAnswerError."""
    try:
        async with asyncio.timeout(seconds):
            yield
    except (AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise OddAnswerError(f"not what Discord answers ({type(error).__name__})") from error
