"""What is wrong with a bullet: output of a model is a stranger's text until it has passed here. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.models import Language, Paper
from bot.settings import Politeness
from bot.summaries.answer import LONGEST
from bot.summaries.figures import unsupported_figures
from bot.summaries.languages import is_english, is_korean
from bot.summaries.sentences import sentences

_PING = re.compile(r"@(?:everyone|here)\b|<(?:@|#|a?:|t:|/|id:)[^>\n]*>", re.IGNORECASE)
_MASKED = re.compile(r"\[[^\]]*\]\([^)]*\)")
# A Korean particle may be glued to a host: example.com에.
_HOST = re.compile(
    r"(?:https?://|www\.)(?P<host>[^\s/?#()<>\"'`가-힣]+)"
    r"|(?<![a-z0-9_@.-])(?P<bare>(?:[a-z0-9-]+\.)+(?:com|org|net|io|ai|co|dev|gg|app|me|ly|xyz|kr|edu|gov|ru|cn))"
    r"(?![a-z0-9_-]|\.[a-z0-9])",
    re.IGNORECASE,
)
_READ = 1000  # characters; what is longer is not looked at, which would take a hostile answer too long
_LEAK = 32  # characters in a row that a summary and the prompt do not share by chance
_ENDS_INSIDE = re.compile(r"[가-힣][.!?]\s+\S")
_POLITE = re.compile(r"(?:니다|니까)[.!?]?$")
_PLAIN = re.compile(r"(?<!니)다[.!?]?$")


@dataclass(frozen=True)
class Finding:
    """One thing wrong with the bullet at `place` (from 0), in words for the model.

    `bars`: such a bullet is never shown. Otherwise it is only worth asking again. `figure` marks what the
    checker of figures found.
    """

    place: int
    problem: str
    bars: bool = True
    figure: bool = False


@dataclass(frozen=True)
class Examiner:
    """Knows what the bullets of one paper may contain; `prompt` is the text that must not leak."""

    paper: Paper
    language: Language
    politeness: Politeness
    prompt: str

    def findings(self, bullets: Sequence[str]) -> tuple[Finding, ...]:
        """Everything wrong with the bullets of one answer, in their order."""
        return tuple(
            finding for place, bullet in enumerate(bullets) for finding in self._of_one(place, bullet)
        )

    def _of_one(self, place: int, bullet: str) -> Iterator[Finding]:
        if len(bullet) > _READ:
            yield Finding(place, f"“{bullet[:LONGEST]}…”: {_too_long(bullet)}")
            return
        for problem in (*self._hostile(bullet), *self._long(bullet), *self._foreign(bullet)):
            yield Finding(place, f"“{bullet}”: {problem}")
        for figure in unsupported_figures(bullet, abstract=self.paper.abstract, title=self.paper.title):
            meant = f"; it probably means {figure.probably}" if figure.probably else ""
            problem = f"“{bullet}”: the abstract does not bear out “{figure.text}”{meant}"
            yield Finding(place, problem, figure=True)
        for problem in self._clumsy(bullet):
            yield Finding(place, f"“{bullet}”: {problem}", bars=False)

    def _hostile(self, bullet: str) -> Iterator[str]:
        if _PING.search(bullet):
            yield "it mentions somebody"
        if _MASKED.search(bullet) or not set(hosts(bullet)) <= set(hosts(self._material)):
            yield "it links to where the abstract does not point"
        if _shares_a_run(bullet, self.prompt, _LEAK):
            yield "it repeats the rules"

    def _long(self, bullet: str) -> Iterator[str]:
        if len(bullet) > LONGEST:
            yield _too_long(bullet)

    def _foreign(self, bullet: str) -> Iterator[str]:
        if self.language == "ko" and not is_korean(bullet):
            yield "it is not Korean"
        if self.language == "en" and not is_english(bullet):
            yield "it is not English"

    def _clumsy(self, bullet: str) -> Iterator[str]:
        if self.language == "en":
            if len(sentences(bullet)) > 1:
                yield "it is more than one sentence"
            return
        if _ENDS_INSIDE.search(bullet):
            yield "it is more than one sentence"
        if not (_POLITE if self.politeness == "hapsyo" else _PLAIN).search(bullet):
            yield "it has not the asked style of speech at its end"

    @property
    def _material(self) -> str:
        return f"{self.paper.title} {self.paper.abstract}"


def _too_long(bullet: str) -> str:
    return f"it has {len(bullet)} characters, and at most {LONGEST} are allowed"


def hosts(text: str) -> Iterator[str]:
    """The hosts that a text names, in lower case, with or without a scheme before them."""
    for found in _HOST.finditer(text):
        yield (found["host"] or found["bare"]).lower().removeprefix("www.").rstrip(".,;:!")


def _shares_a_run(text: str, other: str, length: int) -> bool:
    text, other = (" ".join(each.lower().split()) for each in (text, other))
    return any(text[start : start + length] in other for start in range(len(text) - length + 1))
