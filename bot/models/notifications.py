"""One person's alerts of a day as one DM: what stands in it, frozen. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.models import Language, Model, OutboxMessage

DM_PAPERS = 10  # papers shown in the DM itself; the rest is behind a button

FOR_YOU = 0  # in place of an alert's id: papers that are near to what the person saved

Span = tuple[int, int]  # characters from, to


class Passage(Model):
    """A plain text, and where in it the words stand that matched (sorted, apart from each other)."""

    text: str
    spans: tuple[Span, ...] = ()


class NotificationPaper(Model):
    """A paper as it stands in a notification; `excerpt` says where it matched if title and bullet do not."""

    paper_id: str
    votes: int
    title: Passage
    bullet: Passage
    excerpt: Passage | None = None


class NotificationGroup(Model):
    """The papers of one alert, most voted first; `keyword` as its owner typed it, or the title of the group
    `FOR_YOU`.
    """

    alert_id: int
    keyword: str
    papers: tuple[NotificationPaper, ...]


class NotificationContent(Model):
    """All of a notification, in the order of the alerts."""

    language: Language
    groups: tuple[NotificationGroup, ...]

    @property
    def papers(self) -> int:
        """How many papers there are."""
        return sum(len(group.papers) for group in self.groups)

    @property
    def alert_groups(self) -> tuple[NotificationGroup, ...]:
        """Those of alerts."""
        return tuple(group for group in self.groups if group.alert_id != FOR_YOU)


class Notification(OutboxMessage):
    """One DM to one person, reaching up to the edition day `day`."""

    user_id: int
    content: NotificationContent


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
        groups[group.alert_id] = group.model_copy(update={"papers": by_votes([*before, *group.papers])})
    return NotificationContent(
        language=later.language, groups=tuple(groups[key] for key in _in_order(groups))
    )


def _in_order(alert_ids: Iterable[int]) -> list[int]:
    return sorted(alert_ids, key=lambda alert_id: (alert_id == FOR_YOU, alert_id))


def top_and_rest(content: NotificationContent) -> tuple[NotificationContent, NotificationContent]:
    """The most voted papers of the notification, and those that are left; both keep the groups."""
    everything = by_votes(paper for group in content.groups for paper in group.papers)
    top = {paper.paper_id for paper in everything[:DM_PAPERS]}
    return _only(content, top, included=True), _only(content, top, included=False)


def by_votes(papers: Iterable[NotificationPaper]) -> tuple[NotificationPaper, ...]:
    """Most voted first."""
    return tuple(sorted(papers, key=lambda paper: (-paper.votes, paper.paper_id)))


def _only(content: NotificationContent, ids: set[str], *, included: bool) -> NotificationContent:
    groups: Sequence[NotificationGroup] = [
        group.model_copy(update={"papers": tuple(p for p in group.papers if (p.paper_id in ids) is included)})
        for group in content.groups
    ]
    return content.model_copy(update={"groups": tuple(group for group in groups if group.papers)})
