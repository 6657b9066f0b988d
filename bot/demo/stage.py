"""The simulated Discord: a server with three channels, the bot, and three people who look at it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, NamedTuple, cast

import discord
import simcord
from discord.ext import commands
from simcord.backend.cdn import CDN_BASE

from bot.demo.patient_env import PatientEnv
from bot.models import Language
from bot.texts import say

GUILD_ID = 1_100_000_000_000_000_001  # known before there is a bot, which is told that it is its home
LOCALES: Mapping[Language, str] = {"ko": "ko", "en": "en-US"}

PersonName = Literal["admin", "korean", "english"]
RoomName = Literal["papers", "quiet", "closed", "direct"]


class Person(NamedTuple):
    """Somebody as whom the visitor can look at the demo, and who reads this language."""

    name: PersonName
    language: Language
    user: simcord.UserHandle
    member: simcord.MemberActor


@dataclass(frozen=True)
class Stage:
    """Where the demo plays. The bot is in the server, but not online before `env.start()`.

    In the channel `papers` the bot posts, `quiet` is empty, and in `closed` the bot lacks permissions.
    """

    env: simcord.Env
    bot: commands.AutoShardedBot
    language: Language
    people: Mapping[PersonName, Person]
    channels: Mapping[RoomName, simcord.ChannelHandle]

    def channel(self, room: RoomName, person: Person) -> simcord.ChannelHandle:
        """The room's channel; each person has a direct one of their own."""
        return person.user.dm_channel if room == "direct" else self.channels[room]

    @property
    def face_url(self) -> str:
        """Where the simulated Discord has the bot's avatar."""
        face = self.env.backend.bot_user
        return f"{CDN_BASE}/avatars/{face.id}/{face.avatar}.png"


def build_stage(bot: commands.AutoShardedBot, language: Language, now: datetime) -> Stage:
    """The scenery, in which it is `now`."""
    env = PatientEnv(bot, shard_count=1)
    env.backend.advance_clock((now - env.now()).total_seconds())
    env.backend.edit_bot_profile("Paperboy").avatar = "face"
    guild = env.create_guild(say(language, "demo-guild"), id=GUILD_ID, preferred_locale=LOCALES[language])
    people = _people(env, guild, language)
    by_user = {person.user.id: person for person in people.values()}
    env.backend.subscribers.append(lambda event, payload: _set_locale(by_user, language, event, payload))
    return Stage(env, bot, language, people, _channels(env, guild, language))


def _people(env: simcord.Env, guild: simcord.GuildHandle, language: Language) -> Mapping[PersonName, Person]:
    staff = guild.create_role("Admin", permissions=discord.Permissions(manage_guild=True))
    languages: Mapping[PersonName, Language] = {"admin": language, "korean": "ko", "english": "en"}
    names = {
        "admin": say(language, "demo-person-admin"),
        "korean": say("ko", "demo-person-korean"),
        "english": say("en", "demo-person-english"),
    }
    people: dict[PersonName, Person] = {}
    for name, spoken in languages.items():
        user = env.create_user(name, global_name=names[name])
        member = guild.add_member(user, roles=[staff] if name == "admin" else [])
        people[name] = Person(name, spoken, user, member)
    return people


def _channels(
    env: simcord.Env, guild: simcord.GuildHandle, language: Language
) -> Mapping[RoomName, simcord.ChannelHandle]:
    robot = simcord.UserHandle(env, env.backend.bot_user)
    silent = discord.PermissionOverwrite(send_messages=False, embed_links=False)
    return {
        "papers": guild.create_text_channel("daily-papers", topic=say(language, "demo-topic")),
        "quiet": guild.create_text_channel(say(language, "demo-room-quiet")),
        "closed": guild.create_text_channel(say(language, "demo-room-closed"), overwrites={robot: silent}),
    }


def _set_locale(
    people: Mapping[int, Person], server: Language, event: str, payload: Mapping[str, Any]
) -> None:
    """Before the bot gets it: the simulated Discord itself gives everybody the same locale."""
    if event != "INTERACTION_CREATE":
        return
    interaction = cast("dict[str, Any]", payload)
    user = interaction.get("user") or interaction["member"]["user"]
    interaction["locale"] = LOCALES[people[int(user["id"])].language]
    if "guild_locale" in interaction:
        interaction["guild_locale"] = LOCALES[server]
