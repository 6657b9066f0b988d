"""Why a paper was not posted to a subscription, in words. Pure."""

from __future__ import annotations

from bot.digests.absence import Absence, AbsenceReason
from bot.models import Language, Subscription
from bot.rendering.links import message_link
from bot.texts import say, say_day
from cogs.channels.text import heading
from cogs.status.calendar import explanation

_KEYS = {
    Absence.POSTED: "absence-posted",
    Absence.SHOWN_BEFORE: "absence-shown-before",
    Absence.NOT_LISTED: "absence-not-listed",
    Absence.DAY_MISSED: "absence-day-missed",
    Absence.FEW_VOTES: "absence-few-votes",
    Absence.OFF_TOPIC: "absence-off-topic",
    Absence.EXCLUDED: "absence-excluded",
    Absence.BELOW_TOP: "absence-below-top",
    Absence.CHANGED: "absence-changed",
}


def absence_line(subscription: Subscription, reason: AbsenceReason, language: Language) -> str:
    """The answer for one subscription."""
    chosen, posting = subscription.settings, reason.posting
    words = say(
        language,
        _KEYS[reason.absence],
        day=say_day(language, reason.day) if reason.day else "?",
        posted=say_day(language, posting.day) if posting else "?",
        link=message_link(chosen.guild_id, posting.channel_id, posting.message_id) if posting else "",
        why=explanation(reason.channel_day, language) if reason.channel_day else _unknown(reason, language),
        votes=reason.votes,
        min_votes=reason.min_votes,
        place=reason.place,
        qualifying=reason.qualifying,
        shown=reason.selected,
    )
    return f"{heading(subscription)}\n{words}"


def _unknown(reason: AbsenceReason, language: Language) -> str:
    return say(language, "absence-no-zone") if reason.absence is Absence.DAY_MISSED else ""
