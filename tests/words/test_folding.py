"""One rule of comparing letters, in alerts, in the search, in titles, and in BibTeX keys."""

from __future__ import annotations

import unicodedata

import pytest

from bot.lookup.title_index import Title, Titles
from bot.matching.names import author_parts, is_named, name_parts
from bot.models import SearchQuery
from bot.rendering.bibtex import bibtex
from bot.store import Store, editions
from bot.store.fulltext import search
from bot.words.folding import fold
from tests.factories import at, paper, record

NAMES = [
    ("Łukasz Żółkiewski", "lukasz zolkiewski"),
    ("Søren Bjørnsson", "soren bjornsson"),
    ("Đorđe Đukić", "dorde dukic"),
    ("Işıl Yıldız", "isil yildiz"),
    ("İpek Çağlar", "ipek caglar"),
    ("Æsa Thorlækson", "aesa thorlaekson"),
    ("Jérôme Cœurdoux", "jerome coeurdoux"),
    ("Hans Weiß", "hans weiss"),
    ("HANS WEIẞ", "hans weiss"),
    ("Guðrún Þórsdóttir", "gudrun thorsdottir"),
    ("Ħal Ŧavvi", "hal tavvi"),
    ("Nguyễn Thị Hạnh", "nguyen thi hanh"),
    ("Ｌｉｎ Ｗｅｉ", "lin wei"),
    ("Zo\u200bë Ko\u00adval", "zoe koval"),
    (unicodedata.normalize("NFD", "Ångström Vőrös"), "angstrom voros"),
]
each_name = pytest.mark.parametrize(("written", "typed"), NAMES)


@each_name
def test_letters_are_compared_as_english_writes_them(written: str, typed: str) -> None:
    assert fold(written) == typed


@pytest.mark.parametrize("text", ["확산 모델", "拡散モデルが", "диффузия", "a·b × c", "C++ & C#"])
def test_other_scripts_and_signs_stay(text: str) -> None:
    assert fold(text) == text.lower()


@each_name
def test_an_alert_finds_a_name_as_it_is_typed(written: str, typed: str) -> None:
    assert is_named(author_parts(written), name_parts(typed))


@each_name
async def test_a_search_finds_a_name_as_it_is_typed(store: Store, written: str, typed: str) -> None:
    async with store.transaction() as tx:
        await editions.save_papers(tx, [paper(1, authors=(written,))], at("2024-04-04 00:00"))
    async with store.reading() as view:
        results = await search(view, SearchQuery(words="paper", author=typed), start=0, most=1)
    assert results.total == 1


@each_name
def test_a_title_is_found_as_it_is_typed(written: str, typed: str) -> None:
    titles = Titles()
    titles.put(Title("1", f"A tribute to {written}", 0, at("2024-04-04 00:00")))
    titles.put(Title("2", "Something else", 0, at("2024-04-04 00:00")))
    assert [title.paper_id for title in titles.search(typed, 5)] == ["1"]


@each_name
def test_a_bibtex_key_has_plain_letters(written: str, typed: str) -> None:
    family = typed.rsplit(maxsplit=1)[-1]
    assert bibtex([record(1, authors=(written,))]).startswith(f"@misc{{{family}2024paper,")
