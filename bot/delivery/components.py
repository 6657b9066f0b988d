"""Menus and buttons as Discord's components."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord

from bot.rendering.menus import Button, Menu


def menu_view(*menus: Menu, buttons: Sequence[Button] = ()) -> discord.ui.View:
    """A view with a select for each menu, and the buttons; needs a running event loop.

    What a choice does is found by the custom_id, also after a restart. So the view is stopped:
    discord.py would keep one that is not for every message ever sent.
    """
    view = discord.ui.View(timeout=None)
    for menu in menus:
        view.add_item(_select(menu))
    for button in buttons:
        view.add_item(discord.ui.Button(label=button.label, custom_id=button.custom_id))
    view.stop()
    return view


def _select(menu: Menu) -> discord.ui.Select[Any]:
    options = [
        discord.SelectOption(label=option.label, description=option.description, value=option.value)
        for option in menu.options
    ]
    return discord.ui.Select(custom_id=menu.custom_id, placeholder=menu.placeholder, options=options)
