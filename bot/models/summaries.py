"""Bullets, who wrote them, and what that took."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from bot.models.base import Language, Model


class SummaryOrigin(StrEnum):
    """Who wrote the bullets."""

    MODEL = "model"  # a language model, checked
    HUGGING_FACE = "hugging face"  # Hugging Face's own summary, in English
    SAMPLE = "sample"  # ours, shipped with the demo
    ABSTRACT = "abstract"  # sentences of the abstract itself
    ARCHIVE = "archive"  # imported from a Markdown archive


class Summary(Model):
    """The bullets of one paper in one language; those of Hugging Face and of the abstract stay English
    in every one.

    `doubtful` are the places (from 0) of bullets with a figure that the abstract does not bear out. It is
    found when a summary is chosen for a reader, and not stored.
    """

    paper_id: str
    language: Language
    bullets: tuple[str, ...]
    origin: SummaryOrigin
    doubtful: tuple[int, ...] = ()

    @property
    def is_stand_in(self) -> bool:
        """Whether it is English that stands where there are no bullets yet."""
        return self.origin in (SummaryOrigin.HUGGING_FACE, SummaryOrigin.ABSTRACT)


class Tokens(Model):
    """What calls of a language model took."""

    input: int = 0
    output: int = 0

    @property
    def total(self) -> int:
        """Both together, which is what a budget counts."""
        return self.input + self.output

    def __add__(self, other: Tokens) -> Tokens:
        return Tokens(input=self.input + other.input, output=self.output + other.output)


class Making(Model):
    """How a language model's bullets came about, stored beside them; `created_at` is UTC."""

    model: str
    prompt_version: str
    tokens: Tokens
    created_at: datetime


class Purpose(StrEnum):
    """For whom a language model is asked: half of the day's tokens is kept for digests."""

    DIGEST = "digest"
    REQUEST = "request"  # one person who asks for one paper


class ModelUse(Model):
    """What language models were used for, summed up: calls and tokens, papers summarised, and what became
    of their answers. `flagged` counts figures, `dropped` bullets, `fallbacks` papers without any bullet,
    `refused` calls that were not made because the day's tokens were spent.
    """

    calls: int = 0
    tokens: Tokens = Tokens()
    papers: int = 0
    flagged: int = 0
    dropped: int = 0
    fallbacks: int = 0
    refused: int = 0
