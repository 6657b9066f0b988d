"""Papers, the days that list them, and how people look for them."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from bot.models.base import Model


class Paper(Model):
    """One paper, as last seen.

    `id` is the arXiv id without version (`2404.02078`). Texts are plain, single-spaced and unescaped.
    Links are http(s) URLs. `votes`, `comments` and `code_stars` are counts as of the fetch.
    """

    id: str
    title: str
    abstract: str
    authors: tuple[str, ...] = ()
    published_at: datetime | None = None
    votes: int = 0
    comments: int = 0
    thumbnail: str | None = None
    code_url: str | None = None
    code_stars: int | None = None
    project_url: str | None = None
    ai_summary: str | None = None
    ai_keywords: tuple[str, ...] = ()
    organization: str | None = None

    @property
    def url(self) -> str:
        """The page of the paper on arXiv."""
        return f"https://arxiv.org/abs/{self.id}"


class Edition(Model):
    """What the source listed for one edition day (UTC), most voted first, as seen at `fetched_at` (UTC)."""

    day: date
    papers: tuple[Paper, ...]
    fetched_at: datetime


class EditionState(Model):
    """What is known of a day that the source was asked for, or that an archive lists.

    `fetched_at` is the last good answer (UTC), None before the first; `finished` says whether it came after
    the day's end, `problem` why the last question failed, and `problem_since` (UTC) since when.
    """

    day: date
    fetched_at: datetime | None
    finished: bool
    papers: int
    problem: str | None
    problem_since: datetime | None

    @property
    def archived(self) -> bool:
        """Whether its papers are known from an archive alone, and the source never answered."""
        return self.fetched_at is None and self.papers > 0


class DoubtReason(StrEnum):
    """Why an answer of the source is not believed."""

    EMPTY = "empty"  # nothing any more
    SHRUNKEN = "shrunken"  # more than a few papers fewer
    REPLACED = "replaced"  # as many papers, but others
    FOREIGN = "foreign"  # another day's papers
    VOTES = "votes"  # most votes gone
    THIN = "thin"  # far fewer papers than days have


class Doubt(Model):
    """An answer for a day that was kept aside: its papers, how many `stored` ones stay the day's instead,
    since when (UTC) it is this answer, and in how many looks one like it came.
    """

    reason: DoubtReason
    paper_ids: tuple[str, ...]
    stored: int
    since: datetime
    looks: int


class ArxivRecord(Model):
    """What only arXiv says of a paper. Its votes and links are unknown there.

    `primary_class` is its main category, such as `cs.CL`; `version` counts from 1 and is of `updated_at`
    (UTC), both None where they are not known.
    """

    paper: Paper
    primary_class: str | None = None
    withdrawn: bool = False
    version: int | None = None
    updated_at: datetime | None = None


class ArchivedPaper(Model):
    """One paper as it stands in a Markdown archive, word for word; None where the archive has no such line.

    `link` is the address behind the title, `media` the picture or the video block (perhaps several lines),
    `votes` what follows `Vote: ` (a number or `-`), `authors` the joined list, in which `, +,` says that it
    was cut there. `note` is the line that says that the bullets are English in place of the language's.
    """

    paper_id: str
    title: str
    link: str
    media: str | None
    votes: str | None
    authors: str | None
    note: str | None = None
    bullets: tuple[str, ...]


class ArchivedDay(Model):
    """One day of a Markdown archive, its papers in the archive's order."""

    day: date
    papers: tuple[ArchivedPaper, ...]


# Best first, most votes first, or newest first.
SearchOrder = Literal["relevance", "votes", "date"]


class SearchQuery(Model):
    """What somebody searches for: words anywhere in a paper and its bullets, and filters.

    `since` is the first day (UTC) of its newest listing; empty `author` means any.
    """

    words: str
    since: date | None = None
    author: str = ""
    min_votes: int = 0
    order: SearchOrder = "relevance"


class IndexQuery(SearchQuery):
    """What the index is asked: besides all `words`, one wording of each group of `wordings`, and a paper
    whose organization's name contains each of `organizations`.
    """

    words: str = ""
    wordings: tuple[tuple[str, ...], ...] = ()
    organizations: tuple[str, ...] = ()


class Entry(Model):
    """One line in a list of papers; `day` is the newest day (UTC) that lists it, if any is known."""

    paper_id: str
    title: str
    votes: int
    day: date | None


class Results(Model):
    """A page of a list of papers; `total` counts the whole list, `uncounted` says that it has more, and
    `estimated` that it may have fewer.
    """

    entries: tuple[Entry, ...]
    total: int
    uncounted: bool = False
    estimated: bool = False
