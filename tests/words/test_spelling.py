"""One spelling for each word: the same table for the rule, for alerts and for the search."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.matching.fit import fits, prepare
from bot.matching.grammar import parse_keyword
from bot.models import SearchQuery
from bot.store import editions, open_store
from bot.store.fulltext import search
from bot.words.spelling import spelled
from tests.factories import at, paper
from tests.words.spellings import ALIKE, APART, STEMMED_ALIKE


def _is_alerted(typed: str, text: str) -> bool:
    return fits(parse_keyword(typed), prepare(paper(1, title=text, abstract="", authors=()), ()))


async def _are_found(pairs: list[tuple[str, str]], folder: Path) -> list[bool]:
    """For each pair whether a search for its first word finds a title with its second."""
    async with open_store(f"sqlite+aiosqlite:///{folder / 'spelling.db'}") as store:
        async with store.transaction() as tx:
            texts = [
                paper(n, title=f"zzz{n} {text}", abstract="") for n, (_, text) in enumerate(pairs, start=1)
            ]
            await editions.save_papers(tx, texts, at("2024-04-04 00:00"))
        async with store.reading() as view:
            results = [
                await search(view, SearchQuery(words=f"zzz{n} {typed}"), start=0, most=1)
                for n, (typed, _) in enumerate(pairs, start=1)
            ]
    return [bool(result.entries) for result in results]


def _neighbours(table: list[str]) -> list[tuple[str, str]]:
    """Each word of a line with the first one, in both directions."""
    lines = [line.split() for line in table]
    there = [(first, word) for first, *rest in lines for word in rest]
    return [*there, *((word, first) for first, word in there)]


@pytest.mark.parametrize(("typed", "text"), _neighbours(ALIKE))
def test_an_alert_hears_of_a_word_in_every_spelling(typed: str, text: str) -> None:
    assert _is_alerted(typed, f"On {text} today")


@pytest.mark.parametrize(("typed", "text"), _neighbours(APART))
def test_an_alert_does_not_hear_of_another_word(typed: str, text: str) -> None:
    assert not _is_alerted(typed, f"On {text} today")


async def test_a_search_finds_a_word_in_every_spelling(tmp_path: Path) -> None:
    pairs = _neighbours(ALIKE)
    hits = await _are_found(pairs, tmp_path)
    assert [pair for pair, hit in zip(pairs, hits, strict=True) if not hit] == []


async def test_a_search_does_not_find_another_word(tmp_path: Path) -> None:
    pairs = _neighbours([line for line in APART if line not in STEMMED_ALIKE])
    hits = await _are_found(pairs, tmp_path)
    assert [pair for pair, hit in zip(pairs, hits, strict=True) if hit] == []


@pytest.mark.parametrize("word", sorted({word for line in [*ALIKE, *APART] for word in line.split()}))
def test_a_spelling_is_spelled_like_itself(word: str) -> None:
    assert spelled(spelled(word)) == spelled(word)
