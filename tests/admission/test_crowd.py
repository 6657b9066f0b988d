"""People beside people: one who asks for very much, and a program that holds the database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.store import editions, open_store
from tests.factories import WEDNESDAY, edition, paper
from tests.support.bot_process import bot_process
from tests.support.databases import Databases
from tests.support.hugging_face import loopback_hub
from tests.support.local_discord import LocalDiscord

FLOODER, OTHERS = 5000, range(6000, 6005)
CALLS = 40


@dataclass
class Place:
    """The bot at work in a Discord with one channel, on a database with papers."""

    local: LocalDiscord
    channel_id: int
    databases: Databases
    url: str

    async def connected(self) -> None:
        async with asyncio.timeout(60):
            while not self.local.record.connected_shards() or not self.local.record.requests("commands"):
                await asyncio.sleep(0.05)

    def ask(self, command: str, user_id: int, **options: Any) -> int:
        return self.local.users.slash(command, options, channel_id=self.channel_id, user_id=user_id)

    async def answer(self, interaction_id: int) -> str:
        """The text of the answer, embeds too."""
        report = await self.local.users.answer(interaction_id, within=30)
        texts = [
            [m["content"], *(e.get("description") or "" for e in m["embeds"])] for m in report["messages"]
        ]
        return "\n".join(text for each in texts for text in each)

    def count(self, table: str) -> int:
        ((count,),) = self.databases.query(self.url, f"SELECT count(*) FROM {table}")
        return int(str(count))


@pytest.fixture
async def place(tmp_path: Path, databases: Databases) -> AsyncIterator[Place]:
    url = databases.migrated(tmp_path / "bot.db")
    async with open_store(url) as store, store.transaction() as tx:
        papers = [paper(number, title=f"Diffusion {number}") for number in range(1, 4)]
        await editions.save_edition(tx, edition(WEDNESDAY, papers), finished=True)
    async with LocalDiscord() as local, loopback_hub({}) as hub:
        place = Place(local, local.guilds.add(1).channel_ids[0], databases, url)
        settings = {
            "PAPERBOY_DISCORD__TOKEN": local.token,
            "PAPERBOY_DISCORD__API_URL": local.api_url,
            "PAPERBOY_STORE__URL": url,
            "PAPERBOY_SOURCE__HUGGINGFACE_URL": hub.url,
            "PAPERBOY_HTTP__ATTEMPTS": "1",
        }
        async with bot_process(settings, tmp_path / "bot.log"):
            await place.connected()
            yield place


async def test_who_asks_for_very_much_is_told_to_wait_and_the_others_are_served(place: Place) -> None:
    flood = [place.ask("subscribe", FLOODER, keyword=f"diffusion {'x' * n}") for n in range(2, CALLS + 2)]
    searches = [place.ask("search", user_id, words="diffusion") for user_id in OTHERS]
    assert all(["3 papers" in await place.answer(search) for search in searches])
    answers = [await place.answer(call) for call in flood]
    refused = [answer for answer in answers if "try again" in answer.lower()]
    assert len(refused) >= CALLS - 10
    assert place.count("drafts") == min(CALLS - len(refused), 5)


async def test_while_a_program_holds_the_database_people_read_and_hear_that_writing_must_wait(
    place: Place,
) -> None:
    with place.databases.held(place.url):
        channel = place.ask("channel add", OTHERS[0])
        assert "3 papers" in await place.answer(place.ask("search", OTHERS[1], words="diffusion"))
        assert "Another program holds the database" in await place.answer(channel)
    assert "does not get the daily papers" in await place.answer(place.ask("channel remove", OTHERS[0]))
