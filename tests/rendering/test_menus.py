"""Selects of papers, as plain values."""

from __future__ import annotations

import pytest

from bot.rendering.menus import LABEL_UNITS, paper_menu
from bot.rendering.units import units
from tests.factories import paper


@pytest.mark.parametrize(
    "title", ["x" * 175, "모델 " * 60, "😀" * 120, "*Bold* `code` _it_", "  two\n lines "]
)
def test_labels_are_plain_and_within_discords_limit(title: str) -> None:
    authors = tuple(f"Author Number {number}" for number in range(300))
    (option,) = paper_menu([(10, paper(1, title=title, authors=authors))], "…", "en").options
    assert option.label.startswith("10. ")
    assert "\\" not in option.label
    assert all(0 < units(text or "") <= LABEL_UNITS for text in (option.label, option.description))


def test_a_paper_keeps_the_number_that_it_has_in_its_list() -> None:
    menu = paper_menu([(3, paper(1)), (7, paper(2))], "…", "ko")
    assert [(option.label, option.value) for option in menu.options] == [
        ("3. Paper number 1", "2404.00001"),
        ("7. Paper number 2", "2404.00002"),
    ]


def test_a_paper_without_authors_shows_its_votes() -> None:
    (option,) = paper_menu([(1, paper(1, authors=()))], "…", "en").options
    assert option.description == "▲ 99"
