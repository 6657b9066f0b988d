"""Notifications as messages."""

from __future__ import annotations

import pytest

from bot.models import DeliveryState
from bot.models.notifications import (
    Notification,
    NotificationContent,
    NotificationGroup,
    NotificationPaper,
    Passage,
    apart,
    merged,
    top_and_rest,
)
from bot.rendering import limits
from bot.rendering.alert_message import bold, notification_message, paper_blocks
from bot.rendering.embeds import size
from bot.rendering.units import units
from tests.factories import SPOKEN_WEDNESDAY, WEDNESDAY, at


def entry(number: int, words: int = 3) -> NotificationPaper:
    return NotificationPaper(
        paper_id=f"2404.{number:05}",
        votes=number,
        title=Passage(text=f"RAG {number} " + "*word* " * words, spans=((0, 3),)),
        bullet=Passage(text="It is _good_. " * words),
        excerpt=Passage(text="… where RAG stands …", spans=((8, 11),)),
    )


def group(alert_id: int, *numbers: int, words: int = 3, keyword: str = "RAG") -> NotificationGroup:
    papers = tuple(entry(number, words) for number in sorted(numbers, reverse=True))
    return NotificationGroup(alert_id=alert_id, keyword=keyword, papers=papers)


def notification(*groups: NotificationGroup) -> Notification:
    return Notification(
        id=7,
        user_id=1,
        day=WEDNESDAY,
        content=NotificationContent(language="en", groups=groups),
        state=DeliveryState.PLANNED,
        attempts=0,
        planned_at=at("2024-04-03 23:05"),
        next_attempt_at=None,
        unknown_since=None,
        posted_at=None,
        message_id=None,
        reason=None,
    )


@pytest.mark.parametrize(
    ("text", "spans", "limit", "markdown"),
    [
        ("RAG for all", ((0, 3),), 99, "**RAG** for all"),
        ("*RAG* for_all", ((1, 4),), 99, r"\***RAG**\* for\_all"),
        ("LLM은 LLM", ((0, 3), (5, 8)), 99, "**LLM**은 **LLM**"),
        ("one two three four RAG", ((19, 22),), 15, "one two three…"),
        ("RAG two three four", ((0, 3),), 16, "**RAG** two…"),
        ("nothing", (), 99, "nothing"),
    ],
)
def test_what_matched_is_bold_and_the_rest_is_escaped(
    text: str, spans: tuple[tuple[int, int], ...], limit: int, markdown: str
) -> None:
    assert bold(Passage(text=text, spans=spans), limit) == markdown


def test_overlapping_spans_become_one() -> None:
    assert apart([(5, 9), (0, 3), (2, 4), (9, 12)]) == ((0, 4), (5, 12))


async def test_papers_are_grouped_by_keyword_with_votes_bullet_and_link() -> None:
    message = notification_message(notification(group(1, 1), group(2, 2, keyword="@everyone *x*")))
    assert message.content == f"Your keywords: 2 new papers, up to {SPOKEN_WEDNESDAY['en']}"
    first, second = message.embeds
    assert first.title == "RAG"
    assert first.description and first.description.startswith("[**RAG** 1 ")
    for piece in (
        "](https://arxiv.org/abs/2404.00001) · ▲ 1",
        r"• It is \_good\_.",
        "• … where **RAG** stands …",
    ):
        assert piece in first.description
    assert second.title == "@\u200beveryone \\*x\\*"


def test_controls_carry_ids_and_never_keywords() -> None:
    message = notification_message(
        notification(group(11, *range(1, 8)), group(12, *range(8, 15), keyword="secret"))
    )
    (stop, snooze), (rest,) = message.menus, message.buttons
    assert [option.value for option in stop.options] == ["11", "12"]
    assert (rest.custom_id, rest.label) == ("v1:letter:rest:7", "Show 4 more")
    ids = [stop.custom_id, snooze.custom_id, rest.custom_id]
    assert ids == ["v1:letter:stop", "v1:letter:snooze", "v1:letter:rest:7"]


def test_ten_papers_need_no_button() -> None:
    message = notification_message(notification(group(1, *range(1, 11))))
    assert (len(message.menus), message.buttons) == (2, ())


def test_the_top_ten_are_the_most_voted_of_all_keywords() -> None:
    content = notification(group(1, *range(1, 9)), group(2, *range(9, 14))).content
    top, rest = top_and_rest(content)
    assert sorted(p.votes for g in top.groups for p in g.papers) == list(range(4, 14))
    assert [[p.votes for p in g.papers] for g in rest.groups] == [[3, 2, 1]]


@pytest.mark.parametrize("groups", [1, 5, 10])
async def test_the_longest_notification_keeps_discords_limits(groups: int) -> None:
    numbers = list(range(1, 26))
    parts = [group(n, *numbers[n::groups], words=400, keyword="*" * 100) for n in range(groups)]
    message = notification_message(notification(*parts))
    assert len(message.embeds) <= limits.EMBEDS
    assert sum(map(size, message.embeds)) <= limits.MESSAGE
    assert all(units(embed.description or "") <= limits.DESCRIPTION for embed in message.embeds)


def test_a_notification_takes_up_a_later_one() -> None:
    first, second = notification(group(2, 1)).content, notification(group(1, 5), group(2, 3)).content
    both = merged(first, second)
    assert [(g.alert_id, [p.votes for p in g.papers]) for g in both.groups] == [(1, [5]), (2, [3, 1])]


def test_blocks_name_each_keyword_once() -> None:
    blocks = paper_blocks(notification(group(1, 1, 2), group(2, 3, keyword="LLM")).content)
    assert [block[0] for block in blocks if block[0].startswith("**")] == ["**RAG**", "**LLM**"]
