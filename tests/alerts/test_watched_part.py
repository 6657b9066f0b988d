"""News of watched papers, in the one notification a day: each told once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.models import Paper
from bot.models.notifications import WATCHED, NotificationContent
from bot.saved.saved_papers import SavedPapers
from bot.store import editions
from bot.watches.watch_list import Watches
from tests.alerts.conftest import Desk
from tests.factories import WEDNESDAY, at, paper

READER = 1
CODE = "https://github.com/example/trees"
OLD = WEDNESDAY - timedelta(days=9)


def page(number: int, **changes: object) -> Paper:
    return paper(number, thumbnail="https://cdn-thumbnails.huggingface.co/1.png", **changes)


@pytest.fixture
async def watches(desk: Desk) -> Watches:
    """It is Wednesday noon. The reader watches paper 900 by hand and saved paper 901."""
    await desk.listed(OLD, page(900, votes=10), page(901, votes=10))
    desk.clock.now = at(f"{WEDNESDAY} 12:00")
    schedule = desk.settings.schedule
    watches = Watches(desk.store, schedule, desk.clock)
    await watches.add(READER, page(900).id, "en")
    await SavedPapers(desk.store, schedule, desk.clock).save(READER, page(901).id, "en")
    return watches


async def seen(desk: Desk, *pages: Paper) -> None:
    """A look brought these pages."""
    async with desk.store.transaction() as tx:
        await editions.save_papers(tx, pages, desk.clock())


async def evening(desk: Desk, day: int = 0) -> int:
    date = WEDNESDAY + timedelta(days=day)
    await desk.listed(date, paper(day + 1))
    desk.clock.now = at(f"{date} 23:05")
    return await desk.write()


async def content(desk: Desk) -> NotificationContent:
    (notification,) = await desk.waiting()
    return notification.content


async def news(desk: Desk) -> dict[str, list[str]]:
    """What the notification that waits says of watched papers."""
    groups = [group for group in (await content(desk)).groups if group.alert_id == WATCHED]
    return {each.paper_id: [c.kind for c in each.changes] for group in groups for each in group.papers}


async def test_without_news_nothing_is_sent(desk: Desk, watches: Watches) -> None:
    assert await evening(desk) == 0


async def test_news_is_told_once(desk: Desk, watches: Watches) -> None:
    await seen(desk, page(900, code_url=CODE, votes=10), page(901, votes=70))
    assert await evening(desk) == 1
    assert await news(desk) == {page(900).id: ["code"], page(901).id: ["votes"]}
    assert [await evening(desk, day) for day in (1, 2, 5)] == [0, 0, 0]


async def test_what_was_told_is_what_the_next_news_is_measured_by(desk: Desk, watches: Watches) -> None:
    await seen(desk, page(900, votes=70))
    await evening(desk)
    await seen(desk, page(900, votes=209))
    assert await evening(desk, 1) == 0
    await seen(desk, page(900, votes=210))
    assert await evening(desk, 2) == 1


async def test_code_that_disappears_and_comes_back_is_no_news(desk: Desk, watches: Watches) -> None:
    await seen(desk, page(900, votes=10, code_url=CODE))
    await evening(desk)
    await seen(desk, page(900, votes=10))
    assert await evening(desk, 1) == 0
    await seen(desk, page(900, votes=10, code_url=CODE))
    assert await evening(desk, 2) == 0


async def test_keywords_hits_stand_before_it_in_the_same_notification(desk: Desk, watches: Watches) -> None:
    await desk.saved("question")
    await seen(desk, page(900, votes=10, code_url=CODE))
    assert await evening(desk) == 1
    assert await desk.told() == [
        ("question", [paper(1).id]),
        ("Watched: what changed", [page(900).id]),
    ]


async def test_a_watched_paper_can_still_fit_a_keyword(desk: Desk, watches: Watches) -> None:
    await seen(desk, page(900, votes=10, code_url=CODE))
    await evening(desk)
    await desk.saved("900")
    await desk.listed(WEDNESDAY + timedelta(days=1), page(900, votes=10, code_url=CODE))
    desk.clock.now = at("2024-04-04 23:05")
    await desk.write()
    assert await desk.told() == [("900", [page(900).id]), ("Watched: what changed", [page(900).id])]


async def test_news_that_comes_while_a_notification_waits_goes_into_it(desk: Desk, watches: Watches) -> None:
    await seen(desk, page(900, votes=70))
    await evening(desk)
    await seen(desk, page(900, votes=300, code_url=CODE), page(901, votes=10, code_url=CODE))
    await evening(desk, 1)
    assert await news(desk) == {page(900).id: ["votes", "code"], page(901).id: ["code"]}
    (group,) = (await content(desk)).groups
    assert (group.papers[0].votes, group.papers[0].changes[0].votes_before) == (300, 10)


async def test_the_first_one_about_a_saved_paper_names_the_switch(desk: Desk, watches: Watches) -> None:
    await seen(desk, page(900, votes=70))
    await evening(desk)
    assert not (await content(desk)).introduces_watching
    await seen(desk, page(901, votes=70))
    await evening(desk, 1)
    assert (await content(desk)).introduces_watching


async def test_the_switch_is_named_once(desk: Desk, watches: Watches) -> None:
    await seen(desk, page(901, votes=70))
    await evening(desk)
    async with desk.store.transaction() as tx:
        await tx.connection.exec_driver_sql("UPDATE letters SET state = 'posted'")
    await seen(desk, page(901, votes=70, code_url=CODE))
    await evening(desk, 1)
    assert not (await content(desk)).introduces_watching


async def test_whoever_switched_it_off_is_told_of_what_was_put_on_watch_by_hand(
    desk: Desk, watches: Watches
) -> None:
    await watches.set_watches_saved(READER, is_on=False)
    await seen(desk, page(902, votes=10))
    await SavedPapers(desk.store, desk.settings.schedule, desk.clock).save(READER, page(902).id, "en")
    await seen(desk, page(900, votes=70), page(902, votes=70))
    await evening(desk)
    assert await news(desk) == {page(900).id: ["votes"]}


async def test_a_paper_taken_off_the_list_is_watched_no_more_unless_by_hand(
    desk: Desk, watches: Watches
) -> None:
    saved = SavedPapers(desk.store, desk.settings.schedule, desk.clock)
    await saved.save(READER, page(900).id, "en")
    for number in (900, 901):
        await saved.remove(READER, page(number).id)
    await seen(desk, page(900, votes=70), page(901, votes=70))
    await evening(desk)
    assert await news(desk) == {page(900).id: ["votes"]}
