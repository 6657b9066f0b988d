"""A Discord that does what a test tells it: the Sender's interface, with an independent memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from bot.delivery.own_messages import Shown, UnreadableError, papers_shown
from bot.rendering.digest_message import Message, ThreadHead
from bot.rendering.footer_id import FooterMark

Trouble = Exception | None


class Edited(NamedTuple):
    """What became of a message."""

    channel_id: int
    message_id: int
    message: Message
    mark: FooterMark


@dataclass
class ScriptedSender:
    """By channel, `before` and `after` may raise around the moment when the message is there, and `sought`
    when it is looked for.
    """

    posted: list[tuple[int, FooterMark]] = field(default_factory=list[tuple[int, FooterMark]])
    before: dict[int, list[Trouble]] = field(default_factory=dict[int, list[Trouble]])
    after: dict[int, list[Trouble]] = field(default_factory=dict[int, list[Trouble]])
    sought: dict[int, list[Trouble]] = field(default_factory=dict[int, list[Trouble]])
    unreadable: set[int] = field(default_factory=set[int])
    nonces: dict[str, int] = field(default_factory=dict[str, int])
    shows: dict[int, Shown] = field(default_factory=dict[int, Shown])
    finds: int = 0
    opened: list[int] = field(default_factory=list[int])
    messages: list[Message] = field(default_factory=list[Message])
    threads: list[int] = field(default_factory=list[int])
    published: list[int] = field(default_factory=list[int])
    edited: list[Edited] = field(default_factory=list["Edited"])
    edits_asked: int = 0
    edit_trouble: Trouble = None
    on_post: Callable[[], None] = lambda: None

    async def post(self, channel_id: int, message: Message, mark: FooterMark, nonce: str) -> int:
        self.on_post()
        _raise_next(self.before, channel_id)
        if nonce not in self.nonces:
            self.posted.append((channel_id, mark))
            self.messages.append(message)
            self.nonces[nonce] = 1000 + len(self.posted)
        _raise_next(self.after, channel_id)
        return self.nonces[nonce]

    async def open(self, user_id: int) -> int:
        self.opened.append(user_id)
        return user_id + 1000

    async def find(self, channel_id: int, mark: FooterMark, since: datetime) -> int | None:
        self.finds += 1
        _raise_next(self.sought, channel_id)
        if channel_id in self.unreadable:
            raise UnreadableError("403/50013 Missing Permissions")
        there = [n for n, sent in enumerate(self.posted, start=1001) if sent == (channel_id, mark)]
        return there[0] if there else None

    async def shown(self, channel_id: int, message_id: int) -> Shown:
        return self.shows[message_id]

    async def papers_told(self, channel_id: int, since: datetime) -> dict[str, int]:
        return {
            paper_id: number
            for number, ((place, _), message) in enumerate(
                zip(self.posted, self.messages, strict=True), start=1001
            )
            if place == channel_id
            for paper_id in papers_shown(message.embeds)
        }

    async def start_thread(self, channel_id: int, message_id: int, head: ThreadHead) -> None:
        _raise_next(self.before, channel_id)
        self.threads.append(message_id)

    async def begin_post(self, forum_id: int, message: Message, mark: FooterMark, head: ThreadHead) -> int:
        _raise_next(self.before, forum_id)
        self.posted.append((forum_id, mark))
        self.messages.append(message)
        _raise_next(self.after, forum_id)
        return 1000 + len(self.posted)

    async def find_post(self, guild_id: int, forum_id: int, mark: FooterMark, since: datetime) -> int | None:
        return await self.find(forum_id, mark, since)

    async def publish(self, channel_id: int, message_id: int) -> None:
        _raise_next(self.before, channel_id)
        self.published.append(message_id)

    async def edit(self, channel_id: int, message_id: int, message: Message, mark: FooterMark) -> None:
        self.edits_asked += 1
        if self.edit_trouble:
            raise self.edit_trouble
        self.edited.append(Edited(channel_id, message_id, message, mark))

    def forget_nonces(self) -> None:
        self.nonces.clear()

    def parts(self, channel_id: int) -> list[int]:
        return [mark.part for channel, mark in self.posted if channel == channel_id]


def _raise_next(troubles: dict[int, list[Trouble]], channel_id: int) -> None:
    waiting = troubles.get(channel_id)
    if waiting and (trouble := waiting.pop(0)):
        raise trouble
