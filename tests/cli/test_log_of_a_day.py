"""A whole day in the log: each message can be followed from plan to Discord, and no secret is there."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.app.test_notifications_run import READER, notifications_to, wants
from tests.support.bot_process import until
from tests.support.databases import Databases
from tests.support.hugging_face import listed
from tests.support.model_server import loopback_model
from tests.support.running_bot import Place, open_place, stopped

KEYWORD, MODEL_KEY = "clandestine", "sk-secret-of-the-model"
HUMAN = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} (?:DEBUG|INFO|WARNING|ERROR|CRITICAL) [\w.]+: .*")


@pytest.fixture
async def place(tmp_path: Path, databases: Databases) -> AsyncIterator[Place]:
    entries = [listed(1, title="A clandestine study"), *(listed(n) for n in range(2, 14))]
    async with open_place(tmp_path, databases, entries) as opened:
        await opened.subscribe(2)
        yield opened


async def a_day(place: Place, form: str) -> list[str]:
    """The bot's log, at its finest, of a morning with posts, a refused channel, bullets and a DM."""
    await wants(place, READER, KEYWORD)
    place.local.trouble.refuse_sending(place.channel_ids[1], 50013)
    async with loopback_model() as model:
        settings = {
            "PAPERBOY_LOG__FORMAT": form,
            "PAPERBOY_LOG__LEVEL": "DEBUG",
            "PAPERBOY_SUMMARY__MODEL": "small",
            "PAPERBOY_SUMMARY__BASE_URL": model.url,
            "PAPERBOY_SUMMARY__API_KEY": MODEL_KEY,
        }
        async with place.bot(**settings) as process:
            await until(lambda: place.posted()[0] > 0 and len(notifications_to(place, READER)) == 1)
            await until(lambda: "ready as" in place.log and "is paused" in place.log)
            await until(lambda: re.search(r"person-1 is message \d", place.log) is not None)
            assert await stopped(process) == 0
    for secret in (KEYWORD, str(READER), MODEL_KEY, place.local.token):
        assert secret not in place.log, secret
    return place.log.splitlines()


async def test_in_human_form_each_line_is_an_event(place: Place) -> None:
    assert [line for line in await a_day(place, "human") if not HUMAN.fullmatch(line)] == []


async def test_in_json_each_message_has_one_id_from_its_plan_to_discord(place: Place) -> None:
    events: list[dict[str, Any]] = [json.loads(line) for line in await a_day(place, "json")]
    assert all({"time", "level", "logger", "message"} <= event.keys() for event in events)
    posted = place.local.record.messages(place.channel_ids[0])[0]
    for delivery, message_id in (
        (f"channel-1-{place.yesterday}-1", posted["id"]),
        ("person-1", notifications_to(place, READER)[0]["id"]),
    ):
        messages = [event["message"] for event in events if event.get("delivery") == delivery]
        assert messages[0] == f"{delivery} is planned"
        assert messages[-1].endswith(f"is message {message_id}")
        assert all(line.startswith(delivery) for line in messages)
    refused = [e["message"] for e in events if e.get("delivery") == f"channel-2-{place.yesterday}-1"]
    assert refused[0].endswith("is planned")
    assert "waits until" in refused[-1]
