"""Which papers are summed up when, and what a round does when the model fails."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest

from bot.digests.readership import papers_to_summarise
from bot.models import Paper, Purpose
from bot.settings import Settings
from bot.store import Store, editions, subscriptions
from bot.summaries.rounds import Round
from tests.factories import WEDNESDAY, at, channel, edition, paper
from tests.summaries.rounds.conftest import Desk
from tests.support.model_server import KOREAN, bullets, good, in_step, status

NUMBERS = [("ko", n) for n in (1, 2)]


async def reader(
    store: Store, channel_id: int, settled: date = WEDNESDAY - timedelta(days=1), **wish: Any
) -> None:
    async with store.transaction() as tx:
        await subscriptions.add(
            tx,
            channel(channel_id, **wish),
            configured_by=None,
            settled_day=settled,
            next_due_at=at("2024-04-04 00:00"),
        )


async def listed(store: Store, *papers: Paper, finished: bool = True) -> None:
    async with store.transaction() as tx:
        await editions.save_edition(tx, edition(papers=papers), finished=finished)


async def wanted(store: Store, moment: str, **summary: Any) -> list[tuple[str, int]]:
    settings = Settings.model_validate({"summary": summary})
    pairs = await papers_to_summarise(store, settings, at(moment))
    return [(language, int(paper.id[-5:])) for paper, language in pairs]


FIVE = [paper(n) for n in range(1, 6)]


async def test_a_language_gets_the_top_of_its_most_curious_channel(store: Store) -> None:
    await reader(store, 1, papers=2)
    await reader(store, 2, papers=3)
    await reader(store, 3, papers=1, language="en")
    await listed(store, *FIVE)
    assert await wanted(store, "2024-04-04 00:00") == [("ko", 1), ("ko", 2), ("ko", 3), ("en", 1)]


async def test_a_hundred_channels_want_no_more_than_one(store: Store) -> None:
    for number in range(1, 101):
        await reader(store, number, papers=2)
    await listed(store, *FIVE)
    assert await wanted(store, "2024-04-04 00:00") == [("ko", 1), ("ko", 2)]


async def test_what_no_channel_shows_is_not_wanted(store: Store) -> None:
    await listed(store, *FIVE)
    assert await wanted(store, "2024-04-04 00:00") == []
    await reader(store, 1, min_votes=98)
    assert await wanted(store, "2024-04-04 00:00") == [("ko", 1), ("ko", 2)]


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2024-04-03 17:59", []),
        ("2024-04-03 18:00", NUMBERS),
        ("2024-04-03 23:30", NUMBERS),
        ("2024-04-04 08:00", NUMBERS),
        ("2024-04-04 23:30", []),
    ],
)
async def test_the_running_day_is_wanted_from_18_utc_until_the_next_has_ended(
    store: Store, moment: str, expected: list[tuple[str, int]]
) -> None:
    await reader(store, 1, papers=2)
    await listed(store, *FIVE)
    assert await wanted(store, moment) == expected


async def test_the_hour_is_a_setting(store: Store) -> None:
    await reader(store, 1, papers=2)
    await listed(store, *FIVE)
    assert await wanted(store, "2024-04-03 12:00", begins=time(12, 0)) == NUMBERS


async def test_a_day_that_every_channel_has_had_is_no_longer_wanted(store: Store) -> None:
    await reader(store, 1, settled=WEDNESDAY, live_votes=False)
    await listed(store, *FIVE)
    assert await wanted(store, "2024-04-04 00:00") == []


async def test_a_paper_that_rises_late_is_wanted_too(desk: Desk, store: Store) -> None:
    await reader(store, 1, papers=2)
    await listed(store, *FIVE, finished=False)
    await Round(desk.summariser, Purpose.DIGEST).run([(FIVE[0], "ko"), (FIVE[1], "ko")])
    await listed(store, FIVE[4], *FIVE[:4])
    assert await wanted(store, "2024-04-04 00:00") == [("ko", 5)]


async def test_a_round_stores_bullets_for_all(desk: Desk) -> None:
    papers = [paper(n) for n in (1, 2, 3)]
    await Round(desk.summariser, Purpose.DIGEST).run((each, "ko") for each in papers)
    async with desk.store.reading() as view:
        stored = await editions.stored_summaries(view, [each.id for each in papers], "ko")
    assert [stored[each.id].bullets for each in papers] == [KOREAN] * 3


async def test_a_round_goes_on_after_a_failure_and_says_what_it_was(desk: Desk) -> None:
    desk.model.play = in_step(status(503), good())
    announced_ids: list[str] = []
    run = Round(desk.summariser, Purpose.DIGEST, tell=lambda pair: announced_ids.append(pair[0].id))
    await run.run((paper(n), "ko") for n in (1, 2, 3))
    assert "HTTP 503" in str(run.problem)
    assert (len(desk.model.asked), len(announced_ids)) == (3, 3)


async def test_a_round_ends_when_the_model_is_down(desk: Desk) -> None:
    async with desk.store.transaction() as tx:
        await editions.save_edition(tx, edition(papers=20), finished=True)
    desk.model.play = status(503)
    run = Round(desk.summariser, Purpose.DIGEST)
    await run.run((paper(n), "ko") for n in range(1, 21))
    assert len(desk.model.asked) < 10


async def test_no_more_questions_at_a_time_than_set(desk: Desk) -> None:
    async with desk.store.transaction() as tx:
        await editions.save_edition(tx, edition(papers=12), finished=True)
    at_once, most = 0, 0

    async def play(asked: dict[str, Any]) -> Any:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        answer = await bullets(*KOREAN)(asked)
        at_once -= 1
        return answer

    desk.model.play = play
    await Round(desk.summariser, Purpose.DIGEST).run((paper(n), "ko") for n in range(1, 13))
    assert len(desk.model.asked) == 12
    assert most <= desk.summariser.settings.concurrency


@pytest.mark.parametrize(("edit_late", "expected"), [(True, NUMBERS), (False, [])])
async def test_late_bullets_are_wanted_for_six_hours_after_the_post(
    store: Store, edit_late: bool, expected: list[tuple[str, int]]
) -> None:
    await reader(store, 1, settled=WEDNESDAY, papers=2, edit_late=edit_late, live_votes=False)
    await listed(store, *FIVE)
    assert await wanted(store, "2024-04-04 05:59") == expected
    assert await wanted(store, "2024-04-04 06:00") == []


async def test_bullets_are_wanted_as_long_as_the_post_will_be_edited(store: Store) -> None:
    await reader(store, 1, settled=WEDNESDAY, papers=2)
    await listed(store, *FIVE)
    assert await wanted(store, "2024-04-04 17:59") == NUMBERS


async def test_a_problem_is_logged_once_a_day(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    desk.model.play = status(503)
    for _ in range(2):
        for _ in range(3):
            await Round(desk.summariser, Purpose.DIGEST, patient=False).run([(paper(1), "ko")])
        desk.clock.forward(days=1)
    assert [record.getMessage() for record in caplog.records].count(
        "The endpoint of the language model refused the request (HTTP 503): “no”"
    ) == 2
