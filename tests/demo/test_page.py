"""The demo's page as its scripts use it; what a browser makes of it is tested in tests/browser."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Collection
from contextlib import asynccontextmanager

import pytest
from aiohttp import ClientSession, web

from bot.demo.guide import TRIES
from bot.demo.server import Demo, open_demo, open_page
from bot.demo.site import open_site
from bot.demo.visit import open_visit
from bot.demo.window import open_window
from bot.texts import say
from tests.demo.visitor import Visitor, visiting

ATTENTION = "Attention Is All You Need"


@pytest.fixture
async def demo() -> AsyncIterator[Demo]:
    async with open_demo("en") as opened:
        yield opened


@asynccontextmanager
async def at_page(demo: Demo) -> AsyncGenerator[Visitor]:
    """Not a fixture: those end in another context, where simcord could not put its clock back."""
    async with open_page(demo, None) as url, visiting(str(url)) as visitor:
        yield visitor


STRANGERS: list[tuple[dict[str, str], int]] = [
    ({}, 401),
    ({"X-Demo-Key": "guessed"}, 401),
    ({"Host": "evil.example"}, 403),
    ({"Origin": "http://evil.example"}, 403),
]


async def test_without_the_key_or_from_elsewhere_nothing_is_told(demo: Demo) -> None:
    async with open_page(demo, None) as url, ClientSession() as session:
        for headers, status in STRANGERS:
            async with session.get(url.with_path("/demo/state"), headers=headers) as answer:
                assert (headers, answer.status) == (headers, status)


async def test_only_our_own_page_may_frame_the_simulated_discord(demo: Demo) -> None:
    async with (
        open_page(demo, None) as url,
        ClientSession() as session,
        session.get(url.with_path("/discord")) as answer,
    ):
        assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
        assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]


async def test_while_the_page_turns_elsewhere_its_scripts_can_be_had(demo: Demo) -> None:
    """A browser that lacked one by then would show nothing any more."""
    answers = {"/discord": 200, "/app.js": 200, "/preview.css": 200, "/api/state": 503}
    async with (
        open_window(demo.stage, {}) as window,
        open_visit(demo.stage, window, demo.mornings) as visit,
        open_site(visit, None) as url,
        ClientSession() as session,
    ):
        await window.close()
        for path, status in answers.items():
            async with session.get(url.with_path(path)) as answer:
                assert (path, answer.status) == (path, status)


async def test_while_the_page_is_being_closed_whoever_polls_is_told_to_ask_again(demo: Demo) -> None:
    async with open_window(demo.stage, {}) as window:
        closing = asyncio.create_task(window.close())
        await asyncio.sleep(0)
        with pytest.raises(web.HTTPServiceUnavailable):
            _ = window.url
        await closing


async def test_a_click_while_the_bot_writes_is_taken(demo: Demo) -> None:
    async with at_page(demo) as visitor:
        receipt = await visitor.send("hello", revisions_late=1)
        assert (receipt["rejected"], receipt["settlement"]) == (False, "settled")
        await visitor.until_shown("hello")


async def test_pictures_come_with_their_size(demo: Demo) -> None:
    async with at_page(demo) as visitor:
        faces, cards = ("128", "128"), ("320", "168")
        assert set(await visitor.picture_sizes()) == {faces, cards}


async def test_rooms_and_people_are_switched(demo: Demo) -> None:
    async with at_page(demo) as visitor:
        state = await visitor.act("show", room="direct", person="korean")
        assert (state["room"], state["person"], state["language"]) == ("direct", "korean", "ko")
        assert state["texts"]["rooms"] == say("ko", "demo-page-rooms")


async def test_commands_are_listed_in_the_language_of_whoever_looks(demo: Demo) -> None:
    async with at_page(demo) as visitor:
        paper = (await visitor.commands())["paper"]
        assert (paper["invocation"], paper["description"]) == ("paper", say("en", "commands-paper-about"))
        await visitor.act("show", room="papers", person="korean")
        paper = (await visitor.commands())["paper"]
        assert (paper["invocation"], paper["description"]) == ("논문", say("ko", "commands-paper-about"))
        assert paper["options"][0]["description"] == say("ko", "commands-paper-query-about")


async def test_the_commands_of_the_bots_owners_are_listed_for_the_one_who_runs_it_alone(demo: Demo) -> None:
    async with at_page(demo) as visitor:
        assert "admin health" in await visitor.commands()
        await visitor.act("show", room="papers", person="english")
        assert "admin health" not in await visitor.commands()


async def test_each_example_is_answered_where_it_says(demo: Demo) -> None:
    async with at_page(demo) as visitor:
        for example in TRIES:
            channel = demo.stage.channel(example.room, demo.stage.people["admin"])
            before = len(messages(demo, channel.id))
            state = await visitor.act("try", name=example.name)
            assert (example.name, state["room"]) == (example.name, example.room)
            assert len(messages(demo, channel.id)) > before, example.name


def messages(demo: Demo, channel_id: int) -> Collection[object]:
    """All messages there, also those that one person alone can see."""
    return demo.stage.env.backend.messages.get(channel_id, {})


async def test_the_next_morning_brings_a_post_and_a_message(demo: Demo) -> None:
    async with at_page(demo) as visitor:
        state = await visitor.act("morning")
        assert "February 5" in state["morning"]["now"]
        await visitor.until_shown("SWE-Universe")
        await visitor.act("show", room="direct", person="english")
        await visitor.until_shown("RE-TRAC")


async def test_after_the_last_morning_there_is_none(demo: Demo) -> None:
    async with at_page(demo) as visitor:
        assert [(await visitor.act("morning"))["morning"]["open"] for _ in range(3)] == [True, False, False]


async def test_what_the_bot_posts_by_itself_appears_on_the_open_page(demo: Demo) -> None:
    async with at_page(demo) as visitor:
        channel = demo.stage.channels["papers"]
        await demo.stage.bot.get_partial_messageable(channel.id).send("a later post")
        await visitor.until_shown("a later post")


async def test_a_command_typed_as_a_line_is_answered_in_its_place(demo: Demo) -> None:
    line = "/논문 1706.03762"
    async with at_page(demo) as visitor:
        await demo.stage.people["admin"].member.send(demo.stage.channels["papers"], line)
        assert line not in await visitor.until_shown(ATTENTION)


async def test_what_the_bot_answers_late_is_shown_late(demo: Demo) -> None:
    async with at_page(demo) as visitor:
        headers, _ = await visitor.open_page()
        demo.stage.env.settle_timeout, patience = 0.001, demo.stage.env.settle_timeout
        await visitor.act("try", name="paper")
        demo.stage.env.settle_timeout = patience
        await visitor.until_told(headers, ATTENTION)


async def test_after_what_was_not_answered_in_time_the_next_act_is_taken(demo: Demo) -> None:
    async with at_page(demo) as visitor:
        status = (await visitor.commands())["status"]
        headers, page = await visitor.open_page()
        demo.stage.env.settle_timeout, patience = 0.001, demo.stage.env.settle_timeout
        late = await visitor.run(headers, page, 1, status)
        demo.stage.env.settle_timeout = patience
        taken = await visitor.run(headers, page, 2, status)
        assert (late["settlement"], taken["settlement"]) == ("timeout", "settled")


async def test_a_line_that_lacks_its_option_stays_a_message(demo: Demo) -> None:
    async with at_page(demo) as visitor:
        admin, channel = demo.stage.people["admin"].member, demo.stage.channels["papers"]
        await admin.send(channel, "/paper")
        await admin.send(channel, "/paper 1706.03762")
        state = await visitor.until_shown(ATTENTION)
        assert '"content": "/paper"' in state
