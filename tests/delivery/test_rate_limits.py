"""A 429 of a channel, of the bot, and of Cloudflare, each in the shapes that real answers have.

The shapes are those of Discord's documentation, and what came through nirn and @discordjs/proxy.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest
from multidict import CIMultiDict

from bot.delivery.pacer import Pacer
from bot.delivery.traffic import BAN_SECONDS, learn
from tests.delivery.conftest import Seconds

JSON = {"Content-Type": "application/json"}
BUCKET = {"X-RateLimit-Limit": "5", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset-After": "1.2"}
LIMITED = json.dumps({"message": "You are being rate limited.", "retry_after": 1.2, "global": False})
GLOBAL = json.dumps({"message": "You are being rate limited.", "retry_after": 0.4, "global": True})
PAGE = "<!DOCTYPE html><title>Access denied | discord.com used Cloudflare</title><h1>Error 1015</h1>"
BLOCKED = json.dumps({"message": "You are being blocked from accessing our API temporarily", "code": 0})

Shape = tuple[dict[str, str], str]

CHANNELS: dict[str, Shape] = {
    "Discord's own": (JSON | BUCKET | {"Via": "1.1 google", "Server": "cloudflare"}, LIMITED),
    "through nirn, without Via": (JSON | {name.lower(): value for name, value in BUCKET.items()}, LIMITED),
    "through nirn, a full queue": ({"X-RateLimit-Scope": "user", "Content-Type": "text/plain"}, ""),
    "through @discordjs/proxy": ({"Retry-After": "1.2"}, ""),
    "without any header": (JSON, LIMITED),
    "a proxy that keeps Server": (JSON | {"Server": "cloudflare"}, LIMITED),
    "a proxy's own words": ({"Retry-After": "3", "Content-Type": "text/plain"}, "slow down"),
    "an empty object": (JSON, "{}"),
    "an empty object through Cloudflare": (JSON | {"Server": "cloudflare"}, "{}"),
    "an empty list": (JSON | {"Server": "cloudflare"}, "[]"),
    "null": (JSON | {"Server": "cloudflare"}, "null"),
    "nothing at all": ({}, ""),
    "a web server's page": (
        {"Content-Type": "text/html"},
        "<html><title>429 Too Many Requests</title></html>",
    ),
    "a number that is not Cloudflare's": ({"Content-Type": "text/plain"}, "retry in 10150 ms"),
    "words that name no ban": (JSON, json.dumps({"message": "The resource is being rate limited."})),
    "a proxy's own code": (JSON, json.dumps({"code": 20028, "message": "channel write rate limit"})),
}
BOTS = {
    "Discord's own": (JSON | {"X-RateLimit-Global": "true", "Via": "1.1 google"}, GLOBAL),
    "by its scope": (JSON | {"X-RateLimit-Scope": "global"}, GLOBAL),
    "by its body alone": (JSON | {"Retry-After": "1"}, GLOBAL),
}
BANS = {
    "a page": ({"Content-Type": "text/html", "Server": "cloudflare", "Retry-After": "600"}, PAGE),
    "a page behind a cache": ({"Content-Type": "text/html", "Via": "1.1 squid"}, PAGE),
    "its number": ({"Content-Type": "text/plain; charset=UTF-8"}, "error code: 1015"),
    "its name": ({"Server": "cloudflare"}, ""),
    "Cloudflare's JSON": (
        JSON,
        json.dumps({"cloudflare_error": True, "error_code": 1015, "retry_after": 30}),
    ),
    "Discord's words for it": (JSON | {"Server": "cloudflare"}, BLOCKED),
}


@dataclass(frozen=True)
class Learnt:
    """What a pacer of 50 a second makes of an answer."""

    rate: float
    waits: float


async def learnt(shape: Shape, seconds: Seconds) -> Learnt:
    pacer = Pacer(50, clock=seconds, sleep=seconds.sleep)
    learn(pacer, CIMultiDict(shape[0]), shape[1], turn=0.0)
    await pacer.open()
    return Learnt(pacer.rate, seconds.now)


@pytest.mark.parametrize("name", CHANNELS)
async def test_a_limit_of_one_channel_is_no_ban_and_slows_nobody_down(name: str, seconds: Seconds) -> None:
    assert await learnt(CHANNELS[name], seconds) == Learnt(rate=50, waits=0)


@pytest.mark.parametrize("name", BOTS)
async def test_the_limit_of_the_bot_slows_it_down(name: str, seconds: Seconds) -> None:
    assert (await learnt(BOTS[name], seconds)).rate < 50


@pytest.mark.parametrize("name", BANS)
async def test_a_ban_pauses_everything_for_the_time_that_it_names(name: str, seconds: Seconds) -> None:
    asked = float(BANS[name][0].get("Retry-After", 30 if "JSON" in name else BAN_SECONDS))
    assert await learnt(BANS[name], seconds) == Learnt(rate=50, waits=asked)
