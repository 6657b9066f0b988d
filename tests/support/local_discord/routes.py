"""The table of the REST API, and the handlers that only read the world."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .calls import Answer, Call
from .commands import Commands
from .errors import Json, plain_refusal
from .gate import Route
from .interaction_routes import InteractionRoutes
from .messages import MessageRoutes
from .payloads import application_json, channel_json, guild_json, me_json, member_json, user_json
from .threads import ThreadRoutes
from .world import BOT_ID, World


@dataclass(frozen=True, slots=True)
class LookUps:
    """Who am I, what is there. `gateway` answers the gateway's URL, `shards` the recommended number."""

    world: World
    gateway: Callable[[], str]
    shards: int
    max_concurrency: int
    starts_left: Callable[[], int]

    def where(self, call: Call) -> Answer:
        """GET /gateway."""
        return Answer(200, {"url": self.gateway()})

    def where_for_bot(self, call: Call) -> Answer:
        """GET /gateway/bot."""
        starts: Json = {"total": 1_000, "remaining": self.starts_left(), "reset_after": 86_400_000}
        limit = starts | {"max_concurrency": self.max_concurrency}
        return Answer(200, {"url": self.gateway(), "shards": self.shards, "session_start_limit": limit})

    def me(self, call: Call) -> Answer:
        """GET /users/@me."""
        return Answer(200, me_json())

    def user(self, call: Call) -> Answer:
        """GET /users/{user_id}: anybody exists."""
        return Answer(200, user_json(call.id("user_id")))

    def application(self, call: Call) -> Answer:
        """GET /oauth2/applications/@me and /applications/…"""
        return Answer(200, application_json())

    def channel(self, call: Call) -> Answer:
        """GET /channels/{channel_id}."""
        return Answer(200, channel_json(self.world.channel(call.channel_id)))

    def guild(self, call: Call) -> Answer:
        """GET /guilds/{guild_id}."""
        return Answer(200, guild_json(self.world, self.world.guild(call.id("guild_id"))))

    def guild_channels(self, call: Call) -> Answer:
        """GET /guilds/{guild_id}/channels."""
        guild = self.world.guild(call.id("guild_id"))
        return Answer(200, [channel_json(self.world.channels[number]) for number in guild.channel_ids])

    def member(self, call: Call) -> Answer:
        """GET /guilds/{guild_id}/members/{user_id}, with @me for the bot."""
        guild = self.world.guild(call.id("guild_id"))
        user_id = BOT_ID if call.ids.get("user_id", "@me") == "@me" else call.id("user_id")
        return Answer(200, member_json(guild, user_id))

    def direct(self, call: Call) -> Answer:
        """POST /users/@me/channels: opens a DM; refusals come only when something is sent."""
        return Answer(200, channel_json(self.world.direct_channel(int(call.json["recipient_id"]))))


def unknown(call: Call) -> Answer:
    """Any other path."""
    raise plain_refusal(404)


def api_routes(
    look_ups: LookUps,
    messages: MessageRoutes,
    threads: ThreadRoutes,
    commands: Commands,
    interactions: InteractionRoutes,
) -> list[Route]:
    """Every route that is served, relative to /api/v10. Their kinds are the names to use in faults."""
    application = "/applications/{application_id}"
    channel = "/channels/{channel_id}"
    hook = "/webhooks/{application_id}/{token}"
    hook_message = hook + "/messages/{message_id}"
    return [
        Route("gateway", "GET", "/gateway", look_ups.where),
        Route("gateway", "GET", "/gateway/bot", look_ups.where_for_bot),
        Route("me", "GET", "/users/@me", look_ups.me),
        Route("dm_open", "POST", "/users/@me/channels", look_ups.direct),
        Route("member", "GET", "/users/@me/guilds/{guild_id}/member", look_ups.member),
        Route("user", "GET", "/users/{user_id}", look_ups.user),
        Route("application", "GET", "/oauth2/applications/@me", look_ups.application),
        Route("application", "GET", application, look_ups.application),
        Route("commands", "GET", application + "/commands", commands.list),
        Route("commands", "PUT", application + "/commands", commands.replace),
        Route("commands", "GET", application + "/guilds/{guild_id}/commands", commands.list),
        Route("commands", "PUT", application + "/guilds/{guild_id}/commands", commands.replace),
        Route("guild", "GET", "/guilds/{guild_id}", look_ups.guild),
        Route("guild", "GET", "/guilds/{guild_id}/channels", look_ups.guild_channels),
        Route("member", "GET", "/guilds/{guild_id}/members/{user_id}", look_ups.member),
        Route("channel", "GET", channel, look_ups.channel),
        Route("channel_edit", "PATCH", channel, threads.change),
        Route("publish", "POST", channel + "/messages/{message_id}/crosspost", threads.publish),
        Route("thread_start", "POST", channel + "/messages/{message_id}/threads", threads.start),
        Route("forum_post", "POST", channel + "/threads", threads.begin_post),
        Route("threads", "GET", channel + "/threads/archived/public", threads.archived),
        Route("threads", "GET", "/guilds/{guild_id}/threads/active", threads.active),
        Route("history", "GET", channel + "/messages", messages.history),
        Route("message_create", "POST", channel + "/messages", messages.create),
        Route("message_get", "GET", channel + "/messages/{message_id}", messages.read),
        Route("message_edit", "PATCH", channel + "/messages/{message_id}", messages.edit),
        Route("message_delete", "DELETE", channel + "/messages/{message_id}", messages.delete),
        Route(
            "callback",
            "POST",
            "/interactions/{interaction_id}/{token}/callback",
            interactions.callback,
            False,
        ),
        Route("follow_up", "POST", hook, interactions.follow_up, False),
        Route("answer_get", "GET", hook_message, interactions.read, False),
        Route("answer_edit", "PATCH", hook_message, interactions.edit, False),
        Route("answer_delete", "DELETE", hook_message, interactions.delete, False),
        Route("unknown", "*", "/{rest:.*}", unknown),
    ]
