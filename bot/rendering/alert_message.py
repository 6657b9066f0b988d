"""Notifications as messages: the papers grouped by keyword, what matched in bold, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from discord import Embed

from bot.models import Language
from bot.models.notifications import (
    FOR_YOU,
    WATCHED,
    Notification,
    NotificationContent,
    NotificationGroup,
    NotificationPaper,
    Passage,
    top_and_rest,
)
from bot.rendering import limits
from bot.rendering.digest_message import Message
from bot.rendering.embeds import size
from bot.rendering.escape import escape, escape_within, plain
from bot.rendering.menus import LABEL_UNITS, MENU_OPTIONS, Button, Menu, Option
from bot.rendering.units import shorten, units
from bot.rendering.watched_papers import change_line
from bot.texts import say, say_day

# Persistent controls: all they need stands in their ids and values, so that they work after a restart.
STOP_ID, SNOOZE_ID = "v1:letter:stop", "v1:letter:snooze"
REST_ID = "v1:letter:rest:{id}"
DAILY_ID = "v1:foryou:daily:{switch}"
WATCH_SAVED_ID = "v1:watch:saved:{switch}"
COLOUR = 0xF2A33A


@dataclass(frozen=True)
class _Room:
    """UTF-16 units for the title and for the other lines of one paper."""

    title: int
    line: int


_ROOMS = (_Room(200, 320), _Room(160, 220), _Room(120, 140), _Room(90, 60), _Room(60, 20))


def notification_message(notification: Notification) -> Message:
    """The notification with its controls, within Discord's limits."""
    language, (top, rest) = notification.content.language, top_and_rest(notification.content)
    alert_groups = notification.content.alert_groups
    placeholders = {STOP_ID: "letters-stop", SNOOZE_ID: "letters-snooze"} if alert_groups else {}
    menus = tuple(_menu(alert_groups, i, say(language, text)) for i, text in placeholders.items())
    return Message(_head(notification), _embeds(top), menus, _buttons(notification, rest))


def _head(notification: Notification) -> str:
    """What the message brings first, counted, and how to stop what somebody never asked for."""
    content, language = notification.content, notification.content.language
    if groups := content.alert_groups:
        key = "letters-head"
    else:
        groups = tuple(group for group in content.groups if group.alert_id == FOR_YOU) or content.groups
        key = "foryou-letter-head" if content.has(FOR_YOU) else "watch-letter-head"
    count = sum(len(group.papers) for group in groups)
    head = say(language, key, day=say_day(language, notification.day), count=count)
    if not content.introduces_watching:
        return head
    introduction = say(language, "watch-letter-introduction")
    return f"{head}\n{introduction}"


def paper_blocks(content: NotificationContent) -> list[list[str]]:
    """The papers as blocks of lines for a plain message, each under its keyword."""
    room, language = _ROOMS[1], content.language
    blocks: list[list[str]] = []
    for group in content.groups:
        first, *following = [list(_lines(paper, language, room)) for paper in group.papers]
        blocks += [[f"**{escape_within(group.keyword, 220)}**", *first], *following]
    return blocks


def bold(passage: Passage, limit: int) -> str:
    """The text escaped, what matched in bold, shortened to at most `limit` UTF-16 units."""
    text = shorten(passage.text, limit, lambda part: units(_bold(part, passage.spans)))
    spans = passage.spans
    if text != passage.text:
        text_length = len(text.rstrip("…").rstrip())
        spans = tuple(span for span in spans if span[1] <= text_length)
    return _bold(text, spans)


def _bold(text: str, spans: Sequence[tuple[int, int]]) -> str:
    pieces, at = list[str](), 0
    for start, end in spans:
        if end <= len(text):
            pieces += [escape(text[at:start]), f"**{escape(text[start:end])}**"]
            at = end
    return "".join([*pieces, escape(text[at:])])


def _embeds(content: NotificationContent) -> tuple[Embed, ...]:
    """One for each keyword, with as long texts as all of them allow."""
    embeds: tuple[Embed, ...] = ()
    for room in _ROOMS:
        embeds = tuple(_embed(group, content.language, room) for group in content.groups)
        if sum(map(size, embeds)) <= limits.MESSAGE and all(_fits(embed) for embed in embeds):
            break
    return embeds


def _fits(embed: Embed) -> bool:
    return units(embed.description or "") <= limits.DESCRIPTION


def _embed(group: NotificationGroup, language: Language, room: _Room) -> Embed:
    blocks = ("\n".join(_lines(paper, language, room)) for paper in group.papers)
    title = escape_within(group.keyword, min(limits.TITLE, room.title))
    return Embed(title=title, description="\n\n".join(blocks), colour=COLOUR)


def _lines(paper: NotificationPaper, language: Language, room: _Room) -> Iterator[str]:
    votes = say(language, "digest-votes", count=paper.votes)
    title = bold(paper.title, room.title) or f"arXiv {paper.paper_id}"
    yield f"[{title}](https://arxiv.org/abs/{paper.paper_id}) · {votes}"
    for passage in filter(None, (paper.bullet, paper.excerpt)):
        if line := bold(passage, room.line):
            yield f"• {line}"
    for change in paper.changes:
        yield f"• {change_line(change, paper.votes, language, room.line)}"


def _buttons(notification: Notification, rest: NotificationContent) -> tuple[Button, ...]:
    content, buttons = notification.content, list[Button]()
    if rest.groups:
        label = say(content.language, "letters-rest", count=rest.papers)
        buttons.append(Button(label, REST_ID.format(id=notification.id)))
    if content.has(FOR_YOU):
        label = say(content.language, "foryou-letter-off")
        buttons.append(Button(label, DAILY_ID.format(switch="off")))
    if content.has(WATCHED):
        label = say(content.language, "watch-letter-off")
        buttons.append(Button(label, WATCH_SAVED_ID.format(switch="off")))
    return tuple(buttons)


def _menu(groups: Sequence[NotificationGroup], custom_id: str, placeholder: str) -> Menu:
    options = tuple(
        Option(shorten(plain(group.keyword), LABEL_UNITS), None, str(group.alert_id))
        for group in groups[:MENU_OPTIONS]
    )
    return Menu(placeholder, options, custom_id)
