"""The floor of quality, rule by rule: what is below it, and what only looks like that."""

from __future__ import annotations

import pytest

from bot.models import Language
from bot.summaries.soundness import is_about, is_finished, is_garbled, is_only_title, is_repeated

MATERIAL = "Ripe Models: we ripen autoregressive models in 3 steps on GSM8K, and fine-tune them cheaply."


@pytest.mark.parametrize(
    ("language", "bullet"),
    [
        ("en", "It gains 3%."),
        ("en", "It is called “Ripe.”"),
        ("en", "It is small (2B)."),
        ("en", "Does it ripen?"),
        ("en", "It comes in two sizes (see the code.)"),
        ("ko", "새 방법을 제안합니다."),
        ("ko", "새 방법을 제안한다"),
        ("ko", "새 방법을 제안해요!"),
        ("ko", "성능이 뛰어남."),
        ("ko", "성능을 크게 높였음"),
        ("ko", "정확도는 92.3%."),
        ("ko", "모델이 “익는다.”"),
        ("ko", "모델이 익습니다(GSM8K)."),
        ("ko", "더 나은 성능을 달성."),
    ],
)
def test_what_ends_like_a_sentence(language: Language, bullet: str) -> None:
    assert is_finished(bullet, language)


@pytest.mark.parametrize(
    ("language", "bullet"),
    [
        ("en", "It gains 3% on the"),
        ("en", "It gains 3% on the."),
        ("en", "It gains 3%, e.g."),
        ("en", "It gains 3%..."),
        ("en", "It gains 3%…”"),
        ("en", "It gains much (see Sec."),
        ("en", "It gains much:"),
        ("ko", "새로운 방법을 제"),
        ("ko", "새로운 방법을."),
        ("ko", "이 방법은."),
        ("ko", "새로운 방법으로 학습하는"),
        ("ko", "성능이 뛰어납니다…"),
        ("ko", "성능 향상"),
    ],
)
def test_what_was_cut_off(language: Language, bullet: str) -> None:
    assert not is_finished(bullet, language)


@pytest.mark.parametrize(
    "bullet",
    [
        "시ynthetics 데이터를 씁니다.",
        "편집 성능을 재는 첫 번째_look 평가입니다.",
        "모델의 性능이 좋습니다.",
        "It is a語 model.",
        "It â€œripensâ€\x9d models.",
        "ì´ ë…¼ë¬¸ì€ ëª¨ë¸ì…ë‹ˆë‹¤.",
        "It ripens \N{REPLACEMENT CHARACTER} models.",
        "It ripensssss models.",
        "It ripens and ripens and ripens and ripens models.",
        "the model the model the model the model",
        "ㅋㅋ 모델입니다.",
    ],
)
def test_what_is_garbled(bullet: str) -> None:
    assert is_garbled(bullet, MATERIAL)


@pytest.mark.parametrize(
    "bullet",
    [
        "비autoregressive 모델을 씁니다.",
        "재fine-tune 없이 씁니다.",
        "GSM8K에서 LLM을 씁니다.",
        "한국어LLM을 씁니다.",
        "김(金) 교수의 방법을 씁니다.",
        "Fréchet distance and Erdős are named.",
        "It takes 1000000 steps.",
        "A step-by-step, side-by-side view.",
    ],
)
def test_what_only_looks_like_it(bullet: str) -> None:
    assert not is_garbled(bullet, MATERIAL)


TITLE = "Ripe Models: Slow Training on Warm Windowsills"


@pytest.mark.parametrize(
    ("bullet", "only"),
    [
        (f"{TITLE}.", True),
        (f"This paper presents “{TITLE}”.", True),
        ("It is about slowly training ripe models on warm windowsills.", True),
        (f"이 논문은 {TITLE}를 제안합니다.", True),
        ("Ripe Models are three times cheaper.", False),
        ("Ripe Models trains models slowly on warm windowsills, which halves their errors.", False),
        ("It proposes ripe models.", False),
    ],
)
def test_the_title_alone_is_no_news(bullet: str, only: bool) -> None:
    assert is_only_title(bullet, TITLE) == only


@pytest.mark.parametrize(
    ("language", "bullet", "about"),
    [
        ("en", "Ripening takes three steps.", True),
        ("en", "It is cheaper and faster than the others.", True),
        ("en", "Preheat the oven and butter a dish.", False),
        ("en", "A protein folds in water at room temperature.", False),
        ("ko", "GSM8K에서 가장 앞섭니다.", True),
        ("ko", "작은 모델을 학습하는 새로운 방법을 제안합니다.", True),
        ("ko", "학습에 드는 비용도 줄었습니다.", True),
        ("ko", "양파를 잘게 썰어 팬에 볶습니다.", False),
        ("ko", "오븐을 뜨겁게 예열합니다.", False),
    ],
)
def test_a_bullet_is_about_its_paper(language: Language, bullet: str, about: bool) -> None:
    assert is_about(bullet, language, MATERIAL) == about


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("It ripens models.", "it ripens models", True),
        ("It ripens models slowly on images.", "“It ripens the models slowly on images.”", True),
        ("모델을 천천히 익힙니다.", "모델을 천천히  익힙니다!", True),
        (
            "CameraCtrl moves a camera in videos.",
            "The results show that CameraCtrl moves a camera in videos.",
            True,
        ),
        ("CameraCtrl은 카메라를 정확하게 움직입니다.", "CameraCtrl의 카메라를 정확하게 움직입니다.", True),
        ("It is better on GSM8K.", "It is better on MATH.", False),
        ("It gains 3% on it.", "It gains 4% on it.", False),
        ("모델을 천천히 익힙니다.", "데이터를 빠르게 모읍니다.", False),
    ],
)
def test_the_same_is_said_once(first: str, second: str, same: bool) -> None:
    assert is_repeated(second, [first]) == same
