"""Interactions come in by one door: commands here, buttons, selects and forms through `cogs.items`."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from typing import Any

import discord
from discord import app_commands
from discord.utils import snowflake_time

from bot.admission import Admission, Admitted, Crowded, Late
from bot.errors import PaperboyError, StoreError
from bot.measures import COMMANDS
from bot.store import hurried

log = logging.getLogger(__name__)

WRITE_SECONDS = 10.0  # for which a person waits at most until what they did can be written down
INTERACTION = "INTERACTION_CREATE"
Read = Callable[[Any], object]
_TURN = "turn"  # in an interaction's extras


def only_served(read: Read, admission: Admission) -> Read:
    """Reads an event of an interaction only where it can be served: to read one takes discord.py ten times as
    long as to leave it. What cannot be understood here is for `read` to refuse.
    """

    def read_served(data: Any) -> None:
        try:
            person_id, created_at = _person_and_time(data)
        except (AttributeError, LookupError, OSError, OverflowError, TypeError, ValueError):
            read(data)
            return
        if admission.can_serve(person_id, created_at):
            read(data)

    return read_served


def _person_and_time(data: Any) -> tuple[int, float]:
    person = data.get("user") or data["member"]["user"]
    return int(person["id"]), snowflake_time(int(data["id"])).timestamp()


class NotAdmitted(app_commands.AppCommandError):
    """A command was not let in, by the door or by its cog; `original` says why."""

    def __init__(self, original: Crowded | Late | PaperboyError) -> None:
        super().__init__(str(original))
        self.original = original


class AdmittedTree(app_commands.CommandTree[Any]):
    """Commands are worked on when it is their turn. Suggestions have a door of their own."""

    async def _call(self, interaction: discord.Interaction[Any]) -> None:
        if interaction.type is discord.InteractionType.autocomplete:
            await super()._call(interaction)
            return
        try:
            async with admitted(interaction):
                await super()._call(interaction)
        except (Crowded, Late, PaperboyError) as error:  # discord.py answers no others than its own
            raise NotAdmitted(error) from error


@asynccontextmanager
async def admitted(interaction: discord.Interaction[Any]) -> AsyncGenerator[None]:
    """Work on it when it is its turn; Crowded or Late if it is not let in."""
    admission, person_id = interaction.client.admission, interaction.user.id
    async with admission.turn(person_id, created_at(interaction), interaction.response.is_done) as turn:
        interaction.extras[_TURN] = turn
        with hurried(WRITE_SECONDS), COMMANDS.labels(_label(interaction)).time():
            yield
            if interaction.is_user_integration():
                await _note_use(interaction)


def _label(interaction: discord.Interaction[Any]) -> str:
    """The command's name, or the kind of what was pressed: what people can do is a short list."""
    return interaction.command.qualified_name if interaction.command else interaction.type.name


async def _note_use(interaction: discord.Interaction[Any]) -> None:
    """After the answer, for which nobody waits for it; whatever happens, the next use is noted."""
    try:
        await interaction.client.privacy.used_by_installation(interaction.user.id)
    except StoreError as error:
        log.warning("%s", error)


def end_turn(interaction: discord.Interaction[Any]) -> None:
    """The person has an answer: others, and what they do next, need not wait for the rest."""
    turn: Admitted | None = interaction.extras.get(_TURN)
    if turn:
        turn.end()


def created_at(interaction: discord.Interaction[Any]) -> float:
    """When somebody did it, in seconds by Discord's clock."""
    return interaction.created_at.timestamp()
