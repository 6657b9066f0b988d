"""Threads, forum posts and publishing over REST, with the answers of Discord's openapi.json."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from .calls import Answer, Call, Dispatch
from .errors import Form, Json, as_object, refusal
from .message_limits import check_message
from .messages import posted_body
from .payloads import channel_json, message_json, thread_json
from .world import ANNOUNCEMENT, BOT_ID, CROSSPOSTED, FORUM, HAS_THREAD, TEXT, Channel, Clock, World

_NAME, _TAGS, _PAGE = 100, 5, 50


@dataclass(frozen=True, slots=True)
class ThreadRoutes:
    """The handlers for what is made of messages and channels."""

    world: World
    clock: Clock
    dispatch: Dispatch

    def start(self, call: Call) -> Answer:
        """Makes a message's thread, which has the message's id; a second one is refused."""
        channel = self.world.channel(call.channel_id, "send")
        if channel.kind not in (TEXT, ANNOUNCEMENT):
            raise refusal(50024)
        message = self.world.message(channel, call.id("message_id"))
        _check_name(call.json)
        if int(message.body.get("flags") or 0) & HAS_THREAD:
            raise refusal(160004)
        message.body["flags"] = int(message.body.get("flags") or 0) | HAS_THREAD
        thread = self.world.add_thread(channel, message.id, str(call.json["name"]), BOT_ID)
        self._announce("THREAD_CREATE", thread)
        return Answer(201, thread_json(thread))

    def begin_post(self, call: Call) -> Answer:
        """Begins a forum's post: each time that it is asked, since there is no nonce."""
        forum = self.world.channel(call.channel_id)
        if forum.kind != FORUM:
            raise refusal(50024)
        if forum.send_error:
            raise refusal(forum.send_error)
        body, tags = as_object(call.json.get("message")), _tags(forum, call.json)
        check_message(body)
        thread = self.world.add_thread(forum, self.world.next_id(), str(call.json["name"]), BOT_ID)
        thread.applied_tags = tags
        first = self.world.post(thread, BOT_ID, posted_body(self.world, call, body), message_id=thread.id)
        self._announce("THREAD_CREATE", thread)
        return Answer(201, thread_json(thread) | {"message": message_json(first)})

    def change(self, call: Call) -> Answer:
        """Puts a thread away or takes it back; a locked one is for moderators."""
        thread = self.world.channel(call.channel_id)
        if thread.parent_id is None or thread.locked or thread.send_error:
            raise refusal(50013)
        if "archived" in call.json:
            thread.archived_at = self.clock() if call.json["archived"] else None
        self._announce("THREAD_UPDATE", thread)
        return Answer(200, channel_json(thread))

    def active(self, call: Call) -> Answer:
        """The guild's threads that are not put away, newest first."""
        guild = self.world.guild(call.id("guild_id"))
        there = [each for each in self._visible() if each.guild_id == guild.id and each.archived_at is None]
        return Answer(200, _listed(there[::-1], has_more=False))

    def archived(self, call: Call) -> Answer:
        """A page of a channel's threads that were put away, last ones first."""
        channel = self.world.channel(call.channel_id, "history")
        if channel.history_hidden:
            raise refusal(50013)
        before = call.query.get("before")
        latest = datetime.fromisoformat(before).timestamp() if before else float("inf")
        there = {each.archived_at: each for each in self._visible() if each.parent_id == channel.id}
        times = sorted((at for at in there if at is not None and at < latest), reverse=True)
        limit = call.query_id("limit") or _PAGE
        page = [there[at] for at in times[:limit]]
        return Answer(200, _listed(page, has_more=len(times) > limit))

    def publish(self, call: Call) -> Answer:
        """Publishes a message of an announcement channel, once."""
        channel = self.world.channel(call.channel_id, "send")
        if channel.kind != ANNOUNCEMENT:
            raise refusal(50024)
        message = self.world.message(channel, call.id("message_id"))
        if int(message.body.get("flags") or 0) & CROSSPOSTED:
            raise refusal(40033)
        message.body["flags"] = int(message.body.get("flags") or 0) | CROSSPOSTED
        return Answer(200, message_json(message))

    def _visible(self) -> list[Channel]:
        return [each for each in self.world.threads() if each.send_error != 50001]

    def _announce(self, event: str, thread: Channel) -> None:
        self.dispatch(event, thread_json(thread), thread.guild_id)


def _check_name(body: Json) -> None:
    form = Form()
    form.text(("name",), body.get("name"), _NAME, required=True)
    form.check()


def _tags(forum: Channel, body: Json) -> list[int]:
    """Those that the post gets: of the forum, none for moderators, at most five, and one if it must."""
    _check_name(body)
    tags = [int(tag_id) for tag_id in cast(list[str], body.get("applied_tags") or [])]
    allowed = {tag.id for tag in forum.tags if not tag.moderated}
    if len(tags) > _TAGS or not set(tags) <= allowed:
        raise refusal(50035)
    if forum.requires_tag and not tags:
        raise refusal(40067)
    return tags


def _listed(threads: list[Channel], *, has_more: bool) -> Json:
    return {"threads": [thread_json(each) for each in threads], "members": [], "has_more": has_more}
