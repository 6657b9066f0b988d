from __future__ import annotations

import pytest

from bot.summaries.cleaning import clean


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        ("- It is new.", "It is new."),
        ("(2) It is new.", "It is new."),
        ("- 1. It is new.", "It is new."),
        ("③ 새롭습니다.", "새롭습니다."),
        ("# **It** is `new`.", "It is new."),
        ("***What is new***: a method.", "What is new: a method."),
        ("It\tis\u00a0\n new.", "It is new."),
        ("정확도가 2.1퍼센트포인트 올랐습니다.", "정확도가 2.1%p 올랐습니다."),
        ("정확도가 2.1% 포인트 올랐습니다.", "정확도가 2.1%p 올랐습니다."),
        ("3D models are 2 x 3 = 6 times larger.", "3D models are 2 x 3 = 6 times larger."),
    ],
)
def test_a_bullet_is_plain_text(written: str, cleaned: str) -> None:
    assert clean(written) == cleaned
