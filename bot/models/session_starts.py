"""How often a bot may still begin a session at Discord's gateway. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.models.base import Model

# A day's starts are 1,000 or more; Discord resets the token of a bot that spends them all. Half of them is
# more than ordinary days take, with any number of upgrades.
FREE_SHARE = 0.5


class SessionStarts(Model):
    """What Discord said last, counted on since: `remaining` of `total` until `resets_at` (UTC)."""

    total: int
    remaining: int
    resets_at: datetime
    last_at: datetime | None = None

    def next_at(self, now: datetime) -> datetime:
        """From when on the next one may begin.

        At once while half of them are left. Those of the other half are spread over what is left of the day:
        so whatever happens, they are not spent before it is over.
        """
        if now >= self.resets_at or self.last_at is None or self.remaining >= self.total * FREE_SHARE:
            return now
        if self.remaining < 1:
            return self.resets_at
        return self.last_at + max(self.resets_at - self.last_at, timedelta()) / self.remaining

    def after_one(self, now: datetime) -> SessionStarts:
        """One more was begun."""
        if now >= self.resets_at:
            renewed = self.model_copy(update={"remaining": self.total, "resets_at": now + timedelta(days=1)})
            return renewed.after_one(now)
        return self.model_copy(update={"remaining": max(self.remaining - 1, 0), "last_at": now})
