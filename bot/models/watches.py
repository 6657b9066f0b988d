"""Papers that somebody watches: what is news of them, against what their watcher was shown. Pure."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, NamedTuple

from bot.models.base import Model

ChangeKind = Literal["withdrawn", "code", "project", "version", "votes"]
LookSource = Literal["hub", "arxiv"]

VOTES_FACTOR, VOTES_MORE = 3, 50  # votes are news if they tripled, and if there are so many more


class PaperChange(Model):
    """One piece of news: code or project page at `url`, the new `version`, or votes since `votes_before`."""

    kind: ChangeKind
    url: str | None = None
    version: int | None = None
    votes_before: int | None = None


class WatchedPaper(Model):
    """A paper as the sources describe it, and what its watcher was shown at the beginning or told last.

    `since` (UTC) is when it was put on watch, by hand or `by_saving`. Without `baseline_votes`,
    `baseline_code` and `baseline_project` these are not news yet: the paper's page was never read before.
    The version is None where arXiv was not asked.
    """

    user_id: int
    paper_id: str
    title: str
    votes: int
    code_url: str | None
    project_url: str | None
    version: int | None
    updated_at: datetime | None
    withdrawn: bool
    since: datetime
    by_saving: bool
    baseline_votes: int | None
    baseline_code: bool | None
    baseline_project: bool | None
    baseline_version: int | None
    baseline_withdrawn: bool

    @property
    def changes(self) -> tuple[PaperChange, ...]:
        """What is news, weightiest first. A withdrawal is a version, too, of which no more is said."""
        if self.withdrawn and not self.baseline_withdrawn:
            return (PaperChange(kind="withdrawn"), *self._links())
        return (*self._links(), *self._new_version(), *self._more_votes())

    def _links(self) -> list[PaperChange]:
        links: tuple[tuple[ChangeKind, str | None, bool | None], ...] = (
            ("code", self.code_url, self.baseline_code),
            ("project", self.project_url, self.baseline_project),
        )
        return [PaperChange(kind=kind, url=url) for kind, url, had_link in links if url and had_link is False]

    def _new_version(self) -> list[PaperChange]:
        if self.version is None or self.version <= (self.baseline_version or 1):
            return []
        came_since = self.updated_at is not None and self.updated_at > self.since
        is_new = self.baseline_version is not None or came_since
        return [PaperChange(kind="version", version=self.version)] if is_new else []

    def _more_votes(self) -> list[PaperChange]:
        before = self.baseline_votes
        if before is None or self.votes < max(VOTES_FACTOR * before, before + VOTES_MORE):
            return []
        return [PaperChange(kind="votes", votes_before=before)]


class Look(NamedTuple):
    """A look at a watched paper that is due at a source.

    `published_at` (UTC) is None where nobody told it; `doubted` says that the last answer was not believed.
    """

    paper_id: str
    published_at: datetime | None
    doubted: bool
