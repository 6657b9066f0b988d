"""Alerts from a saved keyword to a DM: `python -m bot run` against a loopback Discord and Hugging Face."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.alerts.keywords import meaning
from bot.store import alerts, keywords, open_store, people
from tests.support.bot_process import until
from tests.support.databases import Databases
from tests.support.hugging_face import listed
from tests.support.running_bot import Place, open_place

READER, OTHER = 300_000_000_000_000_001, 300_000_000_000_000_002


@pytest.fixture
async def place(tmp_path: Path, databases: Databases) -> AsyncIterator[Place]:
    entries = [listed(1, title="RAG at work"), *(listed(n) for n in range(2, 14))]
    async with open_place(tmp_path, databases, entries) as place:
        await place.subscribe()
        yield place


async def wants(place: Place, user_id: int, *typed: str) -> None:
    """The person has saved these keywords two days ago."""
    now = datetime.now(UTC)
    async with (
        open_store(place.url) as store,
        store.transaction() as tx,
    ):
        for keyword in typed:
            keyword_id = await keywords.id_of(tx, *meaning(keyword))
            await alerts.add(tx, user_id, keyword, keyword_id, now - timedelta(days=2), place.yesterday)
        await people.meet(tx, user_id, "en", now - timedelta(hours=1))


def notifications_to(place: Place, user_id: int) -> list[dict[str, Any]]:
    sent = place.local.record.direct_messages(user_id)
    return [message for message in sent if message["interaction_id"] is None]


async def test_a_dm_comes_once_with_controls_that_work(place: Place) -> None:
    await wants(place, READER, "RAG", "question")
    async with place.bot():
        await until(lambda: len(notifications_to(place, READER)) == 1 and place.posted() == [1])
        await until(lambda: "ready as" in place.log)  # posts do not wait for the gateway, clicks do
        (message,) = notifications_to(place, READER)
        rag, question = message["embeds"]
        assert rag["title"] == "RAG"
        assert "**RAG** at work" in rag["description"]
        assert question["footer"]["text"].startswith(f"Paperboy · {place.yesterday} · 1/1 · #")
        users = place.local.users
        rest = message["components"][2]["components"][0]["custom_id"]
        shown = await users.answer(users.click(int(message["id"]), rest, user_id=READER))
        assert "question" in str(shown)
        stopped = await users.answer(users.click(int(message["id"]), "v1:letter:stop", ["1"], user_id=READER))
        assert "I have deleted **RAG**" in str(stopped)
    async with place.bot():
        await until(lambda: place.log.count("ready as") == 2)
    assert len(notifications_to(place, READER)) == 1
    assert place.query("SELECT keyword FROM alerts") == [("question",)]


async def test_closed_dms_are_held_and_come_after_a_retry(place: Place) -> None:
    await wants(place, READER, "RAG")
    await wants(place, OTHER, "RAG")
    place.local.trouble.refuse_direct(READER)
    async with place.bot(PAPERBOY_DELIVERY__DMS_PER_MINUTE="3000"):
        await until(lambda: len(notifications_to(place, OTHER)) == 1 and "ready as" in place.log)
        await until(lambda: place.query("SELECT 1 FROM people WHERE closed_since IS NOT NULL") == [(1,)])
        users = place.local.users
        told = users.slash("subscriptions", user_id=READER, channel_id=place.channel_ids[0])
        assert "you take no DMs from me" in str(await users.answer(told))
        place.local.trouble.allow_direct(READER)
        message_id = int(users.interaction(told)["messages"][0]["id"])
        users.click(message_id, "v1:letter:held:retry", user_id=READER)
        await until(lambda: len(notifications_to(place, READER)) == 1)
    assert place.query("SELECT 1 FROM people WHERE closed_since IS NOT NULL") == []
    assert "RAG" not in place.log
