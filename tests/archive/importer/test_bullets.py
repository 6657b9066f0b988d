"""Imported bullets: doubtful figures, other languages, and papers of which nothing else is known."""

from __future__ import annotations

import unicodedata
from datetime import timedelta

import pytest

from bot.errors import SourceError
from bot.lookup.opened import Papers
from bot.lookup.papers import Lookups
from bot.models.clock import utc_now
from bot.questions import Questions
from bot.rendering.digest_message import paper_message
from bot.store import Store, editions
from tests.archive.files import CANONICAL, FIRST, SECOND, file_of
from tests.archive.importer.conftest import IMPORTED, SUMMARY, Shelf, lookups
from tests.factories import WEDNESDAY, paper
from tests.support.known_papers import KnownPapers

DOUBTFUL = file_of(
    SECOND.replace("- 괄호를 다룹니다.\n", "- 괄호를 다룹니다.\n- 매개변수는 3.8억 개입니다.\n")
)
KNOWN = paper(2, abstract="We present a model with 3.8 billion parameters.")


def opened(store: Store, lookups: Lookups) -> Papers:
    return Papers(store, lookups, Questions(utc_now), SUMMARY)


async def test_a_figure_that_the_abstract_does_not_bear_out_is_reported_and_marked(
    shelf: Shelf, store: Store
) -> None:
    async with store.transaction() as tx:
        await editions.save_papers(tx, [KNOWN], IMPORTED)
    (report,) = await shelf.take(DOUBTFUL)
    (remark,) = report.remarks
    assert (remark.line, remark.key, remark.values["probably"]) == (10, "archive-figure-probably", "38억")
    opened_paper = await opened(store, lookups(store, KnownPapers())).open(KNOWN.id, "ko")
    assert opened_paper
    lines = (paper_message(opened_paper.digest_paper, "ko").embeds[0].description or "").splitlines()
    assert lines[:2] == ["• 괄호를 다룹니다.", "• ⚠ 매개변수는 3.8억 개입니다."]
    assert await shelf.exported() == DOUBTFUL


async def test_the_source_is_asked_for_the_rest_of_an_archived_paper(shelf: Shelf, store: Store) -> None:
    await shelf.take(DOUBTFUL)
    source = KnownPapers(papers={KNOWN.id: KNOWN})
    looking = lookups(store, source)
    opened_paper = await opened(store, looking).open(KNOWN.id, "ko")
    assert opened_paper
    assert (opened_paper.digest_paper.paper.abstract, source.asked) == ("", [])
    assert await looking.complete(opened_paper.digest_paper.paper)
    opened_paper = await opened(store, looking).open(KNOWN.id, "ko")
    assert opened_paper
    assert (opened_paper.digest_paper.paper, opened_paper.digest_paper.summary.doubtful) == (KNOWN, (1,))
    assert source.asked == [KNOWN.id]
    assert not looking.is_incomplete(opened_paper.digest_paper.paper)


@pytest.mark.parametrize("down", [True, False])
async def test_an_archived_paper_is_shown_as_it_is_if_nobody_knows_more(
    shelf: Shelf, store: Store, down: bool
) -> None:
    await shelf.take(CANONICAL)
    source = KnownPapers(problem=SourceError("source-html") if down else None)
    opened_paper = await opened(store, lookups(store, source)).open("2404.00002", "ko")
    assert opened_paper
    assert opened_paper.digest_paper.summary.bullets == ("괄호를 다룹니다.",)
    assert opened_paper.listings == [(WEDNESDAY, 5)]


ENGLISH = SECOND.replace("괄호를 다룹니다.", "It handles brackets.\n- All of them.")


async def test_bullets_without_hangul_are_no_korean_summary_but_are_exported(
    shelf: Shelf, store: Store
) -> None:
    (report,) = await shelf.take(file_of(FIRST, ENGLISH))
    assert [(r.line, r.key, r.skipped) for r in report.remarks] == [(20, "archive-not-korean", False)]
    async with store.reading() as view:
        assert set(await editions.stored_summaries(view, ["2404.00001", "2404.00002"], "ko")) == {
            "2404.00001"
        }
    assert await shelf.exported() == file_of(FIRST, ENGLISH)


async def test_english_bullets_are_an_english_summary(shelf: Shelf) -> None:
    (report,) = await shelf.take(file_of(ENGLISH), language="en")
    assert report.remarks == ()
    assert await shelf.bullets(language="en") == ("It handles brackets.", "All of them.")


@pytest.mark.parametrize("bullet", ["Transformer를 씁니다.", unicodedata.normalize("NFD", "괄호")])
async def test_one_bullet_with_hangul_makes_them_korean(shelf: Shelf, bullet: str) -> None:
    (report,) = await shelf.take(file_of(SECOND.replace("괄호를 다룹니다.", f"SOTA, 90%\n- {bullet}")))
    assert (report.remarks, await shelf.bullets()) == ((), ("SOTA, 90%", bullet))


async def test_a_later_day_in_english_leaves_the_korean_bullets_of_an_earlier_one(shelf: Shelf) -> None:
    await shelf.take(CANONICAL, file_of(ENGLISH, day=WEDNESDAY + timedelta(days=1)))
    assert await shelf.bullets() == ("괄호를 다룹니다.",)
