"""The one place where errors of commands, autocompletes, views and dynamic items become answers.

discord.py only logs what a dynamic item or a view raises: derive them from `FunnelView` and `FunnelItem`,
and put `guarded` on autocompletes.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from functools import wraps
from typing import Any, TypeVar

import discord
from discord import app_commands
from discord.utils import MISSING

from bot.admission import Crowded, Late
from bot.client import Paperboy
from bot.command_tree import Refused, admitted, created_at, end_turn
from bot.errors import PaperboyError, UserError
from bot.models import Language
from bot.rendering.escape import escape
from bot.texts import say
from cogs.permissions import named

log = logging.getLogger(__name__)

Interaction = discord.Interaction[Paperboy]
Choices = list[app_commands.Choice[str]]
ItemT_co = TypeVar("ItemT_co", bound=discord.ui.Item[Any], covariant=True)
CogT = TypeVar("CogT")

_SENTENCES: dict[type[Exception], str] = {
    app_commands.NoPrivateMessage: "funnel-servers-only",
    app_commands.CommandNotFound: "funnel-outdated",
    app_commands.CommandSignatureMismatch: "funnel-outdated",
    app_commands.TransformerError: "funnel-bad-value",
}
# Discord's words for: nobody waits for this answer any more (3 s, or 15 minutes after a deferral).
_TOO_LATE = {(404, 10062), (401, 50027)}


def reader(interaction: Interaction) -> Language:
    """The language of the person who acts."""
    return interaction.client.language_for(interaction.locale)


async def answer(
    interaction: Interaction,
    content: str | None = None,
    *,
    embeds: Sequence[discord.Embed] = (),
    view: discord.ui.View | None = None,
    file: discord.File | None = None,
    ephemeral: bool = True,
) -> discord.WebhookMessage | None:
    """Answer, also after a deferral; to the person alone unless `ephemeral` is False.

    Returns the message if it is a follow-up; a first answer is the interaction's original response.

    The first answer after a deferral is as ephemeral as the deferral was, whatever is asked for here: defer
    ephemerally, so that an error stays between the two of us.
    """
    shown: dict[str, Any] = {
        "content": content or MISSING,
        "embeds": list(embeds),
        "view": view or MISSING,
        "file": file or MISSING,
        "ephemeral": ephemeral,
        "allowed_mentions": discord.AllowedMentions.none(),
    }
    message = None
    if interaction.response.is_done():
        message = await interaction.followup.send(**shown, wait=True)
    else:
        await interaction.response.send_message(**shown)
    end_turn(interaction)
    return message


async def update(interaction: Interaction, **shown: Any) -> None:
    """Change the message that the button, select or form belongs to, also after a deferral."""
    edit = (
        interaction.edit_original_response
        if interaction.response.is_done()
        else interaction.response.edit_message
    )
    await edit(**shown, allowed_mentions=discord.AllowedMentions.none())


async def defer_answer(interaction: Interaction) -> None:
    """Ask for more time before something is written, which may have to wait for its turn."""
    await interaction.response.defer(ephemeral=True, thinking=True)


async def handle(interaction: Interaction, error: Exception) -> None:
    """Tell the person what went wrong, and the log what a person cannot use. Raises nothing."""
    cause = error.original if isinstance(error, (app_commands.CommandInvokeError, Refused)) else error
    try:
        if _is_too_late(cause):
            log.info("%s came too late: %s", _name(interaction), cause)
        elif isinstance(cause, Crowded):
            await _refuse(interaction, cause)
        else:
            await answer(interaction, _explained(interaction, cause))
    except discord.HTTPException as unanswered:
        log.warning("%s could not be answered: %s", _name(interaction), unanswered)


def explain(error: Exception, language: Language) -> str | None:
    """The sentence for an error that a person can do something about, else None."""
    match error:
        case UserError():
            return error.text(language)
        case PaperboyError():
            return escape(error.text(language))  # what others answered may stand in it
        case app_commands.MissingPermissions():
            return say(language, "funnel-missing", permissions=named(error.missing_permissions, language))
        case app_commands.CommandOnCooldown():
            return say(language, "funnel-cooldown", seconds=int(error.retry_after) + 1)
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
            async with admission.suggestion(person_id, created_at(interaction)) as is_wanted:
                return await complete(cog, interaction, current) if is_wanted else []
        except Late:
            return []
        except Exception:
            log.exception("the autocomplete of %s failed", _name(interaction))
            return []

    return safe


class FunnelView(discord.ui.View):
    """A view whose errors are answered."""

    async def on_error(
        self, interaction: discord.Interaction[Any], error: Exception, item: discord.ui.Item[Any]
    ) -> None:
        """Called by discord.py with what an item's callback raised."""
        await handle(interaction, error)


class FunnelItem(discord.ui.DynamicItem[ItemT_co], template=r"(?!)"):
    """A dynamic item whose errors are answered: derive with a template of your own and write `used`."""

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Called by discord.py."""
        try:
            async with admitted(interaction):
                await self.used(interaction)
        except Exception as error:
            await handle(interaction, error)

    async def used(self, interaction: Interaction) -> None:
        """What happens when somebody clicks or selects."""
        raise NotImplementedError


class FunnelModal(discord.ui.Modal):
    """A form whose errors are answered: write `submitted`."""

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        """Called by discord.py."""
        async with admitted(interaction):
            await self.submitted(interaction)

    async def submitted(self, interaction: Interaction) -> None:
        """What happens when somebody has filled it in."""
        raise NotImplementedError

    async def on_error(self, interaction: discord.Interaction[Any], error: Exception, /) -> None:
        """Called by discord.py with what `on_submit` raised."""
        await handle(interaction, error)


async def _refuse(interaction: Interaction, error: Crowded) -> None:
    with suppress(Late):
        async with interaction.client.admission.refusal(created_at(interaction)):
            await answer(interaction, _explained(interaction, error))


def _explained(interaction: Interaction, error: Exception) -> str:
    language = reader(interaction)
    text = explain(error, language)
    if text is None:
        reference = secrets.token_hex(4)
        log.error("%s failed, reference %s", _name(interaction), reference, exc_info=error)
        return say(language, "funnel-apology", reference=reference)
    if isinstance(error, PaperboyError) and not isinstance(error, UserError):
        log.warning("%s: %s", _name(interaction), error)
    return text


def _is_too_late(error: Exception) -> bool:
    is_told = isinstance(error, discord.HTTPException) and (error.status, error.code) in _TOO_LATE
    return is_told or isinstance(error, Late)


def _name(interaction: Interaction) -> str:
    """Which command or item, without what was typed: keywords belong in no log."""
    if interaction.command:
        return f"/{interaction.command.qualified_name}"
    return str((interaction.data or {}).get("custom_id", "an interaction"))


async def setup(bot: Paperboy) -> None:
    """Called by discord.py."""
    bot.tree.error(handle)
