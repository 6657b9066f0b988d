"""Posts that are brought up to date: bullets that come after the post, and votes hours later."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.delivery.outcomes import OddAnswerError
from bot.models import DeliveryState, Layout, Summary, SummaryOrigin
from bot.rendering.embeds import size
from bot.rendering.limits import MESSAGE
from bot.store import digests, editions, records, subscriptions
from tests.delivery.conftest import Morning
from tests.delivery.errors import PAGE, answered, answered_with
from tests.delivery.scripted import Edited
from tests.factories import WEDNESDAY, record

POSTED, PLANNED, FAILED = DeliveryState.POSTED, DeliveryState.PLANNED, DeliveryState.FAILED
NEXT_TIME = 18.2  # hours after the first one; the next day's post is due after 18
SENDING, SKIPPED = DeliveryState.SENDING, DeliveryState.SKIPPED


@pytest.fixture
async def posted(morning: Morning) -> Morning:
    """Wednesday's 25 papers were posted in three messages without bullets, to one channel."""
    await morning.planned(100, edit_late=True)
    await morning.run()
    assert len(await morning.rows()) == 3
    return morning


async def written(morning: Morning, *numbers: int, bullet: str = "새 방법을 제안합니다.") -> None:
    summaries = [
        Summary(paper_id=f"2404.{n:05}", language="ko", bullets=(bullet,), origin=SummaryOrigin.MODEL)
        for n in numbers
    ]
    async with morning.store.transaction() as tx:
        await editions.save_summaries(tx, summaries)


def parts(morning: Morning) -> list[int]:
    return [edited.mark.part for edited in morning.sender.edited]


def texts(edited: Edited) -> str:
    return "\n".join(embed.description or "" for embed in edited.message.embeds)


class TestBullets:
    async def test_only_messages_with_new_ones_are_edited(self, posted: Morning) -> None:
        await written(posted, 1, 25)
        assert await posted.edit() == 2
        rows = await posted.rows()
        edited = sorted(posted.sender.edited, key=lambda each: each.message_id)
        assert [each.message_id for each in edited] == [rows[0].message_id, rows[2].message_id]
        assert [each.mark.part for each in edited] == [1, 3]
        assert "새 방법을 제안합니다." in texts(edited[0])

    async def test_replace_stand_ins_and_nothing_else(self, posted: Morning) -> None:
        await written(posted, 2)
        await posted.edit()
        (edited,) = posted.sender.edited
        embeds = edited.message.embeds
        assert [embed.title for embed in embeds] == [rf"{n}\. Paper number {n}" for n in range(1, 10)]
        changed = ["새 방법을 제안합니다." in (embed.description or "") for embed in embeds]
        assert changed == [n == 2 for n in range(1, 10)]
        assert edited.message.content
        assert len(edited.message.menus[0].options) == 9

    async def test_are_put_in_in_the_thread_and_in_its_headline(self, morning: Morning) -> None:
        await morning.planned(100, papers=3, edit_late=True, layout="thread")
        await morning.run()
        await written(morning, 1)
        await morning.edit()
        head, papers = await morning.rows()
        places = {(each.channel_id, each.message_id) for each in morning.sender.edited}
        assert places == {(100, head.message_id), (head.message_id, papers.message_id)}

    async def test_become_the_frozen_content(self, posted: Morning) -> None:
        before = await posted.rows()
        await written(posted, 1)
        await posted.edit()
        after = await posted.rows()
        assert (after[0].digest_id != before[0].digest_id, after[1:] == before[1:]) == (True, True)
        async with posted.store.reading() as view:
            old, new = [await digests.frozen(view, row[0].digest_id or 0) for row in (before, after)]
        assert new.paper_counts == old.paper_counts
        assert new.digest.papers[0].summary.origin is SummaryOrigin.MODEL
        assert await posted.edit() == 0
        assert len(posted.sender.edited) == 1

    async def test_that_are_too_long_are_shortened_to_fit(self, posted: Morning) -> None:
        await written(posted, *range(1, 10), bullet="아주 긴 문장입니다. " * 200)
        await posted.edit()
        (edited,) = posted.sender.edited
        assert len(edited.message.embeds) == 9
        assert sum(map(size, edited.message.embeds)) <= MESSAGE

    @pytest.mark.parametrize(("minutes", "edits"), [(360, 1), (361, 0)])
    async def test_come_for_six_hours(self, morning: Morning, minutes: int, edits: int) -> None:
        await morning.planned(100, edit_late=True, live_votes=False)
        await morning.run()
        await written(morning, 1)
        morning.clock.forward(minutes=minutes)
        assert await morning.edit() == edits

    async def test_wait_for_six_hours_where_nobody_asked_for_them_at_once(self, morning: Morning) -> None:
        await morning.planned(100)
        await morning.run()
        await written(morning, 1)
        assert await morning.edit() == 0
        morning.clock.forward(hours=6)
        assert await morning.edit() == 1
        assert "새 방법을 제안합니다." in texts(morning.sender.edited[0])

    async def test_are_put_in_by_one_edit_each_time_that_they_come(self, posted: Morning) -> None:
        for number in (1, 2):
            await written(posted, number)
            posted.clock.forward(minutes=1)
            await posted.edit()
            await posted.edit()
        assert parts(posted) == [1, 1]
        assert texts(posted.sender.edited[-1]).count("새 방법을 제안합니다.") == 2

    async def test_a_message_that_cannot_be_worked_with_keeps_no_other_from_its_own(
        self, posted: Morning
    ) -> None:
        await written(posted, 1, 25)
        await posted.alter("UPDATE deliveries SET part = 9 WHERE part = 1")
        await posted.edit()
        assert parts(posted) == [3]

    @pytest.mark.parametrize(("status", "code"), [(404, 10008), (404, 10003), (403, 50005), (400, 50083)])
    async def test_of_a_message_that_is_gone_or_closed_are_tried_once(
        self, posted: Morning, status: int, code: int
    ) -> None:
        await written(posted, 1)
        posted.sender.edit_trouble = answered(status, code)
        for _ in range(3):
            await posted.edit()
            posted.clock.forward(minutes=20)
        assert posted.sender.edits_asked == 1
        assert (await posted.subscription()).paused_at is None


