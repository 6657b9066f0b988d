"""From a paper to bullets: ask, examine, ask again where that helps, and drop what stays wrong."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

from bot.errors import SummaryError
from bot.models import Tokens
from bot.summaries.answer import FEWEST, MOST, UnusableError, read_answer
from bot.summaries.cleaning import in_third_person
from bot.summaries.findings import Examiner, Finding, Problem
from bot.summaries.prompt import Talk
from bot.summaries.soundness import is_repeated
from bot.summaries.thoughts import without_thoughts

_SENT_BACK = 4000  # characters of an answer that is asked for again


@dataclass(frozen=True)
class Reply:
    """A model's answer as text, and what it cost."""

    text: str
    tokens: Tokens


Ask = Callable[[Talk], Awaitable[Reply]]


@dataclass(frozen=True)
class SummaryDraft:
    """What came of a paper: its bullets (none: fewer than three could be used), and how that went.

    `flagged` counts figures that the checker found without support, `dropped` bullets left out; `problems`
    say what was wrong with the last answer.
    """

    bullets: tuple[str, ...] = ()
    tokens: Tokens = field(default_factory=Tokens)
    flagged: int = 0
    dropped: int = 0
    problems: tuple[Problem, ...] = ()


class _Trouble(Enum):
    """Why an answer is asked for again; each is worth one more question."""

    STRUCTURE = 1
    CONTENT = 2


@dataclass(frozen=True)
class _Attempt:
    """One well-formed answer."""

    bullets: tuple[str, ...]
    findings: tuple[Finding, ...]

    def sound(self) -> tuple[str, ...]:
        """The bullets that may be shown."""
        barred = {finding.place for finding in self.findings if finding.bars}
        return tuple(bullet for place, bullet in enumerate(self.bullets) if place not in barred)


async def write(ask: Ask, examiner: Examiner) -> SummaryDraft:
    """Bullets of the examiner's paper, by at most three questions. Errors are those of `ask`.

    One more question is asked if an answer has not the structure, and one that quotes what is wrong with
    its bullets, but not what the model thought. What is wrong then, or if that is not answered any more, is
    dropped.
    """
    prompt = examiner.prompt
    talk, spent = prompt.opening(examiner.paper), set[_Trouble]()
    attempts, tokens = list[_Attempt](), Tokens()
    while True:
        try:
            reply = await ask(talk)
        except SummaryError as error:
            if not attempts:
                raise
            return _draft(attempts, tokens + error.tokens, ())
        tokens += reply.tokens
        trouble, problems = _judged(reply.text, examiner, attempts)
        if not problems or trouble in spent:
            return _draft(attempts, tokens, problems)
        spent.add(trouble)
        aloud = without_thoughts(reply.text).strip()[:_SENT_BACK]
        complaints = (problem.text(examiner.language) for problem in problems)
        talk = prompt.again(talk, aloud or "{}", complaints)  # some servers refuse an empty turn


def _judged(text: str, examiner: Examiner, attempts: list[_Attempt]) -> tuple[_Trouble, tuple[Problem, ...]]:
    """What is wrong with an answer, in words for the model; a well-formed one is added to `attempts`."""
    try:
        bullets = tuple(in_third_person(bullet, examiner.language) for bullet in read_answer(text))
    except UnusableError as error:
        return _Trouble.STRUCTURE, (Problem(error.fault),)
    attempts.append(_Attempt(bullets, examiner.findings(bullets)))
    return _Trouble.CONTENT, tuple(finding.problem for finding in attempts[-1].findings)


def _draft(attempts: Sequence[_Attempt], tokens: Tokens, problems: tuple[Problem, ...]) -> SummaryDraft:
    """The attempt with most to show, of equals the last; one with too little takes what the others have."""
    if not attempts:
        return SummaryDraft(tokens=tokens, problems=problems)
    best = max(reversed(attempts), key=lambda attempt: len(attempt.sound()))
    bullets = best.sound()
    if len(bullets) < FEWEST:
        bullets = tuple(_gathered(attempts))[:MOST]
    return SummaryDraft(
        bullets=bullets if len(bullets) >= FEWEST else (),
        tokens=tokens,
        flagged=sum(finding.figure for attempt in attempts for finding in attempt.findings),
        dropped=len(best.bullets) - len(best.sound()),
        problems=problems,
    )


def _gathered(attempts: Sequence[_Attempt]) -> Iterator[str]:
    """The sound bullets of all attempts, each said once."""
    earlier = list[str]()
    for bullet in (bullet for attempt in attempts for bullet in attempt.sound()):
        if not is_repeated(bullet, earlier):
            earlier.append(bullet)
            yield bullet
