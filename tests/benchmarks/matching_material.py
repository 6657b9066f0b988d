"""Invented keywords and papers with realistic lengths and a realistic mix of common and rare words."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import accumulate

from bot.models import Paper

ENGLISH = """diffusion model language large agent reasoning video generation benchmark reinforcement learning
retrieval augmented attention sparse transformer alignment policy reward multimodal vision image scene
reconstruction gaussian splatting robot manipulation planning memory context long inference scaling
quantization pruning distillation dataset evaluation safety medical code speech audio music translation
tokenizer embedding search tree chain thought tool web graph neural network training data synthetic
preference optimization expert mixture cache latent flow matching world simulation motion depth camera
segmentation detection tracking editing style face human avatar physics chemistry protein biology math
theorem proof education finance legal privacy federated attack defense watermark hallucination factual
temporal spatial causal dynamic adaptive efficient robust scalable unified open generalist hierarchical
contrastive self supervised online offline continual meta zero shot few prompt instruction tuning"""
PLAIN = """we show that the a of in for with and to on is are by this our method across than which can from
using new while each achieves improves results propose approach existing across without between under"""
KOREAN = """확산 모델 언어 대규모 강화 학습 추론 벤치마크 이미지 영상 생성 에이전트 검색 증강 데이터 정렬 보상
로봇 의료 코드 음성 번역 평가 안전 장면 복원 계획 기억 문맥 효율 압축 양자화 증류 그래프 물리 수학 증명 편집
분할 탐지 추적 실시간 도메인 적응 시각 감정 요약 질의 응답 지식 편향 설명 시뮬레이션 자율 주행"""
_PARTICLES = ("", "을", "를", "은", "는", "의", "에서", "으로", "과", "이", "에")
_UNWANTED = ("survey", "radiology", "blockchain", "설문")
_ENDINGS = ("합니다", "보입니다", "높입니다", "줄입니다", "제안합니다")
SYLLABLES = "ba co di fu ge hi ja ko lu me ni op qua ro si ta ur vo we xi yo za fle gri sto tra"
_HANGUL = "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허고노도로모보소오조초코토포호"
FAMILIES = "Kim Lee Park Chen Wang Zhang Smith Garcia Mueller Rossi Tanaka Singh Nguyen Okafor Silva"

_ENGLISH, _PLAIN, _KOREAN, _SYLLABLES, _FAMILIES = (
    words.split() for words in (ENGLISH, PLAIN, KOREAN, SYLLABLES, FAMILIES)
)
# By Zipf's law, as words of a field are spread.
_SHARES = tuple(accumulate(1 / (rank + 5) for rank in range(len(_ENGLISH))))


class Writer:
    """Writes keywords and papers from one vocabulary; the same seed writes the same."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def keywords(self) -> Iterator[str]:
        """Keywords without end, the popular ones first; some come twice."""
        yield from _ENGLISH
        yield from _KOREAN
        while True:
            yield self._keyword()

    def paper(self, number: int) -> tuple[Paper, list[str]]:
        """A paper and its Korean bullets: title 75, abstract 1,400, bullets 700 characters, about as real."""
        paper = Paper(
            id=f"2404.{number:05}",
            title=self._sentence(75),
            abstract=" ".join(self._sentence(140) for _ in range(10)),
            authors=tuple(self._name() for _ in range(6)),
            ai_keywords=tuple(f"{self._common()} {self._common()}" for _ in range(8)),
            organization=self._rare().title(),
            votes=self._random.randrange(120),
        )
        return paper, [self._korean_sentence(230) for _ in range(3)]

    def _keyword(self) -> str:
        """Half single words, a quarter Korean; most name something rare, as most alerts do."""
        kind = self._random.random()
        if kind < 0.35:
            return self._rare()
        if kind < 0.55:
            return f'"{self._word()} {self._common()}"'
        if kind < 0.80:
            return self._korean_keyword()
        if kind < 0.90:
            return f"{self._rare()} {self._common()}"
        if kind < 0.96:
            return f"{self._word()} -{self._random.choice(_UNWANTED)}"
        return f"{self._word()} votes:20" if kind < 0.98 else f'author:"{self._name()}"'

    def _word(self) -> str:
        return self._common() if self._random.random() < 0.3 else self._rare()

    def _korean_keyword(self) -> str:
        word = self._random.choice(_KOREAN) if self._random.random() < 0.3 else self._rare_korean()
        return word if self._random.random() < 0.5 else f'"{word} {self._random.choice(_KOREAN)}"'

    def _sentence(self, length: int) -> str:
        return self._text(length, self._english_word).capitalize() + "."

    def _korean_sentence(self, length: int) -> str:
        return self._text(length, self._korean_word) + " " + self._random.choice(_ENDINGS) + "."

    def _text(self, length: int, word: Callable[[], str]) -> str:
        text = word()
        while len(text) < length:
            text += (", " if self._random.random() < 0.1 else " ") + word()
        return text

    def _english_word(self) -> str:
        return self._random.choices((self._plain, self._common, self._rare), (60, 30, 10))[0]()

    def _korean_word(self) -> str:
        noun = self._random.choice(_KOREAN) if self._random.random() < 0.9 else self._rare_korean()
        return noun + self._random.choice(_PARTICLES)

    def _common(self) -> str:
        return self._random.choices(_ENGLISH, cum_weights=_SHARES)[0]

    def _plain(self) -> str:
        return self._random.choice(_PLAIN)

    def _rare(self) -> str:
        return "".join(self._random.choices(_SYLLABLES, k=4))

    def _rare_korean(self) -> str:
        return "".join(self._random.choices(_HANGUL, k=3))

    def _name(self) -> str:
        return f"{self._rare().title()} {self._random.choice(_FAMILIES)}"