class TestVotes:
    @pytest.mark.parametrize("layout", ["full", "compact", "thread", "forum"])
    async def test_are_those_of_six_and_of_24_hours_later_in_every_message(
        self, morning: Morning, layout: Layout
    ) -> None:
        await morning.planned(100, layout=layout)
        await morning.run()
        messages = len(await morning.rows())
        for hours, votes in ((6, "149"), (NEXT_TIME, "199")):
            await morning.voted(50)
            morning.clock.forward(hours=hours)
            assert await morning.edit() == messages
            first = next(each for each in morning.sender.edited[-messages:] if each.mark.part == 1)
            assert votes in texts(first)
            assert votes in str(first.message.menus[0].options[0].description)
        assert len(morning.sender.edited) == 2 * messages
        assert await morning.edit() == 0

    async def test_change_neither_order_nor_numbers(self, posted: Morning) -> None:
        async with posted.store.transaction() as tx:
            stored = await editions.edition(tx, (await posted.rows())[0].day)
            assert stored is not None
            papers = [p.model_copy(update={"votes": 1000 + n}) for n, p in enumerate(stored.papers)]
            await editions.save_papers(tx, papers, posted.clock())
        posted.clock.forward(hours=6)
        await posted.edit()
        first = next(each for each in posted.sender.edited if each.mark.part == 1)
        titles = [embed.title for embed in first.message.embeds]
        assert titles == [rf"{n}\. Paper number {n}" for n in range(1, 10)]

    async def test_never_shrink(self, posted: Morning) -> None:
        await posted.voted(-50)
        posted.clock.forward(hours=6)
        assert await posted.edit() == 0
        assert posted.sender.edits_asked == 0

    async def test_that_are_the_same_are_not_sent(self, posted: Morning) -> None:
        for hours in (6, 18):
            posted.clock.forward(hours=hours)
            assert await posted.edit() == 0
        assert posted.sender.edits_asked == 0

    async def test_missed_at_six_hours_are_shown_when_the_bot_is_back(self, posted: Morning) -> None:
        await posted.voted(50)
        posted.clock.forward(hours=10)
        assert await posted.edit() == 3
        assert await posted.edit() == 0
        await posted.voted(50)
        posted.clock.forward(hours=14)
        assert await posted.edit() == 3

    async def test_missed_both_times_are_shown_once(self, posted: Morning) -> None:
        await posted.voted(50)
        posted.clock.forward(days=4)
        assert await posted.edit() == 3
        posted.clock.forward(days=4)
        await posted.voted(50)
        assert await posted.edit() == 0
        assert len(posted.sender.edited) == 3

    async def test_in_a_thread_come_before_discord_puts_it_away(self, morning: Morning) -> None:
        await morning.planned(100, layout="thread")
        await morning.run()
        morning.clock.forward(hours=23, minutes=29)
        await morning.edit()
        await morning.voted(50)
        morning.clock.forward(minutes=1)
        await morning.edit()
        assert sorted(parts(morning)) == [2, 3, 4]
        morning.clock.forward(minutes=45)
        await morning.edit()
        assert sorted(parts(morning)) == [1, 2, 3, 4]

    async def test_stay_where_an_admin_switched_that_off(self, morning: Morning) -> None:
        await morning.planned(100, live_votes=False)
        await morning.run()
        await morning.voted(50)
        for hours in (6, 18):
            morning.clock.forward(hours=hours)
            assert await morning.edit() == 0

    async def test_stay_where_nothing_was_planned_since_it_was_posted_before_an_upgrade(
        self, posted: Morning
    ) -> None:
        await posted.alter("UPDATE deliveries SET next_edit_at = NULL")
        await posted.voted(50)
        posted.clock.forward(hours=30)
        assert await posted.edit() == 0

    @pytest.mark.parametrize("column", ["suspended_at", "paused_at", "removed_at"])
    @pytest.mark.parametrize("is_planned", [True, False])
    async def test_stay_in_a_channel_that_gets_no_posts(
        self, posted: Morning, column: str, is_planned: bool
    ) -> None:
        await posted.planned(200)
        await posted.run()
        await posted.voted(50)
        posted.clock.forward(hours=6)
        posted.sender.edit_trouble = TimeoutError()
        if is_planned:
            await posted.edit()
        posted.sender.edit_trouble = None
        posted.clock.forward(minutes=30)
        await posted.alter(f"UPDATE subscriptions SET {column} = '2024-04-04 05:00' WHERE channel_id = 100")
        await posted.edit()
        assert {edited.channel_id for edited in posted.sender.edited} == {200}
        assert PLANNED not in await posted.edit_states()

    async def test_come_after_all_posts(self, posted: Morning) -> None:
        posted.sender.before[200] = [TimeoutError()]
        await posted.planned(200)
        await posted.voted(50)
        posted.clock.forward(hours=6)
        await posted.edit()
        assert posted.sender.edits_asked == 0
        await posted.run()  # the new channel's post fails for now
        await posted.editor_of_a_new_process()
        assert len(posted.sender.edited) == 3

    async def test_wait_for_posts_that_are_about_to_be_planned_but_not_long(self, posted: Morning) -> None:
        await posted.voted(50)
        posted.clock.forward(hours=6)
        await posted.alter("UPDATE subscriptions SET next_due_at = '2024-04-04 06:00:00.000000'")
        assert await posted.edit() == 3
        assert posted.sender.edits_asked == 0
        posted.clock.forward(minutes=11)
        await posted.edit()
        assert len(posted.sender.edited) == 3


