"""Keywords that people keep."""

from __future__ import annotations

import pytest

from bot.alerts import MOST, canonical, keywords_of, subscribe_keyword, unsubscribe_keyword
from bot.errors import UserError
from bot.store import Store
from tests.conftest import HandClock


@pytest.mark.parametrize(
    "text",
    ["Mixture of Experts", " mixture  of\texperts ", "ＭＩＸＴＵＲＥ of experts", "mix\u200bture of experts"],
)
def test_case_width_and_spaces_make_no_other_keyword(text: str) -> None:
    assert canonical(text) == "mixture of experts"


def test_decomposed_hangul_is_the_same_keyword() -> None:
    assert canonical("\u1112\u116a\u11a8\u1109\u1161\u11ab") == canonical("확산") == "확산"


async def test_a_keyword_is_kept_as_written(store: Store, clock: HandClock) -> None:
    kept = await subscribe_keyword(store, 1, "  In-Context   Learning ", clock())
    assert kept.is_new
    assert await keywords_of(store, 1) == [kept.alert]
    assert kept.alert.keyword == "In-Context Learning"


async def test_a_duplicate_gives_back_the_first(store: Store, clock: HandClock) -> None:
    first = await subscribe_keyword(store, 1, "RAG", clock())
    again = await subscribe_keyword(store, 1, "rag", clock())
    assert not again.is_new
    assert again.alert == first.alert


async def test_two_people_may_have_the_same_keyword(store: Store, clock: HandClock) -> None:
    await subscribe_keyword(store, 1, "RAG", clock())
    assert (await subscribe_keyword(store, 2, "RAG", clock())).is_new


@pytest.mark.parametrize("keyword", ["", "a", " a ", "a" * 101, "\u200b\u200b\u200b"])
async def test_a_keyword_of_a_wrong_length_is_refused(store: Store, clock: HandClock, keyword: str) -> None:
    with pytest.raises(UserError):
        await subscribe_keyword(store, 1, keyword, clock())


async def test_one_too_many_is_refused_but_a_duplicate_is_still_recognised(
    store: Store, clock: HandClock
) -> None:
    for number in range(MOST):
        await subscribe_keyword(store, 1, f"word {number}", clock())
    with pytest.raises(UserError):
        await subscribe_keyword(store, 1, "one more", clock())
    assert not (await subscribe_keyword(store, 1, "WORD 0", clock())).is_new


async def test_an_alert_is_taken_back_by_its_id_or_its_keyword(store: Store, clock: HandClock) -> None:
    kept = await subscribe_keyword(store, 1, "RAG", clock())
    await subscribe_keyword(store, 1, "LLM", clock())
    assert await unsubscribe_keyword(store, 1, str(kept.alert.id)) == kept.alert
    assert await unsubscribe_keyword(store, 1, "llm") is not None
    assert await keywords_of(store, 1) == []


async def test_nobody_takes_back_what_belongs_to_somebody_else(store: Store, clock: HandClock) -> None:
    kept = await subscribe_keyword(store, 1, "RAG", clock())
    assert await unsubscribe_keyword(store, 2, str(kept.alert.id)) is None
    assert await unsubscribe_keyword(store, 2, "RAG") is None
    assert await keywords_of(store, 1) == [kept.alert]
