"""Why a paper was not posted to a subscription, in words. Pure."""

from __future__ import annotations

from bot.digests.absence import Absence, Answer
from bot.models import Language, Subscription
from bot.texts import say, say_day
from cogs.channels.text import heading
from cogs.status.calendar import explanation


def absence_line(subscription: Subscription, found: Answer, language: Language) -> str:
    """The answer for one subscription."""
    chosen, posting = subscription.settings, found.posting
    link = f"https://discord.com/channels/{chosen.guild_id}/{chosen.channel_id}/"
    words = say(
        language,
        f"absence-{found.absence.value}",
        day=say_day(language, found.day) if found.day else "?",
        posted=say_day(language, posting.day) if posting else "?",
        link=f"{link}{posting.message_id}" if posting else "",
        why=explanation(found.channel_day, language) if found.channel_day else _unknown(found, language),
        votes=found.votes,
        min_votes=found.min_votes,
        place=found.place,
        qualifying=found.qualifying,
        shown=found.shown,
    )
    return f"{heading(subscription)}\n{words}"


def _unknown(found: Answer, language: Language) -> str:
    return say(language, "absence-no-zone") if found.absence is Absence.DAY_MISSED else ""
