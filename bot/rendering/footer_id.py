"""The footer mark by which a posted message is recognised in the history.

Only the footer of a message's last embed is a mark. Nothing else the bot says has such a footer, and texts
of papers never stand in one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from bot.rendering.digest_message import Message

_MARK = re.compile(
    r"Paperboy · (?P<day>\d{4}-\d\d-\d\d) · (?P<part>[1-9]\d{0,3})/(?P<parts>[1-9]\d{0,3})"
    r" · #(?P<subscription>\d{1,19})(?: · (?P<kind>partial|week))?",
    re.ASCII,
)


@dataclass(frozen=True)
class FooterMark:
    """Which part of which day for which subscription a message is; `part` counts from 1 to `parts`. One of a
    week is named by its last day.
    """

    subscription_id: int
    day: date
    part: int
    parts: int
    partial: bool
    weekly: bool = False

    def is_of_same_post(self, mark: FooterMark | None) -> bool:
        """Whether both are parts of one post, though perhaps of different divisions into parts."""
        return mark is not None and replace(mark, part=self.part, parts=self.parts) == self


def mark_text(mark: FooterMark) -> str:
    """The footer text, the same in every language: `Paperboy · 2024-04-03 · 1/2 · #7`."""
    end = " · partial" if mark.partial else " · week" if mark.weekly else ""
    return f"Paperboy · {mark.day.isoformat()} · {mark.part}/{mark.parts} · #{mark.subscription_id}{end}"


def read_mark(text: str | None) -> FooterMark | None:
    """The mark that a footer text is, or None if it is anything else, however similar."""
    if text is None or not (match := _MARK.fullmatch(text)):
        return None
    try:
        day = date.fromisoformat(match["day"])
    except ValueError:
        return None
    numbers = int(match["subscription"]), day, int(match["part"]), int(match["parts"])
    mark = FooterMark(*numbers, partial=match["kind"] == "partial", weekly=match["kind"] == "week")
    return mark if mark.part <= mark.parts and mark_text(mark) == text else None


def marked(message: Message, mark: FooterMark) -> Message:
    """The message with the mark under its last embed; the given one stays as it is."""
    *before, last = message.embeds
    return replace(message, embeds=(*before, last.copy().set_footer(text=mark_text(mark))))
