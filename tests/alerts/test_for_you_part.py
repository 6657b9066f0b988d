"""Papers near to what a person saved, in their daily notification."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from bot.alerts.matcher import match_days
from bot.alerts.notification_planner import plan_notifications
from bot.foryou.for_you import ForYou
from bot.foryou.learning import learn
from bot.models import Paper
from bot.models.notifications import FOR_YOU
from bot.store import saved
from tests.alerts.conftest import Desk
from tests.factories import WEDNESDAY, at, paper

READER = 1
ENDS = ("lum", "tor", "ven", "pis", "dan", "kor", "mil", "sop", "rud", "fen", "gal", "bot")
ROBOTS = [
    paper(
        n,
        title=f"Robots that grasp thing{n}",
        abstract=" ".join(f"{letter}{end}, of" for end in ENDS),
    )
    for n, letter in enumerate("bcdfghkm", 1)
]
KINDS = ("proof", "kernel", "corpus", "melody", "lattice", "protein")


def others(day: int) -> list[Paper]:
    return [
        paper(100 * day + n, title=f"A {kind} number{day}", abstract=f"We study the {kind}.")
        for n, kind in enumerate(KINDS)
    ]


@pytest.fixture
async def for_you(desk: Desk) -> ForYou:
    """The reader saved three papers on robots, of which no day since then had any, and wants the part."""
    for n in range(1, 8):
        await desk.listed(WEDNESDAY - timedelta(days=n), *others(n))
    await desk.listed(WEDNESDAY - timedelta(days=20), *ROBOTS[:3])
    async with desk.store.transaction() as tx:
        for each in ROBOTS[:3]:
            await saved.save(tx, READER, each.id, desk.clock())
    await learn(desk.store, desk.clock())
    desk.clock.now = at(f"{WEDNESDAY} 12:00")  # the day is not finished yet
    for_you = ForYou(desk.store, desk.settings.schedule, desk.clock)
    await for_you.set_daily(READER, "en", is_on=True)
    return for_you


async def evening(desk: Desk, for_you: ForYou, papers: Sequence[Paper], day: date = WEDNESDAY) -> int:
    await desk.listed(day, *papers)
    desk.clock.now = at(f"{day} 23:05")
    await match_days(desk.store, desk.settings.schedule, desk.clock())
    return await plan_notifications(desk.store, desk.settings, desk.clock(), for_you)


async def test_a_day_with_papers_clearly_nearer_than_usual_is_told_once(desk: Desk, for_you: ForYou) -> None:
    assert await evening(desk, for_you, [*others(9), *ROBOTS[3:7]]) == 1
    (notification,) = await desk.waiting()
    (group,) = notification.content.groups
    assert group.alert_id == FOR_YOU
    assert {each.paper_id for each in group.papers} == {each.id for each in ROBOTS[3:7]}
    reason = group.papers[0].excerpt
    assert reason
    assert "which you saved" in reason.text
    assert "grasp" in [reason.text[start:end] for start, end in reason.spans]
    assert await plan_notifications(desk.store, desk.settings, desk.clock(), for_you) == 0


async def test_a_usual_day_is_silent(desk: Desk, for_you: ForYou) -> None:
    assert await evening(desk, for_you, others(9)) == 0


async def test_it_is_silent_for_who_does_not_want_it(desk: Desk, for_you: ForYou) -> None:
    await for_you.set_daily(READER, "en", is_on=False)
    assert await evening(desk, for_you, [*others(9), *ROBOTS[3:7]]) == 0


async def test_what_a_keyword_found_stands_there_alone_and_all_of_it_is_one_notification(
    desk: Desk, for_you: ForYou
) -> None:
    await desk.saved("thing4")
    await evening(desk, for_you, [*others(9), *ROBOTS[3:7]])
    assert await desk.told() == [
        ("thing4", [ROBOTS[3].id]),
        ("For you: like what you saved", [each.id for each in ROBOTS[4:7]]),
    ]


async def test_saved_papers_are_no_news(desk: Desk, for_you: ForYou) -> None:
    assert await evening(desk, for_you, [*others(9), *ROBOTS[:3]]) == 0
