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


class Turn(TypedDict):
    """One message of a conversation, as every OpenAI-compatible endpoint takes it."""

    role: Literal["system", "user", "assistant"]
    content: str


Talk = tuple[Turn, ...]


@dataclass(frozen=True)
class Prompt:
    """The rules in one language. `version` is stored with each summary and changes with every edit."""

    text: str
    version: str

    def opening(self, paper: Paper) -> Talk:
        """The first question: the rules, then the paper as data, so that its text cannot pose as rules."""
        material = json.dumps({"title": paper.title, "abstract": paper.abstract}, ensure_ascii=False)
        return Turn(role="system", content=self.text), Turn(role="user", content=material)


@cache
def read_prompt(language: Language, politeness: Politeness) -> Prompt:
    """The prompt for bullets in a language; the politeness level matters to Korean alone."""
    names = ["system", language, *([f"ko-{politeness}"] if language == "ko" else [])]
    text = "\n".join(_read(name) for name in names)
    return Prompt(text, f"{'-'.join(names[1:])}-{sha256(text.encode()).hexdigest()[:8]}")


def again(talk: Talk, answer: str, problems: Iterable[str]) -> Talk:
    """The conversation with its last answer and what is wrong with it, quoted."""
    listed = "\n".join(f"- {problem}" for problem in problems)
    objection = _read("again").replace("PROBLEMS", listed)
    return *talk, Turn(role="assistant", content=answer), Turn(role="user", content=objection)


@cache
def _read(name: str) -> str:
    return (files("bot.summaries") / "prompts" / f"{name}.md").read_text(encoding="utf-8")
