"""Bullets that come after the post."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from bot.delivery.edits import LateEdits
from bot.models import Summary, SummaryOrigin
from bot.rendering.digest_message import Message
from bot.rendering.embeds import size
from bot.rendering.footer_id import Mark
from bot.rendering.limits import MESSAGE
from bot.store import digests, editions
from tests.delivery.conftest import Morning
from tests.delivery.errors import PAGE, answered, answered_with
from tests.factories import at, channel
from tests.support.subscribing import subscribe


@dataclass
class ScriptedEditor:
    """A Discord whose messages can be edited, unless there is trouble."""

    edits: list[tuple[int, Message, Mark]] = field(default_factory=list[tuple[int, Message, Mark]])
    channel_ids: list[int] = field(default_factory=list[int])
    trouble: Exception | None = None
    asked: int = 0

    async def edit(self, channel_id: int, message_id: int, message: Message, mark: Mark) -> None:
        self.asked += 1
        if self.trouble:
            raise self.trouble
        self.channel_ids.append(channel_id)
        self.edits.append((message_id, message, mark))


@pytest.fixture
def editor() -> ScriptedEditor:
    return ScriptedEditor()


@pytest.fixture
async def posted(morning: Morning) -> Morning:
    """Wednesday's 25 papers were posted in three messages without bullets, to one channel."""
    settings = channel(100, papers=25, edit_late=True)
    await subscribe(morning.store, morning.settings.schedule, settings, at("2024-04-03 12:00"))
    await morning.planned()
    await morning.run()
    assert len(await morning.rows()) == 3
    return morning


async def written(morning: Morning, *numbers: int, bullet: str = "새 방법을 제안합니다.") -> None:
    found = [
        Summary(paper_id=f"2404.{n:05}", language="ko", bullets=(bullet,), origin=SummaryOrigin.MODEL)
        for n in numbers
    ]
    async with morning.store.transaction() as tx:
        await editions.save_summaries(tx, found)


async def test_only_messages_with_new_bullets_are_edited(posted: Morning, editor: ScriptedEditor) -> None:
    await written(posted, 1, 25)
    await LateEdits(posted.store, editor).run(posted.clock())
    rows = await posted.rows()
    assert [message_id for message_id, _, _ in editor.edits] == [rows[0].message_id, rows[2].message_id]
    assert [mark.part for _, _, mark in editor.edits] == [1, 3]
    texts = [message.embeds[0].description or "" for _, message, _ in editor.edits]
    assert "새 방법을 제안합니다." in texts[0]


async def test_the_edit_replaces_bullets_and_nothing_else(posted: Morning, editor: ScriptedEditor) -> None:
    await written(posted, 2)
    await LateEdits(posted.store, editor).run(posted.clock())
    ((_, message, _),) = editor.edits
    assert [embed.title for embed in message.embeds] == [rf"{n}\. Paper number {n}" for n in range(1, 10)]
    changed = ["새 방법을 제안합니다." in (embed.description or "") for embed in message.embeds]
    assert changed == [n == 2 for n in range(1, 10)]
    assert message.content


async def test_what_stands_in_a_thread_is_edited_there(morning: Morning, editor: ScriptedEditor) -> None:
    settings = channel(100, papers=3, edit_late=True, layout="thread")
    await subscribe(morning.store, morning.settings.schedule, settings, at("2024-04-03 12:00"))
    await morning.planned()
    await morning.run()
    await written(morning, 1)
    await LateEdits(morning.store, editor).run(morning.clock())
    head, papers = await morning.rows()
    assert editor.channel_ids == [head.message_id]
    assert [message_id for message_id, _, _ in editor.edits] == [papers.message_id]


async def test_the_edit_becomes_the_frozen_content(posted: Morning, editor: ScriptedEditor) -> None:
    before = await posted.rows()
    await written(posted, 1)
    edits = LateEdits(posted.store, editor)
    await edits.run(posted.clock())
    after = await posted.rows()
    assert (after[0].digest_id != before[0].digest_id, after[1:] == before[1:]) == (True, True)
    async with posted.store.reading() as view:
        old, new = [await digests.frozen(view, row[0].digest_id or 0) for row in (before, after)]
    assert new.layout == old.layout
    assert new.digest.papers[0].summary.origin is SummaryOrigin.MODEL
    await edits.run(posted.clock())
    assert len(editor.edits) == 1


