"""Which subscriptions are served: those that are there, in guilds that the bot has not left."""

from __future__ import annotations

from sqlalchemy import exists

from bot.store.schema import guilds, subscriptions

# A guild of which nothing is noted was never left.
IS_LEFT = exists().where(guilds.c.guild_id == subscriptions.c.guild_id, guilds.c.left_at.is_not(None))

IS_SERVED = subscriptions.c.removed_at.is_(None) & ~IS_LEFT
