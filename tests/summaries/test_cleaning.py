from __future__ import annotations

import pytest

from bot.models import Language
from bot.summaries.cleaning import clean, in_third_person


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


@pytest.mark.parametrize(
    ("language", "written", "rewritten"),
    [
        ("en", "We train it, which we call Ripe.", "The authors train it, which the authors call Ripe."),
        ("en", "We extend our study.", "The authors extend their study."),
        ("en", "Our method beats our baseline.", "The authors' method beats the authors' baseline."),
        (
            "en",
            "It is named “What we need” after All We Need.",
            "It is named “What we need” after All We Need.",
        ),
        ("en", "It is found in outer hours.", "It is found in outer hours."),
        ("ko", "우리는 모델을 학습합니다.", "저자들은 모델을 학습합니다."),
        ("ko", "저희가 모은 데이터가 우리의 바탕입니다.", "저자들이 모은 데이터가 저자들의 바탕입니다."),
        ("ko", "우리말 데이터를 모읍니다.", "우리말 데이터를 모읍니다."),
    ],
)
def test_who_speaks_as_the_authors_speaks_of_them(language: Language, written: str, rewritten: str) -> None:
    assert in_third_person(written, language) == rewritten
