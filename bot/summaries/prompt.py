"""What the model is told: the files in `prompts/`, which one can read and edit."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Literal, TypedDict

from bot.models import Language, Paper
from bot.settings import Politeness


class ChatMessage(TypedDict):
    """One message of a conversation, as every OpenAI-compatible endpoint takes it."""

    role: Literal["system", "user", "assistant"]
    content: str


Talk = tuple[ChatMessage, ...]


@dataclass(frozen=True)
class Prompt:
    """The rules in one language, which that language begins and ends, and a paper with its answer.

    The example is a part of the conversation: where it stood among the rules, small models copied it. Of
    seven papers that had failed so or otherwise, five then came out. `version` is stored with each summary
    and changes with every edit.
    """

    language: Language
    text: str
    example: Talk
    version: str

    @property
    def example_bullets(self) -> tuple[str, ...]:
        """The bullets of the example."""
        return tuple(json.loads(self.example[-1]["content"])["bullets"])

    def opening(self, paper: Paper) -> Talk:
        """The first question: rules, example, and the paper as data, so that it cannot pose as rules."""
        material = json.dumps({"title": paper.title, "abstract": paper.abstract}, ensure_ascii=False)
        question = ChatMessage(role="user", content=material)
        return ChatMessage(role="system", content=self.text), *self.example, question

    def again(self, talk: Talk, answer: str, problems: Iterable[str]) -> Talk:
        """The conversation with its last answer and what is wrong with it, quoted."""
        listed = "\n".join(f"- {problem}" for problem in problems)
        objection = _read(f"again-{self.language}.md").replace("PROBLEMS", listed)
        return (
            *talk,
            ChatMessage(role="assistant", content=answer),
            ChatMessage(role="user", content=objection),
        )


@cache
def read_prompt(language: Language, politeness: Politeness) -> Prompt:
    """The prompt for bullets in a language; the politeness level matters to Korean alone."""
    name = f"ko-{politeness}" if language == "ko" else language
    text = _read(f"{language}.md")
    if language == "ko":
        text = text.replace("STYLE", _read(f"{name}.md").strip())
    question, answer = (_read(f"example-{part}.json").strip() for part in ("paper", name))
    return Prompt(
        language=language,
        text=text,
        example=(ChatMessage(role="user", content=question), ChatMessage(role="assistant", content=answer)),
        version=f"{name}-{sha256((text + question + answer).encode()).hexdigest()[:8]}",
    )


@cache
def _read(name: str) -> str:
    return (files("bot.summaries") / "prompts" / name).read_text(encoding="utf-8")
