"""Watched papers in notifications and in `/watch`."""

from __future__ import annotations

import pytest

from bot.models import LANGUAGES, Language, PaperChange
from bot.models.notifications import (
    FOR_YOU,
    WATCHED,
    NotificationContent,
    NotificationGroup,
    NotificationPaper,
    Passage,
    merged,
    top_and_rest,
)
from bot.rendering import limits
from bot.rendering.alert_message import notification_message, paper_blocks
from bot.rendering.embeds import size
from bot.rendering.units import units
from bot.rendering.watched_papers import PAGE_PAPERS, change_line, watched_embed
from tests.models.test_watches import watched
from tests.rendering.test_alert_message import group, notification

LINK = "https://github.com/example/" + "very-long-name/" * 20
CHANGES = (
    PaperChange(kind="code", url=LINK),
    PaperChange(kind="project", url=LINK),
    PaperChange(kind="version", version=12),
    PaperChange(kind="votes", votes_before=20),
)


def changed(number: int, *changes: PaperChange, words: int = 3) -> NotificationPaper:
    return NotificationPaper(
        paper_id=f"2404.{number:05}",
        votes=1000 + number,
        title=Passage(text="A *long* title " * words),
        bullet=Passage(text=""),
        changes=changes or CHANGES,
    )


def watched_group(*papers: NotificationPaper) -> NotificationGroup:
    return NotificationGroup(alert_id=WATCHED, keyword="Watched: what changed", papers=papers)


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (PaperChange(kind="withdrawn"), "⚠️ **The authors have withdrawn it**"),
        (PaperChange(kind="code", url="https://example.com/a_b"), "[Code is out](https://example.com/a_b)"),
        (PaperChange(kind="code", url=LINK), "Code is out"),
        (PaperChange(kind="code", url="javascript:alert(1)"), "Code is out"),
        (
            PaperChange(kind="project", url="https://example.com/)"),
            "[Project page is out](https://example.com/%29)",
        ),
        (PaperChange(kind="version", version=2), "Version 2 is on arXiv"),
        (PaperChange(kind="votes", votes_before=20), "Votes: 20 → 70"),
    ],
)
def test_each_kind_of_news_is_a_line_with_its_link_if_that_has_room(change: PaperChange, line: str) -> None:
    assert change_line(change, 70, "en", 220) == line


def test_however_much_there_is_the_message_is_within_the_limits() -> None:
    keywords = [group(number, number, words=60, keyword="keyword " * 20) for number in range(1, 13)]
    near = NotificationGroup(alert_id=FOR_YOU, keyword="For you", papers=(changed(90, words=40),))
    news = watched_group(*(changed(number, words=40) for number in range(100, 140)))
    message = notification_message(notification(*keywords, near, news))
    assert len(message.embeds) <= limits.EMBEDS
    assert sum(map(size, message.embeds)) <= limits.MESSAGE
    assert message.embeds[-1].title == "Watched: what changed"
    assert [button.label for button in message.buttons] == [
        "Show 34 more",
        "Stop “for you”",
        "Don't watch what I save",
    ]


def test_watched_papers_push_no_new_ones_out() -> None:
    new, news = group(1, *range(1, 13)), watched_group(*(changed(number) for number in range(100, 120)))
    top, rest = top_and_rest(NotificationContent(language="en", groups=(new, news)))
    assert [len(each.papers) for each in top.groups] == [9, 10]
    assert [len(each.papers) for each in rest.groups] == [3, 10]


def test_a_notification_of_watched_papers_alone_says_how_many_changed() -> None:
    message = notification_message(notification(watched_group(changed(1), changed(2))))
    assert (message.content or "").startswith("2 of the papers that you watch have changed · ")
    assert message.menus == ()


def test_the_rest_is_shown_with_its_news() -> None:
    content = NotificationContent(language="ko", groups=(watched_group(changed(1, CHANGES[3])),))
    assert paper_blocks(content)[0][-1] == "• 추천 수: 20 → 1,001"


def test_news_of_the_same_paper_becomes_one() -> None:
    earlier = NotificationContent(language="en", groups=(watched_group(changed(1, CHANGES[3])),))
    later_votes = PaperChange(kind="votes", votes_before=500)
    later = NotificationContent(language="ko", groups=(watched_group(changed(1, CHANGES[0], later_votes)),))
    ((paper,),) = [each.papers for each in merged(earlier, later).groups]
    assert paper.changes == (CHANGES[3], CHANGES[0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_of_the_longest_titles_is_within_the_limits(language: Language) -> None:
    paper = watched(title="*A* _title_ " * 40, withdrawn=True, version=12, code_url=LINK, project_url=LINK)
    embed = watched_embed([paper] * PAGE_PAPERS, language, first=91, total=600, watches_saved=True)
    assert units(embed.description or "") <= limits.DESCRIPTION
    assert units(embed.title or "") <= limits.TITLE
