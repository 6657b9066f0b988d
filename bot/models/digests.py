"""What is shown of a day."""

from __future__ import annotations

from datetime import date

from bot.models.base import Language, Layout, Model
from bot.models.papers import Paper
from bot.models.summaries import Summary


class DigestPaper(Model):
    """A paper as it stands in one digest; `withdrawn` by its authors since it was chosen."""

    paper: Paper
    summary: Summary
    withdrawn: bool = False


class Digest(Model):
    """The frozen content of one day for one kind of reader: rendering adds nothing that is not in here.

    `listed` counts all papers of the day, `papers` are the ones shown, in order. With `first_day` it is of
    all days from that one to `day`, ranked together. `partial` marks a day that was not finished when the
    digest was made. A digest from before there were layouts has none, and goes on looking as it did: without
    numbers, and without titles in its headline. `role_id` is the role that it mentions.

    With a post for each paper the best one comes last: a forum shows its newest post first.
    """

    day: date
    first_day: date | None = None
    language: Language
    listed: int
    papers: tuple[DigestPaper, ...]
    partial: bool = False
    layout: Layout | None = None
    role_id: int | None = None

    def rank(self, place: int) -> int:
        """The rank (from 1) of the paper at a place (from 0) in `papers`."""
        return len(self.papers) - place if self.layout == "posts" else place + 1


class FrozenDigest(Model):
    """A digest as it was decided, with the number of papers in each of its messages."""

    id: int
    digest: Digest
    paper_counts: tuple[int, ...]
