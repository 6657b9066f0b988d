"""A whole scene at `log.level = DEBUG`: no keyword, no person and no token gets into the log."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.bot_process import until
from tests.support.databases import Databases
from tests.support.local_discord.errors import Json
from tests.support.model_server import loopback_model
from tests.support.running_bot import Place, open_place, stopped

KEYWORD, PERSON, MODEL_KEY = "clandestine", 300_000_000_000_000_007, "sk-secret-of-the-model"


@pytest.fixture
async def place(tmp_path: Path, databases: Databases) -> AsyncIterator[Place]:
    async with open_place(tmp_path, databases) as opened:
        yield opened


async def act(place: Place) -> list[str]:
    """A person searches, looks at a paper, and saves a keyword, one after the other; all tokens used."""
    users, channel_id, tokens = place.local.users, place.channel_ids[0], list[str]()

    async def done(asked: int) -> Json:
        tokens.append(f"interaction-{asked}")
        return await users.answer(asked, within=20)

    async def slash(command: str, **options: str) -> Json:
        return await done(users.slash(command, options, channel_id=channel_id, user_id=PERSON))

    await slash("search", words=KEYWORD)
    await slash("paper", query="2404.00001")
    typed: Json = {"query": KEYWORD}
    await done(users.autocomplete("paper", "query", typed, channel_id=channel_id, user_id=PERSON))
    message = (await slash("subscribe", keyword=KEYWORD))["messages"][-1]
    buttons = [part for row in message["components"] for part in row["components"]]
    await done(users.click(int(message["id"]), buttons[0]["custom_id"], user_id=PERSON))
    await slash("subscriptions")
    return tokens


async def test_at_debug_no_keyword_no_person_and_no_token_is_written(place: Place) -> None:
    await place.subscribe()
    async with loopback_model() as model:
        settings = {
            "PAPERBOY_LOG__LEVEL": "DEBUG",
            "PAPERBOY_SUMMARY__MODEL": "small",
            "PAPERBOY_SUMMARY__BASE_URL": model.url,
            "PAPERBOY_SUMMARY__API_KEY": MODEL_KEY,
            "OPENAI_LOG": "debug",
        }
        async with place.bot(**settings) as process:
            await until(lambda: "ready as" in place.log and place.posted() == [1])
            tokens = await act(place)
            place.local.trouble.send_event("INTERACTION_CREATE", {"token": tokens[0], "data": KEYWORD})
            await until(lambda: "INTERACTION_CREATE from Discord could not be read" in place.log)
            assert await stopped(process) == 0
    assert "DEBUG bot." in place.log
    for secret in (KEYWORD, str(PERSON), MODEL_KEY, place.local.token, *tokens, "INSERT INTO"):
        assert secret not in place.log, secret
    strangers = [line for line in place.log.splitlines() if " DEBUG " in line and " DEBUG bot." not in line]
    assert strangers == []
