"""Menus as Discord's components."""

from __future__ import annotations

from typing import Any

import discord

from bot.rendering.menus import Menu


def menu_view(*menus: Menu) -> discord.ui.View:
    """A view with a select for each menu; needs a running event loop.

    What a choice does is found by the select's custom_id, also after a restart. So the view is stopped:
    discord.py would keep one that is not for every message ever sent.
    """
    view = discord.ui.View(timeout=None)
    for menu in menus:
        view.add_item(_select(menu))
    view.stop()
    return view


def _select(menu: Menu) -> discord.ui.Select[Any]:
    options = [
        discord.SelectOption(label=option.label, description=option.description, value=option.value)
        for option in menu.options
    ]
    return discord.ui.Select(custom_id=menu.custom_id, placeholder=menu.placeholder, options=options)
