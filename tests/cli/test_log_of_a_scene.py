"""A whole scene at `log.level = DEBUG`: no keyword, no person and no token gets into the log."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.bot_process import until
from tests.support.local_discord.errors import Json
from tests.support.model_server import loopback_model
from tests.support.running_bot import Place, open_place, stopped

KEYWORD, PERSON, MODEL_KEY = "clandestine", 300_000_000_000_000_007, "sk-secret-of-the-model"


@pytest.fixture
async def place(tmp_path: Path, migrated_file: Path) -> AsyncIterator[Place]:
    async with open_place(tmp_path, migrated_file) as opened:
        yield opened


async def answer(place: Place, asked: int) -> Json:
    return await place.local.users.answer(asked, within=20)


async def act(place: Place) -> list[str]:
    """A person searches, subscribes to a keyword, saves it, and looks at what is stored; all tokens used."""
    users, channel_id = place.local.users, place.channel_ids[0]

    def slash(command: str, **options: str) -> int:
        return users.slash(command, options, channel_id=channel_id, user_id=PERSON)

    asked = [slash("search", words=KEYWORD), slash("paper", query="2404.00001"), slash("subscriptions")]
    typed: Json = {"query": KEYWORD}
    asked.append(users.autocomplete("paper", "query", typed, channel_id=channel_id, user_id=PERSON))
    asked.append(slash("subscribe", keyword=KEYWORD))
    trial = await answer(place, asked[-1])
    buttons = [part for row in trial["messages"][-1]["components"] for part in row["components"]]
    asked.append(users.click(int(trial["messages"][-1]["id"]), buttons[0]["custom_id"], user_id=PERSON))
    for number in asked:
        await answer(place, number)
    return [f"interaction-{number}" for number in asked]


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
