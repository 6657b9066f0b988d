"""Errors as discord.py and aiohttp raise them."""

from __future__ import annotations

import aiohttp
import discord
from aiohttp.client_reqrep import ConnectionKey


class Answer:
    """As much of a response as discord.py's errors look at."""

    def __init__(self, status: int, **headers: str) -> None:
        self.status, self.reason, self.headers = status, "", headers


def answered(status: int, code: int = 0, message: str = "", **headers: str) -> discord.HTTPException:
    kinds: dict[int, type[discord.HTTPException]] = {403: discord.Forbidden, 404: discord.NotFound}
    kind = kinds.get(status, discord.HTTPException)
    return kind(Answer(status, **headers), {"code": code, "message": message})  # pyright: ignore[reportArgumentType]


def no_such_host() -> aiohttp.ClientConnectorDNSError:
    key = ConnectionKey("discord.com", 443, True, True, None, None, None)
    return aiohttp.ClientConnectorDNSError(key, OSError("Name or service not known"))