async def test_bullets_that_are_too_long_are_shortened_to_fit(
    posted: Morning, editor: ScriptedEditor
) -> None:
    await written(posted, *range(1, 10), bullet="아주 긴 문장입니다. " * 200)
    await LateEdits(posted.store, editor).run(posted.clock())
    ((_, message, _),) = editor.edits
    assert len(message.embeds) == 9
    assert sum(map(size, message.embeds)) <= MESSAGE


async def test_after_six_hours_a_post_stays_as_it_is(posted: Morning, editor: ScriptedEditor) -> None:
    await written(posted, 1)
    await LateEdits(posted.store, editor).run(posted.clock() + timedelta(hours=6, seconds=1))
    assert editor.edits == []
    await LateEdits(posted.store, editor).run(posted.clock() + timedelta(hours=6))
    assert len(editor.edits) == 1


async def test_a_channel_that_did_not_ask_for_it_is_left_alone(
    morning: Morning, editor: ScriptedEditor
) -> None:
    await morning.planned(100)
    await morning.run()
    await written(morning, 1)
    await LateEdits(morning.store, editor).run(morning.clock())
    assert editor.edits == []


async def test_an_edit_that_fails_for_now_is_tried_again(posted: Morning, editor: ScriptedEditor) -> None:
    await written(posted, 1)
    edits = LateEdits(posted.store, editor)
    editor.trouble = TimeoutError()
    await edits.run(posted.clock())
    editor.trouble = None
    await edits.run(posted.clock())
    assert len(editor.edits) == 1


@pytest.mark.parametrize(
    "trouble",
    [
        answered_with(403, PAGE),
        answered(403, 40333),
        answered_with(404, PAGE),
        answered(404, 0, "404: Not Found"),
        answered_with(400, PAGE),
        answered_with(408, ""),
    ],
    ids=["403 page", "403/40333", "404 page", "404 route", "400 page", "408"],
)
async def test_an_edit_that_discord_did_not_refuse_is_tried_again(
    posted: Morning, editor: ScriptedEditor, trouble: Exception
) -> None:
    await written(posted, 1)
    edits = LateEdits(posted.store, editor)
    editor.trouble = trouble
    await edits.run(posted.clock())
    editor.trouble = None
    await edits.run(posted.clock())
    assert len(editor.edits) == 1


async def test_a_message_that_cannot_be_worked_with_keeps_no_other_from_its_bullets(
    posted: Morning, editor: ScriptedEditor
) -> None:
    await written(posted, 1, 25)
    await posted.alter("UPDATE deliveries SET part = 9 WHERE part = 1")
    await LateEdits(posted.store, editor).run(posted.clock())
    assert [mark.part for _, _, mark in editor.edits] == [3]


@pytest.mark.parametrize(("status", "code"), [(404, 10008), (404, 10003), (403, 50005), (400, 50083)])
async def test_a_message_that_is_gone_or_closed_is_tried_once(
    posted: Morning, editor: ScriptedEditor, status: int, code: int
) -> None:
    await written(posted, 1)
    edits = LateEdits(posted.store, editor)
    editor.trouble = answered(status, code)
    for _ in range(3):
        await edits.run(posted.clock())
    assert editor.asked == 1


async def test_a_limited_edit_waits_for_as_long_as_discord_asks(
    posted: Morning, editor: ScriptedEditor
) -> None:
    await written(posted, 1)
    edits, begun = LateEdits(posted.store, editor), posted.clock()
    editor.trouble = answered(429, 30046, "Maximum number of edits", Retry_After="900")
    await edits.run(begun)
    await edits.run(begun + timedelta(seconds=899))
    assert editor.asked == 1
    editor.trouble = None
    await edits.run(begun + timedelta(seconds=901))
    assert len(editor.edits) == 1
