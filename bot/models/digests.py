"""What is shown of a day."""

from __future__ import annotations

from datetime import date

from bot.models.base import Language, Model
from bot.models.papers import Paper
from bot.models.summaries import Summary


class DigestPaper(Model):
    """A paper as it stands in one digest."""

    paper: Paper
    summary: Summary


class Digest(Model):
    """The frozen content of one day for one kind of reader: rendering adds nothing that is not in here.

    `listed` counts all papers of the day, `papers` are the ones shown, in order. `partial` marks a day
    that was not finished when the digest was made.
    """

    day: date
    language: Language
    listed: int
    papers: tuple[DigestPaper, ...]
    partial: bool = False


class FrozenDigest(Model):
    """A digest as it was decided, with the number of papers in each of its messages."""

    id: int
    digest: Digest
    layout: tuple[int, ...]
