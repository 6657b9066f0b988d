"""The one place where errors of commands, autocompletes, views and dynamic items become answers.

Views, forms, buttons and selects come here by the classes of `cogs.items`; put `guarded` on autocompletes.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Coroutine
from contextlib import suppress
from functools import wraps
from typing import Any, TypeVar

import discord
from discord import app_commands

from bot.admission import Crowded, Late
from bot.app.client import Paperboy
from bot.app.command_tree import NotAdmitted, created_at
from bot.delivery.outcomes import code_of, judge
from bot.errors import PaperboyError, UserError
from bot.models import Language
from bot.rendering.escape import escape_within
from bot.texts import say
from cogs.answers import Interaction, answer, reader_language
from cogs.custom_ids import is_unread, spoken
from cogs.permissions import named

log = logging.getLogger(__name__)

Choices = list[app_commands.Choice[str]]
CogT = TypeVar("CogT")

_SENTENCES: dict[type[Exception], str] = {
    app_commands.NoPrivateMessage: "funnel-servers-only",
    app_commands.CommandNotFound: "funnel-outdated",
    app_commands.CommandSignatureMismatch: "funnel-outdated",
    app_commands.TransformerError: "funnel-bad-value",
}
# Discord's codes for: nobody waits for this answer any more (3 s, or 15 minutes after a deferral).
_TOO_LATE = {10062, 50027}
SENTENCE_UNITS = 1900  # UTF-16 units of an error in an answer, which Discord takes up to 2,000


async def handle(interaction: Interaction, error: Exception) -> None:
    """Tell the person what went wrong, and the log what a person cannot use. Raises nothing."""
    cause = error.original if isinstance(error, (app_commands.CommandInvokeError, NotAdmitted)) else error
    try:
        if _is_too_late(cause):
            log.info("%s came too late: %s", _name(interaction), _reason(cause))
        elif isinstance(cause, Crowded):
            await _refuse(interaction, cause)
        else:
            await answer(interaction, _explained(interaction, cause))
    except Exception as unanswered:  # Discord refuses, or the connection drops: nobody is left to be told
        log.warning("%s could not be answered: %s", _name(interaction), judge(unanswered).reason)


async def answer_unread(interaction: discord.Interaction[Any]) -> None:
    """Answer a click on something that once was ours, or pretends to be: discord.py drops what no template
    fits, and the person would wait for nothing.
    """
    custom_id = str((interaction.data or {}).get("custom_id", ""))
    is_component = interaction.type is discord.InteractionType.component
    if is_component and is_unread(custom_id):
        await handle(interaction, UserError("funnel-unreadable"))


def explain(error: Exception, language: Language) -> str | None:
    """The sentence for an error that a person can do something about, else None."""
    match error:
        case UserError():
            return error.text(language)
        case PaperboyError():
            return escape_within(error.text(language), SENTENCE_UNITS)  # what others answered may stand in it
        case app_commands.MissingPermissions():
            return say(language, "funnel-missing", permissions=named(error.missing_permissions, language))
        case _:
            key = next((key for kind, key in _SENTENCES.items() if isinstance(error, kind)), None)
            return key and say(language, key)


def guarded(
    complete: Callable[[CogT, Interaction, str], Coroutine[Any, Any, Choices]],
) -> Callable[[CogT, Interaction, str], Coroutine[Any, Any, Choices]]:
    """An autocomplete that offers nothing when it fails, or is not worth the work."""

    @wraps(complete)
    async def safe(cog: CogT, interaction: Interaction, current: str) -> Choices:
        admission, person_id = interaction.client.admission, interaction.user.id
        try:
            async with admission.suggestion(person_id, created_at(interaction)) as is_current:
                return await complete(cog, interaction, current) if is_current else []
        except Late:
            return []
        except Exception:
            log.exception("the autocomplete of %s failed", _name(interaction))
            return []

    return safe


def offered(
    complete: Callable[[Interaction, str], Coroutine[Any, Any, Choices]],
) -> Callable[[Interaction, str], Coroutine[Any, Any, Choices]]:
    """The same for an autocomplete that is no method; what cannot be read is offered as nothing, too."""

    @guarded
    async def readable(_: None, interaction: Interaction, current: str) -> Choices:
        try:
            return await complete(interaction, current)
        except UserError:
            return []

    @wraps(complete)
    async def safe(interaction: Interaction, current: str) -> Choices:
        return await readable(None, interaction, current)

    return safe


async def _refuse(interaction: Interaction, error: Crowded) -> None:
    with suppress(Late):
        async with interaction.client.admission.refusal(created_at(interaction)):
            await answer(interaction, _explained(interaction, error))


def _explained(interaction: Interaction, error: Exception) -> str:
    language = reader_language(interaction)
    text = explain(error, language)
    if text is None:
        reference = secrets.token_hex(4)
        log.error("%s failed, reference %s", _name(interaction), reference, exc_info=error)
        return say(language, "funnel-apology", reference=reference)
    if isinstance(error, PaperboyError) and not isinstance(error, UserError):
        log.warning("%s: %s", _name(interaction), error)
    return text


def _is_too_late(error: Exception) -> bool:
    is_expired = isinstance(error, discord.HTTPException) and code_of(error) in _TOO_LATE
    return is_expired or isinstance(error, Late)


def _reason(error: Exception) -> str:
    return str(error) if isinstance(error, Late) else judge(error).reason


def _name(interaction: Interaction) -> str:
    """Which command or item, without what was typed: keywords belong in no log."""
    if interaction.command:
        return f"/{interaction.command.qualified_name}"
    return spoken(str((interaction.data or {}).get("custom_id", "an interaction")))


async def setup(bot: Paperboy) -> None:
    """Called by discord.py."""
    bot.tree.error(handle)
    bot.add_listener(answer_unread, "on_interaction")