async def test_digests_that_edits_have_replaced_are_forgotten(posted: Morning) -> None:
    await posted.voted(50)
    posted.clock.forward(hours=6)
    await posted.edit()
    async with posted.store.transaction() as tx:
        assert await digests.forget_replaced(tx, WEDNESDAY) == 0
        assert await digests.forget_replaced(tx, WEDNESDAY + timedelta(days=1)) == 1
        assert await digests.forget_replaced(tx, WEDNESDAY + timedelta(days=1)) == 0
    async with posted.store.reading() as view:
        for row in await posted.rows():
            assert (await digests.frozen(view, row.digest_id or 0)).digest.papers[0].paper.votes == 149


class TestWithdrawn:
    @pytest.mark.parametrize("live_votes", [True, False])
    @pytest.mark.parametrize(("layout", "messages"), [("full", 1), ("compact", 1), ("thread", 2)])
    async def test_papers_are_marked_wherever_they_stand(
        self, morning: Morning, layout: Layout, messages: int, live_votes: bool
    ) -> None:
        await morning.planned(100, layout=layout, live_votes=live_votes)
        await morning.run()
        morning.clock.forward(days=30)
        await morning.edit()
        async with morning.store.transaction() as tx:
            await records.save_record(tx, record(2, withdrawn=True), morning.clock())
        assert await morning.edit() == messages
        assert [texts(edited).count("저자가 철회한") for edited in morning.sender.edited] == [1] * messages

    async def test_papers_are_marked_once_and_the_mark_stays(self, posted: Morning) -> None:
        for hours in (1, 1, 4, NEXT_TIME):
            async with posted.store.transaction() as tx:
                await records.save_record(tx, record(2, withdrawn=True), posted.clock())
            await posted.edit()
            posted.clock.forward(hours=hours)
        assert len(posted.sender.edited) == 1
        await posted.voted(50)
        await posted.edit()
        assert len(posted.sender.edited) == 4
        assert sum("저자가 철회한" in texts(edited) for edited in posted.sender.edited) == 2

    async def test_papers_of_posts_older_than_90_days_stay_as_they_are(self, posted: Morning) -> None:
        posted.clock.forward(days=91)
        await posted.edit()
        async with posted.store.transaction() as tx:
            await records.save_record(tx, record(2, withdrawn=True), posted.clock())
        assert await posted.edit() == 0

    async def test_papers_of_posts_from_before_an_upgrade_are_marked_too(self, posted: Morning) -> None:
        await posted.alter("UPDATE deliveries SET next_edit_at = NULL")
        async with posted.store.transaction() as tx:
            await records.save_record(tx, record(2, withdrawn=True), posted.clock())
        assert await posted.edit() == 1


