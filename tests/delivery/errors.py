"""Errors as discord.py and aiohttp raise them."""

from __future__ import annotations

from typing import Any

import aiohttp
import discord
from aiohttp.client_reqrep import ConnectionKey

# What stands before Discord shows for minutes, with nothing wrong at the bot.
PAGE = (
    "<!DOCTYPE html>\n<html>\n<head><title>Attention Required! | Cloudflare</title></head>\n<body>\n"
    + "<p>Why have I been blocked?</p>\n" * 200
    + "</body></html>"
)


class Answer:
    """As much of a response as discord.py's errors look at."""

    def __init__(self, status: int, **headers: str) -> None:
        self.status, self.reason, self.headers = status, "", headers


def answered(status: int, code: int = 0, message: str = "", **headers: str) -> discord.HTTPException:
    return answered_with(status, {"code": code, "message": message}, **headers)


def answered_with(status: int, body: Any, **headers: str) -> discord.HTTPException:
    """With any JSON, or with the text of a page."""
    kinds: dict[int, type[discord.HTTPException]] = {403: discord.Forbidden, 404: discord.NotFound}
    kind = kinds.get(status, discord.HTTPException)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return kind(Answer(status, **named), body)  # pyright: ignore[reportArgumentType]


def no_such_host() -> aiohttp.ClientConnectorDNSError:
    key = ConnectionKey("discord.com", 443, True, True, None, None, None)
    return aiohttp.ClientConnectorDNSError(key, OSError("Name or service not known"))
