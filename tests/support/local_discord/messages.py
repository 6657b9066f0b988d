"""Messages over REST: post, edit, delete, read one, read the history; and the memory for nonces."""

from __future__ import annotations

from dataclasses import dataclass, field

from .calls import Answer, Call, Dispatch
from .errors import Json, refusal
from .message_limits import check_edit, check_message
from .payloads import message_json
from .world import BOT_ID, Channel, Clock, Message, World

NONCE_SECONDS = 300.0  # “the past few minutes” of Discord's documentation


@dataclass(slots=True)
class Nonces:
    """Remembers nonces for `seconds`, per author and not per channel, as Discord does."""

    clock: Clock
    seconds: float = NONCE_SECONDS
    _posted: dict[tuple[int, str], Message] = field(default_factory=dict[tuple[int, str], Message])

    def earlier(self, author_id: int, nonce: str | int) -> Message | None:
        """The message that this author posted with this nonce in the past few minutes."""
        message = self._posted.get((author_id, str(nonce)))
        fresh = message is not None and self.clock() - message.sent_at < self.seconds
        return message if fresh else None

    def remember(self, message: Message) -> None:
        """From now on `earlier` finds it."""
        if message.nonce is not None:
            self._posted[message.author_id, str(message.nonce)] = message

    def forget(self) -> None:
        """As if the few minutes were over."""
        self._posted.clear()


def posted_body(world: World, call: Call, body: Json) -> Json:
    """The parts of a body that make the message, with its files as attachments."""
    body_parts = {key: body[key] for key in ("content", "embeds", "components", "flags") if body.get(key)}
    described: list[Json] = body.get("attachments") or [{} for _ in call.files]
    attachments = [
        _attachment(world, file | {key: attachment[key] for key in ("description",) if key in attachment})
        for file, attachment in zip(call.files, described, strict=True)
    ]
    return body_parts | ({"attachments": attachments} if attachments else {})


def edit(message: Message, call: Call, body: Json, world: World, now: float) -> None:
    """Applies an edit: keys that are absent stay as they were."""
    check_edit(body)
    for key in ("content", "embeds", "components", "flags", "attachments"):
        if key in body:
            message.body[key] = body[key]
    message.body |= {"attachments": [_attachment(world, file) for file in call.files]} if call.files else {}
    message.edited_at = now


def _attachment(world: World, file: Json) -> Json:
    url = f"https://cdn.discordapp.com/attachments/{file['filename']}"
    return {"id": str(world.next_id()), "url": url, "proxy_url": url, **file}


@dataclass(frozen=True, slots=True)
class MessageRoutes:
    """The handlers under /channels/{channel_id}/messages."""

    world: World
    nonces: Nonces
    clock: Clock
    dispatch: Dispatch

    def create(self, call: Call) -> Answer:
        """Posts; with `enforce_nonce` and a nonce of the past few minutes, answers the earlier message."""
        channel = self.world.channel(call.channel_id, "send")
        body = call.json
        check_message(body, attachments=len(call.files))
        nonce = body.get("nonce")
        earlier = (
            self.nonces.earlier(BOT_ID, nonce) if nonce is not None and body.get("enforce_nonce") else None
        )
        message = earlier or self._post(channel, call)
        return Answer(200, message_json(message) | ({} if nonce is None else {"nonce": nonce}))

    def _post(self, channel: Channel, call: Call) -> Message:
        body = posted_body(self.world, call, call.json)
        message = self.world.post(channel, BOT_ID, body, call.json.get("nonce"))
        self.nonces.remember(message)
        self._announce("MESSAGE_CREATE", channel, message_json(message))
        return message

    def edit(self, call: Call) -> Answer:
        """Changes one of the bot's own messages."""
        channel = self.world.channel(call.channel_id, "send")
        message = self.world.message(channel, call.id("message_id"))
        if message.author_id != BOT_ID:
            raise refusal(50005)
        edit(message, call, call.json, self.world, self.clock())
        self._announce("MESSAGE_UPDATE", channel, message_json(message))
        return Answer(200, message_json(message))

    def delete(self, call: Call) -> Answer:
        """Takes a message out of the channel; it stays on record."""
        channel = self.world.channel(call.channel_id)
        message = self.world.message(channel, call.id("message_id"))
        if message.author_id != BOT_ID:
            raise refusal(50013)
        message.deleted = True
        self._announce("MESSAGE_DELETE", channel, {"id": str(message.id), "channel_id": str(channel.id)})
        return Answer(204)

    def read(self, call: Call) -> Answer:
        """One message."""
        channel = self.world.channel(call.channel_id, "history")
        if channel.history_hidden:
            raise refusal(10008)
        return Answer(200, message_json(self.world.message(channel, call.id("message_id"))))

    def history(self, call: Call) -> Answer:
        """A page, newest first. Hidden history is an empty list, not an error: so Discord documents it."""
        channel = self.world.channel(call.channel_id, "history")
        limit = max(1, min(100, call.query_id("limit") or 50))
        sides = {side: call.query_id(side) for side in ("before", "after", "around")}
        page = [] if channel.history_hidden else channel.page(limit, **sides)
        return Answer(200, [message_json(message) for message in page])

    def _announce(self, event: str, channel: Channel, data: Json) -> None:
        where: Json = {} if channel.guild_id is None else {"guild_id": str(channel.guild_id)}
        self.dispatch(event, data | where, channel.guild_id)
