"""Views, forms, and the buttons and selects that work on messages of any age; what they raise is answered.

discord.py only logs what they raise: derive them from these classes.
"""

from __future__ import annotations

import re
from typing import Any, Self, TypeVar, cast

import discord

from bot.app.command_tree import admitted
from bot.errors import UserError
from cogs.answers import Interaction
from cogs.custom_ids import register
from cogs.errors import handle
from cogs.item_state import read_state

# For which a form waits. Each has a custom_id of its own: of two with the same, discord.py forgets one.
FORM_SECONDS = 900.0

ItemT_co = TypeVar("ItemT_co", bound=discord.ui.Item[Any], covariant=True)


class FunnelView(discord.ui.View):
    """A view whose errors are answered."""

    async def on_error(
        self, interaction: discord.Interaction[Any], error: Exception, item: discord.ui.Item[Any]
    ) -> None:
        """Called by discord.py with what an item's callback raised."""
        await handle(interaction, error)


class FunnelItem(discord.ui.DynamicItem[ItemT_co], template=r"(?!)"):
    """A dynamic item whose errors are answered: derive with a template of your own and write `used`.

    The template's named groups are what the constructor takes (see `cogs.item_state`); the rest of its
    arguments have defaults, since an item that was clicked is shown to nobody.
    """

    def __init_subclass__(cls, *, template: str) -> None:
        super().__init_subclass__(template=register(template))

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Called by discord.py at a click."""
        try:
            return cls(**read_state(cls.__init__, match.groupdict()))
        except ValueError:
            return cast(Self, _Unreadable(item))  # discord.py asks no more of it than its callback

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

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Called by discord.py."""
        await handle(interaction, UserError("funnel-unreadable"))


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