class TestTrouble:
    @pytest.mark.parametrize(
        "trouble",
        [
            TimeoutError(),
            answered_with(403, PAGE),
            answered(403, 40333),
            answered_with(404, PAGE),
            answered(404, 0, "404: Not Found"),
            answered_with(400, PAGE),
            answered_with(408, ""),
            answered(500),
            answered_with(503, PAGE),
            OddAnswerError("another message"),
        ],
        ids=[
            "timeout", "403 page", "403/40333", "404 page", "404 route", "400 page", "408", "500", "503 page",
            "another message",
        ],
    )  # fmt: skip
    async def test_that_is_no_refusal_is_over_at_the_next_attempt(
        self, posted: Morning, trouble: Exception
    ) -> None:
        await posted.voted(50)
        posted.clock.forward(hours=6)
        posted.sender.edit_trouble = trouble
        await posted.edit()
        assert posted.sender.edited == []
        posted.sender.edit_trouble = None
        posted.clock.forward(minutes=1)
        await posted.edit()
        assert sorted(parts(posted)) == [1, 2, 3]
        posted.clock.forward(minutes=30)
        await posted.edit()
        assert len(posted.sender.edited) == 3

    async def test_of_one_message_lets_the_others_of_its_channel_have_their_turn(
        self, posted: Morning, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await posted.voted(50)
        posted.clock.forward(hours=6)
        first, edit = (await posted.rows())[0].message_id, posted.sender.edit

        async def edit_but_the_first(channel_id: int, message_id: int, *rest: Any) -> None:
            if message_id == first:
                raise answered(500)
            await edit(channel_id, message_id, *rest)

        monkeypatch.setattr(posted.sender, "edit", edit_but_the_first)
        for _ in range(2):
            await posted.edit()
            posted.clock.forward(minutes=1)
        assert sorted(parts(posted)) == [2, 3]

    async def test_that_is_a_limit_waits_for_as_long_as_discord_asks_and_holds_up_no_other_channel(
        self, posted: Morning
    ) -> None:
        await posted.voted(50)
        posted.clock.forward(hours=6)
        posted.sender.edit_trouble = answered(429, 30046, "Maximum number of edits", Retry_After="900")
        await posted.edit()
        posted.sender.edit_trouble = None
        await posted.planned(200, edit_late=True)
        await posted.run()
        await written(posted, 1)
        posted.clock.forward(seconds=899)
        await posted.edit()
        assert {edited.channel_id for edited in posted.sender.edited} == {200}
        posted.clock.forward(seconds=2)
        await posted.edit()
        assert [edited.channel_id for edited in posted.sender.edited].count(100) == 3

    @pytest.mark.parametrize(("status", "code"), [(404, 10008), (403, 50005), (400, 50083), (403, 50013)])
    async def test_that_is_a_refusal_costs_the_message_and_its_next_time_is_another_chance(
        self, posted: Morning, status: int, code: int
    ) -> None:
        await posted.voted(50)
        posted.clock.forward(hours=6)
        posted.sender.edit_trouble = answered(status, code)
        await posted.edit()
        assert await posted.edit_states() == [FAILED] * 3
        assert (await posted.subscription()).paused_at is None
        await posted.edit()
        assert posted.sender.edits_asked == 3
        posted.sender.edit_trouble = None
        posted.clock.forward(hours=NEXT_TIME)
        await posted.edit()
        assert await posted.edit_states() == [POSTED] * 3

    async def test_that_lasts_ends_after_a_day(self, posted: Morning) -> None:
        await posted.voted(50)
        posted.clock.forward(hours=24)
        posted.sender.edit_trouble = answered(503)
        for _ in range(40):
            await posted.edit()
            posted.clock.forward(hours=1)
        assert PLANNED not in await posted.edit_states()
        assert SENDING not in await posted.edit_states()

    async def test_that_ends_a_process_before_or_after_the_edit_loses_none(self, posted: Morning) -> None:
        await posted.voted(50)
        posted.clock.forward(hours=6)
        posted.sender.edit_trouble = TimeoutError()
        await posted.edit()
        await posted.alter(
            "UPDATE edits SET state = 'sending', unknown_since = planned_at, next_attempt_at = planned_at"
        )
        posted.sender.edit_trouble = None
        await posted.editor_of_a_new_process()
        assert sorted(parts(posted)) == [1, 2, 3]
        assert await posted.edit_states() == [POSTED] * 3

    @pytest.mark.sqlite  # PostgreSQL keeps nothing in this table that is none of it
    async def test_of_a_row_that_cannot_be_read_ends_it_and_not_its_neighbours(self, posted: Morning) -> None:
        await posted.planned(200)
        await posted.run()
        await posted.voted(50)
        posted.clock.forward(hours=6)
        posted.sender.edit_trouble = TimeoutError()
        await posted.edit()
        posted.sender.edit_trouble = None
        posted.clock.forward(minutes=1)
        await posted.alter("UPDATE edits SET planned_at = 'soon' WHERE subscription_id = 1")
        await posted.edit()
        assert {edited.channel_id for edited in posted.sender.edited} == {200}
        assert (await posted.edit_states())[:3] == [SKIPPED] * 3

    async def test_a_subscription_that_is_removed_and_comes_back_is_edited_as_before(
        self, posted: Morning
    ) -> None:
        async with posted.store.transaction() as tx:
            await subscriptions.remove(tx, 1, posted.clock())
        await posted.voted(50)
        posted.clock.forward(hours=6)
        assert await posted.edit() == 0
        async with posted.store.transaction() as tx:
            await subscriptions.restore(tx, 1, 1, posted.clock() - timedelta(days=1))
        posted.clock.forward(hours=18)
        assert await posted.edit() == 3
