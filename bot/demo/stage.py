"""The simulated Discord: a server with one channel, the bot, and a visitor who may configure it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import discord
import simcord
from discord.ext import commands
from simcord.backend.cdn import CDN_BASE

from bot.models import Language
from bot.texts import say

_LOCALES: dict[Language, str] = {"ko": "ko", "en": "en-US"}


@dataclass(frozen=True)
class Stage:
    """Where the demo plays. The bot is in the server, but not online before `env.start()`."""

    env: simcord.Env
    bot: commands.AutoShardedBot
    channel: simcord.ChannelHandle
    visitor: simcord.MemberActor
    language: Language

    @property
    def locale(self) -> str:
        """The language as Discord names it."""
        return _LOCALES[self.language]

    @property
    def face_url(self) -> str:
        """Where the simulated Discord has the bot's avatar."""
        face = self.env.backend.bot_user
        return f"{CDN_BASE}/avatars/{face.id}/{face.avatar}.png"


def build_stage(bot: commands.AutoShardedBot, language: Language, now: datetime) -> Stage:
    """The scenery, in which it is `now`."""
    env = simcord.Env(bot, shard_count=1)
    env.backend.advance_clock((now - env.now()).total_seconds())
    env.backend.edit_bot_profile("Paperboy").avatar = "face"
    guild = env.create_guild(say(language, "demo-guild"), preferred_locale=_LOCALES[language])
    channel = guild.create_text_channel("daily-papers", topic=say(language, "demo-topic"))
    admin = guild.create_role("Admin", permissions=discord.Permissions(manage_guild=True))
    user = env.create_user("visitor", global_name=say(language, "demo-visitor"))
    return Stage(env, bot, channel, guild.add_member(user, roles=[admin]), language)
