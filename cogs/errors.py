"""The one place where errors of commands, autocompletes, views and dynamic items become answers.

discord.py only logs what a dynamic item or a view raises: derive them from `FunnelView` and `FunnelItem`,
and put `guarded` on autocompletes.
"""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from functools import wraps
from typing import Any, TypeVar

import discord
from discord import app_commands
from discord.utils import MISSING

from bot.admission import Crowded, Late
from bot.app.client import Paperboy
from bot.app.command_tree import Refused, admitted, created_at, end_turn
from bot.delivery.outcomes import code_of, judge
from bot.errors import PaperboyError, UserError
from bot.models import Language
from bot.rendering.escape import escape_within
from bot.texts import say
from cogs.custom_ids import is_unread, register, spoken
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
# Discord's codes for: nobody waits for this answer any more (3 s, or 15 minutes after a deferral).
_TOO_LATE = {10062, 50027}
# For which a form waits. Each has a custom_id of its own: of two with the same, discord.py forgets one.
FORM_SECONDS = 900.0
SENTENCE = 1900  # UTF-16 units of an error in an answer, which Discord takes up to 2,000


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
        **linked(interaction, {"content": content or MISSING, "embeds": list(embeds)}),
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
    await edit(**linked(interaction, shown), allowed_mentions=discord.AllowedMentions.none())


def linked(interaction: Interaction, shown: dict[str, Any]) -> dict[str, Any]:
    """What is shown, with the commands that its texts name as mentions."""
    mentions = interaction.client.mentions
    if isinstance(content := shown.get("content"), str):
        shown["content"] = mentions.linked(content)
    for embed in shown.get("embeds") or ():
        embed.description = mentions.linked(embed.description) if embed.description else None
    return shown


async def defer_answer(interaction: Interaction) -> None:
    """Ask for more time before something is written, which may have to wait for its turn."""
    await interaction.response.defer(ephemeral=True, thinking=True)


async def handle(interaction: Interaction, error: Exception) -> None:
    """Tell the person what went wrong, and the log what a person cannot use. Raises nothing."""
    cause = error.original if isinstance(error, (app_commands.CommandInvokeError, Refused)) else error
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
            return escape_within(error.text(language), SENTENCE)  # what others answered may stand in it
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
    """A dynamic item whose errors are answered: derive with a template of your own and write `used`.

    What `from_custom_id` cannot make sense of is answered too: it raises ValueError, or the UserError that
    says why.
    """

    def __init_subclass__(cls, *, template: str) -> None:
        super().__init_subclass__(template=register(template))
        from_custom_id = cls.from_custom_id

        async def readable(
            interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
        ) -> discord.ui.DynamicItem[Any]:
            try:
                return await from_custom_id(interaction, item, match)
            except Exception as error:
                return _Unreadable(item, error)

        cls.from_custom_id = staticmethod(readable)  # pyright: ignore[reportAttributeAccessIssue]

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


class _Unreadable(discord.ui.DynamicItem[discord.ui.Item[Any]], template=r"(?s:.*)"):
    """Stands in for an item whose custom_id says something impossible, such as February 30."""

    def __init__(self, item: discord.ui.Item[Any], error: Exception) -> None:
        super().__init__(item)
        self._error = UserError("funnel-unreadable") if _is_senseless(error) else error

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Called by discord.py."""
        await handle(interaction, self._error)


def _is_senseless(error: Exception) -> bool:
    return isinstance(error, ValueError | OverflowError)


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
    is_told = isinstance(error, discord.HTTPException) and code_of(error) in _TOO_LATE
    return is_told or isinstance(error, Late)


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
