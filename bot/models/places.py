"""What can be posted where, and what the bot must be allowed there: the one list, for the invitation, the
README's table and what admins are told. Pure.
"""

from __future__ import annotations

from typing import Literal

from bot.models.base import LAYOUTS, Layout

PlaceKind = Literal["text", "announcement", "thread", "forum"]

LAYOUTS_OF: dict[PlaceKind, tuple[Layout, ...]] = {
    "text": ("full", "compact", "thread"),
    "announcement": ("full", "compact", "thread"),
    "thread": ("full", "compact"),
    "forum": ("forum", "posts"),
}

# By discord.py's names for them. The history shows whether a message of an interrupted run is there. In a
# forum “Send Messages” is what begins posts, and its settings call it “Create Posts”.
_ALWAYS = ("view_channel", "send_messages", "embed_links", "read_message_history")
_OF_LAYOUT: dict[Layout, tuple[str, ...]] = {
    "full": _ALWAYS,
    "compact": _ALWAYS,
    "thread": (*_ALWAYS, "create_public_threads", "send_messages_in_threads"),
    "forum": (*_ALWAYS, "send_messages_in_threads"),
    "posts": _ALWAYS,
}
# To publish one's own messages takes no more than to send them.
INVITED = tuple(dict.fromkeys(name for layout in LAYOUTS for name in _OF_LAYOUT[layout]))


def needed(layout: Layout, kind: PlaceKind) -> tuple[str, ...]:
    """What the bot must be allowed to do there for this layout; in a thread sending is a right of its own."""
    if kind != "thread":
        return _OF_LAYOUT[layout]
    return tuple("send_messages_in_threads" if name == "send_messages" else name for name in _ALWAYS)


def layout_for(kind: PlaceKind, layout: Layout) -> Layout:
    """The layout that is wanted, or the usual one where the place does not take it."""
    return layout if layout in LAYOUTS_OF[kind] else LAYOUTS_OF[kind][0]
