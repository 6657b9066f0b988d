"""One person's alerts of a day as one DM: what stands in it, frozen. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from bot.models import Language, Model, OutboxMessage, PaperChange

DM_PAPERS = 10  # papers shown in the DM itself; the rest is behind a button

# In place of an alert's id: papers that are near to what the person saved, and watched ones that changed.
FOR_YOU, WATCHED = 0, -1

Span = tuple[int, int]  # characters from, to


class Passage(Model):
    """A plain text, and where in it the words stand that matched (sorted, apart from each other)."""

    text: str
    spans: tuple[Span, ...] = ()


class NotificationPaper(Model):
    """A paper as it stands in a notification; `excerpt` says where it matched if title and bullet do not,
    `changes` what is news of a watched one.
    """

    paper_id: str
    votes: int
    title: Passage
    bullet: Passage
    excerpt: Passage | None = None
    changes: tuple[PaperChange, ...] = ()


class NotificationGroup(Model):
    """The papers of one alert, most voted first; `keyword` as its owner typed it, or the title of the group
    `FOR_YOU` or `WATCHED`.
    """

    alert_id: int
    keyword: str
    papers: tuple[NotificationPaper, ...]


class NotificationContent(Model):
    """All of a notification, in the order of the alerts. `introduces_watching` says that it is the first one
    with a paper that is watched since it was saved.
    """

    language: Language
    groups: tuple[NotificationGroup, ...]
    introduces_watching: bool = False

    @property
    def papers(self) -> int:
        """How many papers there are."""
        return sum(len(group.papers) for group in self.groups)

    @property
    def alert_groups(self) -> tuple[NotificationGroup, ...]:
        """Those of alerts."""
        return tuple(group for group in self.groups if group.alert_id > FOR_YOU)

    def has(self, alert_id: int) -> bool:
        """Whether there is a group of this alert, or one of the others."""
        return any(group.alert_id == alert_id for group in self.groups)


class Notification(OutboxMessage):
    """One DM to one person, reaching up to the edition day `day`."""

    user_id: int
    content: NotificationContent

    @property
    def log_id(self) -> str:
        """Its name in the log; it tells nothing of the person."""
        return notification_log_id(self.id)


def notification_log_id(notification_id: int) -> str:
    """The name of a person's message in the log, from its plan on: `person-17`."""
    return f"person-{notification_id}"


def trouble_of(reason: str) -> str:
    """Of an error only Discord's code, or the kind of trouble: its words may repeat a keyword."""
    return reason.partition(" ")[0] if reason[:1].isdigit() else reason.partition(":")[0]


def apart(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans sorted and, where they touch or overlap, made one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def merged(earlier: NotificationContent, later: NotificationContent) -> NotificationContent:
    """Both in one, in the language of the later one."""
    groups = {group.alert_id: group for group in earlier.groups}
    for group in later.groups:
        before = groups[group.alert_id].papers if group.alert_id in groups else ()
        groups[group.alert_id] = group.model_copy(update={"papers": by_votes(_united(before, group.papers))})
    return NotificationContent(
        language=later.language,
        groups=tuple(groups[key] for key in _in_order(groups)),
        introduces_watching=earlier.introduces_watching or later.introduces_watching,
    )


def _united(
    earlier: Iterable[NotificationPaper], later: Iterable[NotificationPaper]
) -> Iterable[NotificationPaper]:
    """Each paper once, as it is later, with all of its news."""
    papers = {paper.paper_id: paper for paper in earlier}
    for paper in later:
        before = papers[paper.paper_id].changes if paper.paper_id in papers else ()
        papers[paper.paper_id] = paper.model_copy(update={"changes": _all_news(before, paper.changes)})
    return papers.values()


def _all_news(earlier: Iterable[PaperChange], later: Iterable[PaperChange]) -> tuple[PaperChange, ...]:
    """The latest of each kind; votes count from before all of them."""
    news = {change.kind: change for change in earlier}
    news |= {change.kind: change for change in later if change.kind != "votes" or change.kind not in news}
    return tuple(news.values())


def _in_order(alert_ids: Iterable[int]) -> list[int]:
    return sorted(alert_ids, key=lambda alert_id: (alert_id <= FOR_YOU, abs(alert_id)))


def top_and_rest(content: NotificationContent) -> tuple[NotificationContent, NotificationContent]:
    """The most voted papers of the notification, and those that are left; both keep the groups.

    Watched papers, which have many votes, push no new ones out; they take one of the ten embeds, of which
    each group has its own.
    """
    most = DM_PAPERS - content.has(WATCHED)
    new = {paper.paper_id for paper in by_votes(_papers(content, is_watched=False))[:most]}
    watched = {paper.paper_id for paper in by_votes(_papers(content, is_watched=True))[:DM_PAPERS]}
    return _only(content, new, watched, included=True), _only(content, new, watched, included=False)


def without(content: NotificationContent, paper_ids: Collection[str]) -> NotificationContent:
    """What is left of the notification without these papers; it keeps the groups."""
    return _only(content, paper_ids, paper_ids, included=False)


def _papers(content: NotificationContent, *, is_watched: bool) -> Iterable[NotificationPaper]:
    groups = (group for group in content.groups if (group.alert_id == WATCHED) is is_watched)
    return (paper for group in groups for paper in group.papers)


def by_votes(papers: Iterable[NotificationPaper]) -> tuple[NotificationPaper, ...]:
    """Most voted first."""
    return tuple(sorted(papers, key=lambda paper: (-paper.votes, paper.paper_id)))


def _only(
    content: NotificationContent, new: Collection[str], watched: Collection[str], *, included: bool
) -> NotificationContent:
    groups: Sequence[NotificationGroup] = [
        _with_papers(group, watched if group.alert_id == WATCHED else new, included=included)
        for group in content.groups
    ]
    return content.model_copy(update={"groups": tuple(group for group in groups if group.papers)})


def _with_papers(group: NotificationGroup, ids: Collection[str], *, included: bool) -> NotificationGroup:
    papers = tuple(paper for paper in group.papers if (paper.paper_id in ids) is included)
    return group.model_copy(update={"papers": papers})
