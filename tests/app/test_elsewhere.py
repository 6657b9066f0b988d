"""The bot by a person's own installation, in a server and a group where it is not.

`python -m bot run` against a loopback Discord, whose gateway never tells of foreign servers.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.app.test_notifications_run import wants
from tests.support.bot_process import until
from tests.support.databases import Databases
from tests.support.running_bot import Place, open_place

READER = 300_000_000_000_000_001
COMMANDS: dict[str, tuple[dict[str, Any], str]] = {
    "paper": ({"query": "2404.00001"}, "Paper number 1"),
    "search": ({"words": "question"}, "Paper number 2"),
    "saved": ({}, "2404.00001"),
    "cite": ({"query": "2404.00001"}, "@"),
    "top": ({}, "Paper number 1"),
    "digest": ({}, "Paper number 1"),
    "help": ({}, "/paper"),
    "privacy": ({}, "all that I store about you"),
    "subscribe": ({"keyword": "question"}, "It is not saved yet."),
}
MENUS = {
    "Papers in this message": "Paper number 3",
    "Save papers of this message": "list",
    "More like this": "Paper number",
}


@pytest.fixture
async def place(tmp_path: Path, databases: Databases) -> AsyncIterator[Place]:
    async with open_place(tmp_path, databases) as place:
        await place.subscribe()
        yield place


async def used(place: Place, command: str, options: dict[str, Any], channel_id: int) -> str:
    users = place.local.users
    number = users.slash(command, options, channel_id=channel_id, user_id=READER, rights=0)
    return str(await users.answer(number, within=20))


async def test_all_for_people_works_where_the_bot_is_not(place: Place) -> None:
    foreign, group = place.local.guilds.add_foreign(), place.local.guilds.add_group()
    users = place.local.users
    async with place.bot():
        await until(lambda: "ready as" in place.log and place.posted() == [1])
        for channel_id in (foreign.channel_ids[0], group):
            message_id = users.say(channel_id, "Read arXiv:2404.00003 and 2404.00001", user_id=READER)
            for name, part in MENUS.items():
                number = users.use_on_message(name, message_id, user_id=READER)
                assert part in str(await users.answer(number, within=20)), name
            for command, (options, part) in COMMANDS.items():
                answer = await used(place, command, options, channel_id)
                assert part in answer, command
                assert "Something went wrong" not in answer, command


async def test_what_is_for_admins_is_refused_where_the_bot_is_not(place: Place) -> None:
    (channel_id,) = place.local.guilds.add_foreign().channel_ids
    async with place.bot():
        await until(lambda: "ready as" in place.log)
        for command in ("channel list", "channel add", "status"):
            users = place.local.users
            answer = str(await users.answer(users.slash(command, channel_id=channel_id)))  # as an admin there
            assert "I am not in this server" in answer, command
    assert place.query("SELECT count(*) FROM subscriptions") == [(1,)]


async def test_their_use_is_noted_of_those_of_whom_something_is_stored(place: Place) -> None:
    (foreign,) = place.local.guilds.add_foreign().channel_ids
    async with place.bot():
        await until(lambda: "ready as" in place.log and place.posted() == [1])
        await used(place, "help", {}, foreign)
        await used(place, "help", {}, place.channel_ids[0])
        assert place.query("SELECT count(*) FROM installations") == [(0,)]
        message_id = place.local.users.say(place.channel_ids[0], "2404.00001", user_id=READER)
        users = place.local.users
        saving = users.use_on_message("Save papers of this message", message_id, user_id=READER)
        await users.answer(saving, within=20)
        assert place.query("SELECT count(*) FROM installations") == [(0,)]  # by the server's invitation
        await used(place, "help", {}, foreign)
        await until(lambda: place.query("SELECT user_id FROM installations") == [(READER,)])


@pytest.mark.parametrize(
    ("refused", "sentence"),
    [(False, "I am not in this server or group"), (True, "we share no server")],
)
async def test_a_keyword_says_where_no_dm_is_possible(place: Place, refused: bool, sentence: str) -> None:
    (foreign,) = place.local.guilds.add_foreign().channel_ids
    if refused:
        no_server = {"code": 50278, "message": "Cannot send messages to this user"}
        place.local.trouble.add_fault("answer", status=403, kinds=["dm_open"], body=no_server)
    users = place.local.users
    async with place.bot():
        await until(lambda: "ready as" in place.log and place.posted() == [1])
        tried = users.slash("subscribe", {"keyword": "question"}, channel_id=foreign, user_id=READER)
        report = await users.answer(tried, within=20)
        assert sentence in str(report)
        message = report["messages"][0]
        save = next(each["custom_id"] for each in message["components"][0]["components"])
        await users.answer(users.click(int(message["id"]), save, user_id=READER), within=20)
        saved = str(users.interaction(tried))
        assert "I have saved **question**" in saved
        assert sentence in saved
        here = users.slash(
            "subscribe", {"keyword": "answer"}, channel_id=place.channel_ids[0], user_id=READER
        )
        answer = str(await users.answer(here, within=20))
        assert "It is not saved yet" in answer
        assert sentence not in answer


async def test_somebody_whom_no_dm_reaches_any_more_is_told_once_and_shown_what_waits(place: Place) -> None:
    (foreign,) = place.local.guilds.add_foreign().channel_ids
    place.local.trouble.refuse_direct(READER, 50278)
    await wants(place, READER, "question")
    async with place.bot(PAPERBOY_DELIVERY__DMS_PER_MINUTE="3000"):
        await until(lambda: place.query("SELECT 1 FROM people WHERE unreachable_since IS NOT NULL") == [(1,)])
        await until(lambda: "ready as" in place.log)
        users = place.local.users
        first = users.slash("help", channel_id=foreign, user_id=READER)
        await until(lambda: "Paper number 1" in str(users.interaction(first)))
        assert "we share no server" in str(users.interaction(first))
        assert "we share no server" not in await used(place, "help", {}, foreign)
        assert place.query("SELECT 1 FROM people WHERE unreachable_since IS NOT NULL") == [(1,)]
