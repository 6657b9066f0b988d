"""Folding text, and where each folded character comes from."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.matching.folding import fold


@given(st.text(st.sampled_from("aZ09 \n~-–…“’·×가힣은"), max_size=30))
def test_folding_text_of_single_characters_is_folding_any_text(text: str) -> None:
    single, accented = fold(text), fold(f"{text} é")
    assert accented.text == f"{single.text} e"
    assert list(accented.starts[:-2]) == list(single.starts)
    assert list(accented.ends[:-2]) == list(single.ends)
