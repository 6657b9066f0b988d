from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.units import units
from cogs.paging import pages

LINES = st.text(st.characters(exclude_characters="\n"), min_size=1, max_size=20)


@given(st.lists(st.lists(LINES, min_size=1, max_size=5), min_size=1, max_size=10))
def test_no_line_is_lost_and_no_page_is_too_long(blocks: list[list[str]]) -> None:
    page_texts = pages(blocks, room=40)
    assert "\n".join(page_texts).split("\n") == [line for block in blocks for line in block]
    assert all(units(page) <= 40 for page in page_texts)


def test_a_block_stays_on_one_page_if_it_can() -> None:
    assert pages([["1234"], ["12", "34"]], room=8) == ["1234", "12\n34"]
    assert pages([["1234"], ["12", "34"]], room=4) == ["1234", "12", "34"]
