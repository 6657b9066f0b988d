"""Who is written to, when, and of what."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from bot.alerts.matcher import match_days
from bot.alerts.notification_planner import NotificationPlanner, plan_notifications
from bot.models import DeliveryState, NextState
from bot.store import editions, keywords, leases, notifications, people
from tests.alerts.conftest import Desk
from tests.conftest import HandClock
from tests.factories import WEDNESDAY, at, channel, paper
from tests.support.subscribing import subscribe

THURSDAY, FRIDAY = WEDNESDAY + timedelta(days=1), WEDNESDAY + timedelta(days=2)
RAG = paper(1, title="RAG at work")


async def evening(desk: Desk, day: date, *numbers: int, title: str = "RAG") -> int:
    """The day is finished and lists these papers; what is due is planned."""
    desk.clock.now = at(f"{day} 23:05")
    await desk.listed(day, *(paper(number, title=f"{title} {number}") for number in numbers))
    return await desk.write()


async def posted(desk: Desk) -> None:
    """What waits is sent."""
    async with desk.store.transaction() as tx:
        for notification in await notifications.waiting(tx, 1):
            there = NextState(DeliveryState.POSTED, message_id=5, posted_at=desk.clock())
            await notifications.outbox.record(tx, notification, there)


async def test_a_notification_is_planned_when_the_day_is_finished(desk: Desk) -> None:
    await desk.saved("RAG")
    assert await evening(desk, THURSDAY, 1) == 1
    assert await desk.told() == [("RAG", ["2404.00001"])]
    assert await desk.write() == 0


async def test_nothing_is_planned_before_the_day_was_fetched_whole(desk: Desk) -> None:
    await desk.saved("RAG")
    desk.clock.now = at(f"{THURSDAY} 23:05")
    await desk.listed(THURSDAY, RAG, finished=False)
    assert await desk.write() == 0
    await desk.listed(THURSDAY, RAG)
    assert await desk.write() == 1


async def test_nobody_is_written_to_when_nothing_fits(desk: Desk) -> None:
    await desk.saved("RAG")
    assert await evening(desk, THURSDAY, 1, title="Other") == 0
    assert await desk.waiting() == []


async def test_history_is_never_alerted_though_the_trial_found_it(desk: Desk) -> None:
    await desk.listed(WEDNESDAY, RAG)
    await desk.saved("RAG")
    await desk.write()
    assert await desk.waiting() == []


async def test_a_paper_is_alerted_once_even_if_listed_again_and_the_keyword_saved_anew(desk: Desk) -> None:
    await desk.saved("RAG")
    await evening(desk, THURSDAY, 1)
    await posted(desk)
    await desk.alerts.remove_keyword(1, "RAG")
    await desk.saved("RAG", at=at(f"{FRIDAY} 10:00"))
    assert await evening(desk, FRIDAY, 1) == 0


async def test_a_paper_of_two_keywords_stands_under_the_first(desk: Desk) -> None:
    await desk.saved("RAG")
    await desk.saved("question")
    await evening(desk, THURSDAY, 1)
    assert await desk.told() == [("RAG", ["2404.00001"])]


async def test_a_day_that_comes_late_is_told_with_the_next_notification(desk: Desk) -> None:
    await desk.saved("RAG")
    assert await evening(desk, FRIDAY, 2) == 1
    await posted(desk)
    await desk.listed(THURSDAY, RAG)
    assert await desk.write() == 0  # one a day at most
    assert await evening(desk, FRIDAY + timedelta(days=1)) == 1
    assert await desk.told() == [("RAG", ["2404.00001"])]


async def test_after_an_absence_nobody_is_written_to_until_all_days_were_asked_for(desk: Desk) -> None:
    await desk.saved("RAG")
    await subscribe(desk.store, desk.settings.schedule, channel(), at(f"{THURSDAY} 00:30"))
    assert await evening(desk, FRIDAY, 2) == 0
    await desk.listed(THURSDAY, RAG)
    assert await desk.write() == 1
    assert await desk.told() == [("RAG", ["2404.00001", "2404.00002"])]


async def test_a_day_that_the_source_fails_to_give_holds_nobody_up(desk: Desk) -> None:
    await desk.saved("RAG")
    await subscribe(desk.store, desk.settings.schedule, channel(), at(f"{THURSDAY} 00:30"))
    async with desk.store.transaction() as tx:
        await editions.save_problem(tx, THURSDAY, "HTTP 503", desk.clock())
    assert await evening(desk, FRIDAY, 2) == 1


async def test_a_day_fetched_since_the_matching_is_matched_before_anybody_is_written_to(desk: Desk) -> None:
    await desk.saved("RAG")
    desk.clock.now = at(f"{FRIDAY} 23:05")
    await desk.listed(FRIDAY, paper(2, title="RAG"))
    await match_days(desk.store, desk.settings.schedule, desk.clock())
    await desk.listed(THURSDAY, RAG)
    assert await plan_notifications(desk.store, desk.settings, desk.clock()) == 0
    assert await desk.write() == 1
    assert await desk.told() == [("RAG", ["2404.00001", "2404.00002"])]


async def test_an_own_hour_is_kept(desk: Desk, clock: HandClock) -> None:
    await desk.saved("RAG")
    await desk.notifications.set_hour(1, time(9, 0), "Asia/Seoul")
    assert await evening(desk, THURSDAY, 1) == 0
    clock.now = at(f"{FRIDAY} 00:00")
    assert await desk.write() == 1


async def test_another_hour_brings_no_second_notification_of_a_day(desk: Desk, clock: HandClock) -> None:
    await desk.saved("RAG")
    await evening(desk, THURSDAY, 1)
    await posted(desk)
    await desk.notifications.set_hour(1, time(1, 0), "UTC")
    await desk.listed(WEDNESDAY - timedelta(days=1), paper(9, title="RAG late"))
    clock.now = at(f"{FRIDAY} 01:00")
    assert await desk.write() == 0


async def test_what_waits_takes_up_what_comes_so_that_one_dm_is_sent(desk: Desk) -> None:
    await desk.saved("RAG")
    await evening(desk, THURSDAY, 1)
    await evening(desk, FRIDAY, 2)
    (notification,) = await desk.waiting()
    assert (notification.day, notification.content.papers) == (FRIDAY, 2)


async def test_a_notification_that_discord_may_have_is_left_as_it_is(desk: Desk) -> None:
    await desk.saved("RAG")
    await evening(desk, THURSDAY, 1)
    async with desk.store.transaction() as tx:
        (notification,) = await notifications.waiting(tx, 1)
        fence = await leases.hold(tx, "here", desk.clock(), timedelta(minutes=1))
        assert await notifications.outbox.claim(tx, notification, fence, desk.clock())
        unknown = NextState(DeliveryState.SENDING, desk.clock(), "no answer")
        await notifications.outbox.record(tx, notification, unknown)
    await evening(desk, FRIDAY, 2)
    assert [letter.day for letter in await desk.waiting()] == [THURSDAY, FRIDAY]


async def test_a_paused_alert_looks_at_nothing_and_a_resumed_one_only_ahead(desk: Desk) -> None:
    alert = (await desk.saved("RAG")).alert
    await desk.alerts.pause(1, alert.id)
    assert await evening(desk, THURSDAY, 1) == 0
    await desk.alerts.resume(1, alert.id)
    assert await desk.write() == 0
    assert await evening(desk, FRIDAY, 1, 2) == 1
    assert await desk.told() == [("RAG", ["2404.00001", "2404.00002"])]


async def test_a_snoozed_alert_wakes_by_itself(desk: Desk) -> None:
    alert = (await desk.saved("RAG")).alert
    await desk.alerts.snooze(1, alert.id)
    assert await evening(desk, THURSDAY, 1) == 0
    assert await evening(desk, THURSDAY + timedelta(days=7), 2) == 1
    assert await desk.told() == [("RAG", ["2404.00002"])]


async def test_somebody_without_dms_loses_nothing(desk: Desk) -> None:
    await desk.saved("RAG")
    async with desk.store.transaction() as tx:
        await people.shut(tx, 1, "closed_since", desk.clock())
    for weeks in range(5):
        await evening(desk, THURSDAY + timedelta(weeks=weeks), weeks + 1)
    (notification,) = await desk.waiting()
    assert notification.content.papers == 5
    assert notification.next_attempt_at is None


async def test_matching_goes_on_where_it_was_broken_off(desk: Desk) -> None:
    await desk.saved("RAG")
    await evening(desk, THURSDAY, 1)
    schedule = desk.settings.schedule
    assert await match_days(desk.store, schedule, desk.clock()) == 0
    await desk.listed(WEDNESDAY, paper(8, title="RAG"))
    assert await match_days(desk.store, schedule, desk.clock()) == 1


async def test_a_keyword_taken_back_while_a_day_is_matched_breaks_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.saved("RAG")
    await desk.saved("question")
    desk.clock.now = at(f"{THURSDAY} 23:05")
    await desk.listed(THURSDAY, RAG)
    tasks = list[asyncio.Task[object]]()
    read = keywords.with_keys

    async def interrupted(*args: Any) -> Any:
        stored_keywords = await read(*args)
        tasks.append(asyncio.create_task(desk.alerts.remove_keyword(1, "RAG")))
        await asyncio.sleep(0.05)
        return stored_keywords

    monkeypatch.setattr(keywords, "with_keys", interrupted)
    assert await match_days(desk.store, desk.settings.schedule, desk.clock()) == 1
    await asyncio.gather(*tasks)
    monkeypatch.undo()
    assert await desk.write() == 1
    assert await desk.told() == [("question", ["2404.00001"])]


async def test_days_before_the_look_back_are_not_matched(desk: Desk) -> None:
    await desk.listed(WEDNESDAY - timedelta(days=14), RAG)
    assert await match_days(desk.store, desk.settings.schedule, desk.clock()) == 0


async def test_matched_words_are_marked_or_the_place_is_shown(desk: Desk) -> None:
    await desk.saved("RAG")
    await desk.saved("author:Turing")
    desk.clock.now = at(f"{THURSDAY} 23:05")
    far = "Nothing here. Nor there. Nor anywhere. " * 5 + "Only here is RAG named. " + "The end. " * 30
    papers = [RAG, paper(2, abstract=far), paper(3, authors=("Alan Turing",))]
    await desk.listed(THURSDAY, *papers)
    await desk.write()
    (notification,) = await desk.waiting()
    rag, turing = notification.content.groups
    titled, told_far = rag.papers
    assert titled.title.spans == ((0, 3),) and titled.excerpt is None
    assert told_far.excerpt is not None and turing.papers[0].excerpt is not None
    ((start, end),) = told_far.excerpt.spans
    assert told_far.excerpt.text[start:end] == "RAG"
    assert len(told_far.excerpt.text) < 250
    assert turing.papers[0].excerpt.text == "Alan Turing"


def meanwhile(monkeypatch: pytest.MonkeyPatch, act: Callable[[], Awaitable[object]]) -> None:
    """Somebody acts while their notification is being written."""
    write = NotificationPlanner.content

    async def interrupted(planner: NotificationPlanner, *args: Any) -> Any:
        written = await write(planner, *args)
        await act()
        return written

    monkeypatch.setattr(NotificationPlanner, "content", interrupted)


async def test_an_hour_set_while_the_notification_is_written_counts(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.saved("RAG")
    then = replace(desk.notifications, clock=lambda: at(f"{THURSDAY} 23:05"))
    meanwhile(monkeypatch, lambda: then.set_hour(1, time(12), "UTC"))
    assert await evening(desk, THURSDAY, 1) == 0
    monkeypatch.undo()
    desk.clock.now = at(f"{FRIDAY} 12:00")
    assert await desk.write() == 1


async def test_a_notification_is_not_held_for_somebody_who_opened_their_dms_while_it_was_written(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.saved("RAG")
    async with desk.store.transaction() as tx:
        await people.shut(tx, 1, "closed_since", desk.clock())
    meanwhile(monkeypatch, lambda: desk.notifications.retry(1))
    await evening(desk, THURSDAY, 1)
    async with desk.store.reading() as view:
        assert await notifications.outbox.ready(view, desk.clock(), 1) == [1]
