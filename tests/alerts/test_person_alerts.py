"""A person's alerts."""

from __future__ import annotations

from datetime import time

import pytest

from bot.alerts.backtest import MAX_ALERTS_PER_PERSON
from bot.errors import UserError
from bot.store import hits, keywords
from tests.alerts.conftest import Desk
from tests.factories import WEDNESDAY, at, paper


async def test_a_keyword_is_kept_as_typed(desk: Desk) -> None:
    saved_alert = await desk.saved(" In-Context   Learning ")
    assert [alert.keyword for alert in await desk.alerts.of_user(1)] == ["In-Context   Learning"]
    assert saved_alert.alert.looks_from.isoformat() == "2024-04-04"
    assert saved_alert.next_notification_at == at("2024-04-04 23:00")


async def test_one_too_many_is_refused(desk: Desk) -> None:
    for number in range(MAX_ALERTS_PER_PERSON):
        await desk.saved(f"subject{'abcdefghijklmnopqrstuvwxyz'[number]}x{number}")
    with pytest.raises(UserError, match="25"):
        await desk.saved("onemore")


@pytest.mark.parametrize("typed", ["language models", "language MODELS", "models language"])
async def test_an_alert_is_taken_back_by_its_keyword(desk: Desk, typed: str) -> None:
    await desk.saved("language models")
    assert await desk.alerts.remove_keyword(1, '"LANGUAGE  models"') is None  # a phrase is another one
    assert await desk.alerts.remove_keyword(1, typed) is not None
    assert await desk.alerts.of_user(1) == []


async def test_a_keyword_that_is_a_number_is_no_alerts_id(desk: Desk) -> None:
    for number in range(11):
        await desk.saved(f"subject{'abcdefghijk'[number]}x")
    await desk.saved("11")
    gone = await desk.alerts.remove_keyword(1, "11")
    assert gone is not None
    assert gone.keyword == "11"


async def test_nobody_takes_back_pauses_or_snoozes_what_belongs_to_somebody_else(desk: Desk) -> None:
    saved_alert = await desk.saved("RAG")
    assert await desk.alerts.remove(2, saved_alert.alert.id) is None
    assert await desk.alerts.pause(2, saved_alert.alert.id) is None
    assert await desk.alerts.snooze(2, saved_alert.alert.id) is None
    assert await desk.alerts.of_user(1) == [saved_alert.alert]


async def test_a_keyword_that_nobody_has_any_more_leaves_nothing(desk: Desk) -> None:
    await desk.listed(WEDNESDAY, paper(1, title="RAG"))
    await desk.saved("RAG", user_id=1)
    await desk.saved("rag", user_id=2)
    await desk.alerts.remove_keyword(1, "RAG")
    async with desk.store.reading() as view:
        (keyword,) = await keywords.with_keys(view, ["rag"])
        assert await hits.counts(view, [keyword.id], WEDNESDAY) == {keyword.id: 1}
    await desk.alerts.remove_keyword(2, "RAG")
    async with desk.store.reading() as view:
        assert await keywords.with_keys(view, ["rag"]) == []
        assert await hits.counts(view, [keyword.id], WEDNESDAY) == {}


async def test_the_list_counts_what_the_trial_found(desk: Desk) -> None:
    await desk.listed(WEDNESDAY, paper(1, title="RAG"), paper(2, title="A RAG"), paper(3))
    await desk.saved("RAG")
    assert [alert.hits for alert in await desk.alerts.with_hits(1)] == [2]


async def test_an_own_hour_is_the_next_one_in_its_zone(desk: Desk) -> None:
    await desk.saved("RAG")
    person = await desk.notifications.set_hour(1, time(9, 0), "Europe/Berlin")
    assert person.next_due_at == at("2024-04-04 07:00")
