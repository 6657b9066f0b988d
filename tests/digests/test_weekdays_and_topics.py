"""What a subscription with topics, weekdays, a layout or a role gets planned."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from bot.digests.due_times import recompute_due_times
from bot.digests.planner import plan_by_hand, plan_due
from bot.digests.preview import LOOK_BACK_DAYS, look_ahead
from bot.digests.readership import papers_to_summarise
from bot.models import Delivery, DeliveryState, Digest, Edition, Subscription
from bot.settings import Settings
from bot.store import Store, digests, editions, subscriptions
from bot.store.subscriptions import Move
from tests.factories import at, channel, edition, paper
from tests.support.ledger import deliveries_since
from tests.support.subscribing import subscribe

SETTINGS = Settings()
MONDAY = date(2024, 4, 1)
NEXT_MONDAY = at("2024-04-08 00:00")  # nine o'clock in Seoul


async def subscribed(store: Store, **changes: Any) -> Subscription:
    return await subscribe(store, SETTINGS.schedule, channel(**changes), at("2024-04-01 12:00"))


async def collected(store: Store, *days: Edition) -> None:
    async with store.transaction() as tx:
        for day in days:
            await editions.save_edition(tx, day, finished=True)


async def a_week(store: Store) -> None:
    """Two papers on each working day, later ones with more votes, and one that two days list."""
    for n in range(5):
        papers = [paper(10 * n + m, votes=10 * n + m) for m in (2, 1)]
        again = [paper(1, votes=33)] if n == 3 else []
        await collected(store, edition(MONDAY + timedelta(days=n), [*papers, *again]))
    await collected(store, *(edition(date(2024, 4, day), ()) for day in (6, 7)))


async def rows(store: Store) -> list[Delivery]:
    async with store.reading() as view:
        return await deliveries_since(view, date(2024, 1, 1))


async def digest_of(store: Store, row: Delivery) -> Digest:
    async with store.reading() as view:
        return (await digests.frozen(view, row.digest_id or 0)).digest


async def test_the_papers_of_the_days_since_the_last_post_are_ranked_together(store: Store) -> None:
    subscription = await subscribed(store, weekdays=("mon",), papers=3)
    await a_week(store)
    assert subscription.next_due_at == NEXT_MONDAY
    assert await plan_due(store, SETTINGS, NEXT_MONDAY) == 1
    *merged, posted = await rows(store)
    digest = await digest_of(store, posted)
    assert [(row.day.day, row.state) for row in merged] == [(n, DeliveryState.MERGED) for n in (1, 2, 3, 4)]
    assert (posted.day, digest.first_day, digest.listed) == (date(2024, 4, 5), MONDAY, 10)
    assert [digest_paper.paper.votes for digest_paper in digest.papers] == [42, 41, 33]
    assert await plan_due(store, SETTINGS, NEXT_MONDAY + timedelta(days=7)) == 0


async def test_what_stood_in_that_post_is_not_shown_again_with_one_of_its_days(store: Store) -> None:
    subscription = await subscribed(store, weekdays=("mon",), papers=8)
    await a_week(store)
    await plan_due(store, SETTINGS, NEXT_MONDAY)
    thursday = MONDAY + timedelta(days=3)
    assert await plan_by_hand(store, SETTINGS, thursday, [subscription], NEXT_MONDAY) == set()
    assert await plan_by_hand(store, SETTINGS, MONDAY, [subscription], NEXT_MONDAY) == {subscription.id}
    by_hand = await digest_of(store, next(row for row in await rows(store) if row.day == MONDAY))
    assert [digest_paper.paper.votes for digest_paper in by_hand.papers] == [2]


async def test_bullets_are_written_for_what_the_next_post_will_show(store: Store) -> None:
    await subscribed(store, weekdays=("mon",), papers=2)
    await a_week(store)
    pairs = await papers_to_summarise(store, SETTINGS, at("2024-04-04 00:00"))
    assert [(next_paper.votes, language) for next_paper, language in pairs] == [(22, "ko"), (21, "ko")]


async def test_a_due_time_a_week_ahead_is_right_and_one_further_is_put_right(store: Store) -> None:
    subscription = await subscribed(store, weekdays=("mon",))
    for stored in (NEXT_MONDAY, NEXT_MONDAY + timedelta(days=7)):
        async with store.transaction() as tx:
            await subscriptions.move(tx, [Move(subscription.id, MONDAY, stored)])
        await recompute_due_times(store, at("2024-04-02 00:00"))
        async with store.reading() as view:
            (repaired,) = await subscriptions.every(view)
        assert repaired.next_due_at == NEXT_MONDAY


async def test_topics_choose_and_exclude_papers_and_a_role_is_mentioned_for_its_own(store: Store) -> None:
    papers = [
        paper(1, title="Diffusion for robots"),
        paper(2, title="Medical diffusion"),
        paper(3, title="A language model", abstract="It diffuses nothing."),
        paper(4, title="Robots that walk"),
    ]
    topics = {"topics": ("diffusion", "robot"), "excluded_topics": ("medical",), "role_id": 55}
    await subscribed(store, **topics, role_topics=("robot",), layout="compact")
    await subscribed(store, **topics, role_topics=("genomics",), name="other")
    await collected(store, edition(MONDAY, papers))
    assert await plan_due(store, SETTINGS, at("2024-04-02 00:00")) == 2
    first, second = [await digest_of(store, row) for row in await rows(store)]
    assert [digest_paper.paper.id for digest_paper in first.papers] == ["2404.00001", "2404.00004"]
    assert (first.listed, first.layout, first.role_id) == (4, "compact", 55)
    assert (second.layout, second.role_id) == ("full", None)


async def test_a_topic_that_nothing_fits_leaves_the_day_filtered(store: Store) -> None:
    await subscribed(store, topics=("genomics",))
    await collected(store, edition(MONDAY))
    assert await plan_due(store, SETTINGS, at("2024-04-02 00:00")) == 0
    assert [row.state for row in await rows(store)] == [DeliveryState.FILTERED]


async def test_a_preview_counts_the_last_day_and_names_what_never_comes(store: Store) -> None:
    chosen = {"papers": 1, "min_votes": 42, "weekdays": ("sun", "mon"), "topics": ("paper", "genomics")}
    subscription = await subscribed(store, **chosen)
    await a_week(store)
    async with store.reading() as view:
        preview = await look_ahead(view, SETTINGS, subscription, NEXT_MONDAY)
        later = NEXT_MONDAY + timedelta(days=LOOK_BACK_DAYS)
        nothing = await look_ahead(view, SETTINGS, subscription, later)
    assert preview.last_day == (date(2024, 4, 5), 2, 1, 1)
    assert [caution.key for caution in preview.cautions] == ["preview-topic", "preview-weekday"]
    assert [caution.values.get("weekday") for caution in preview.cautions] == [None, "mon"]
    assert (nothing.last_day, [caution.key for caution in nothing.cautions]) == (None, ["preview-weekday"])


async def test_votes_that_no_paper_reaches_and_topics_that_exclude_each_other_are_named(store: Store) -> None:
    subscription = await subscribed(store, min_votes=43, topics=("paper",), excluded_topics=("number",))
    await a_week(store)
    async with store.reading() as view:
        preview = await look_ahead(view, SETTINGS, subscription, NEXT_MONDAY)
    assert preview.last_day == (date(2024, 4, 5), 2, 0, 0)
    keys = [caution.key for caution in preview.cautions]
    assert keys == ["preview-votes", "preview-excluded"]
    assert preview.cautions[0].values["most"] == 42
