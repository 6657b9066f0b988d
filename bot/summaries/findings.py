"""What is wrong with a bullet: output of a model is a stranger's text until it has passed here. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.models import Language, Paper
from bot.settings import Politeness
from bot.summaries import soundness
from bot.summaries.answer import LONGEST
from bot.summaries.bullet_language import is_english, is_korean
from bot.summaries.figures import unsupported_figures
from bot.summaries.prompt import Prompt
from bot.summaries.sentences import sentences
from bot.texts import say

_PING = re.compile(r"@(?:everyone|here)\b|<(?:@|#|a?:|t:|/|id:)[^>\n]*>", re.IGNORECASE)
_MASKED = re.compile(r"\[[^\]]*\]\([^)]*\)")
# A Korean particle may be glued to a host: example.com에.
_HOST = re.compile(
    r"(?:https?://|www\.)(?P<host>[^\s/?#()<>\"'`가-힣]+)"
    r"|(?<![a-z0-9_@.-])(?P<bare>(?:[a-z0-9-]+\.)+(?:com|org|net|io|ai|co|dev|gg|app|me|ly|xyz|kr|edu|gov|ru|cn))"
    r"(?![a-z0-9_-]|\.[a-z0-9])",
    re.IGNORECASE,
)
_QUOTED_CHARACTERS = 240  # characters of a bullet that the model is shown again
_READ_CHARACTERS = (
    1000  # characters; what is longer is not looked at, which would take a hostile answer too long
)
# Characters in a row that a bullet shares with the rules, or with their examples, only if it repeats them.
_LEAKED_CHARACTERS = 32
_EXAMPLE_LEAK: dict[Language, int] = {"en": 24, "ko": 12}
_ENDS_INSIDE = re.compile(r"[가-힣][.!?]\s+\S")
_POLITE = re.compile(r"(?:니다|니까)[.!?]?$")
_PLAIN = re.compile(r"(?<!니)다[.!?]?$")
_FIRST_PERSON = {
    "en": re.compile(r"\b(?:[Ww]e|[Oo]urs?)\b"),
    "ko": re.compile(r"(?<![가-힣])(?:우리(?:는|가|의)|저희(?:는|가|의)?)(?=\s)"),
}


@dataclass(frozen=True)
class Problem:
    """What is wrong with an answer, or a bullet of it; `fault` is its kind and a key of the catalogue."""

    fault: str
    bullet: str = ""  # as it is quoted
    values: Mapping[str, object] = field(default_factory=dict[str, object])

    def text(self, language: Language) -> str:
        """In words for the model, or for whoever tries one."""
        sentence = say(language, self.fault, **self.values)
        return f"“{self.bullet}”: {sentence}" if self.bullet else sentence


@dataclass(frozen=True)
class Finding:
    """One thing wrong with the bullet at `place` (from 0).

    `bars`: such a bullet is never shown. Otherwise it is only worth asking again. `figure` marks what the
    checker of figures found.
    """

    place: int
    problem: Problem
    bars: bool = True
    figure: bool = False


@dataclass(frozen=True)
class Examiner:
    """Knows what the bullets of one paper may contain; of the prompt neither rules nor examples may leak."""

    paper: Paper
    language: Language
    politeness: Politeness
    prompt: Prompt

    def findings(self, bullets: Sequence[str]) -> tuple[Finding, ...]:
        """Everything wrong with the bullets of one answer, in their order."""
        return tuple(
            finding
            for place, bullet in enumerate(bullets)
            for finding in self._of_bullet(place, bullet, bullets[:place])
        )

    def _of_bullet(self, place: int, bullet: str, earlier: Sequence[str]) -> Iterator[Finding]:
        quoted = bullet if len(bullet) <= _QUOTED_CHARACTERS else f"{bullet[:_QUOTED_CHARACTERS]}…"
        longest = LONGEST[self.language]
        if len(bullet) > longest:
            values = {"length": len(bullet), "most": longest}
            yield Finding(place, Problem("finding-too-long", quoted, values))
        if len(bullet) > _READ_CHARACTERS:
            return
        for fault in (*self._hostile(bullet), *self._unsound(bullet, earlier)):
            yield Finding(place, Problem(fault, quoted))
        for figure in unsupported_figures(bullet, abstract=self.paper.abstract, title=self.paper.title):
            fault = "finding-figure-probably" if figure.probably else "finding-figure"
            values = {"figure": figure.text, "probably": figure.probably}
            yield Finding(place, Problem(fault, quoted, values), figure=True)
        for fault in self._clumsy(bullet):
            yield Finding(place, Problem(fault, quoted), bars=False)

    def _hostile(self, bullet: str) -> Iterator[str]:
        if _PING.search(bullet):
            yield "finding-ping"
        if _MASKED.search(bullet) or not set(hosts(bullet)) <= set(hosts(self._material)):
            yield "finding-link"
        if _shares_a_run(bullet, " ".join(self.prompt.example_bullets), _EXAMPLE_LEAK[self.language]):
            yield "finding-example"
        elif _shares_a_run(bullet, self.prompt.text, _LEAKED_CHARACTERS):
            yield "finding-rules"

    def _unsound(self, bullet: str, earlier: Sequence[str]) -> Iterator[str]:
        if not soundness.is_sentence(bullet, self.language):
            yield "finding-too-short"
        elif not soundness.is_finished(bullet, self.language):
            yield "finding-unfinished"
        elif not (is_korean if self.language == "ko" else is_english)(bullet):
            yield "finding-language"
        elif soundness.is_only_title(bullet, self.paper.title):
            yield "finding-title"
        elif not soundness.is_about(bullet, self.language, self._material):
            yield "finding-subject"
        if soundness.is_garbled(bullet, self._material):
            yield "finding-garbled"
        if soundness.is_repeated(bullet, earlier):
            yield "finding-repeated"

    def _clumsy(self, bullet: str) -> Iterator[str]:
        if _FIRST_PERSON[self.language].search(bullet.replace(self.paper.title, "")):
            yield "finding-first-person"
        if self.language == "en":
            if len(sentences(bullet)) > 1:
                yield "finding-two-sentences"
            return
        if _ENDS_INSIDE.search(bullet):
            yield "finding-two-sentences"
        if not (_POLITE if self.politeness == "hapsyo" else _PLAIN).search(bullet):
            yield "finding-style"

    @property
    def _material(self) -> str:
        return f"{self.paper.title} {self.paper.abstract}"


def hosts(text: str) -> Iterator[str]:
    """The hosts that a text names, in lower case, with or without a scheme before them."""
    for match in _HOST.finditer(text):
        yield (match["host"] or match["bare"]).lower().removeprefix("www.").rstrip(".,;:!")


def _shares_a_run(text: str, source: str, length: int) -> bool:
    text, source = (" ".join(each.lower().split()) for each in (text, source))
    return any(text[start : start + length] in source for start in range(len(text) - length + 1))
