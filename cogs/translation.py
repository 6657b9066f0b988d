"""Command names, options and choices in Korean, from the same catalogue as every other text.

Discord shows them by the reader's locale, and English to everybody else. Texts name commands as in English:
that name works in every client.
"""

from __future__ import annotations

from discord import Locale, app_commands

from bot.app.client import Paperboy
from bot.texts import say


def text(key: str) -> app_commands.locale_str:
    """The catalogue's text for a name (at most 32 characters) or a description (100) of a command."""
    return app_commands.locale_str(say("en", key), key=key)


class CatalogueTranslator(app_commands.Translator):
    """Translates what `text` made; names that discord.py wraps by itself stay as they are."""

    async def translate(
        self, string: app_commands.locale_str, locale: Locale, context: app_commands.TranslationContextTypes
    ) -> str | None:
        """The Korean text; None for every other locale, which then sees the English one."""
        key = string.extras.get("key")
        return say("ko", key) if key and locale is Locale.korean else None


async def setup(bot: Paperboy) -> None:
    """Called by discord.py."""
    await bot.tree.set_translator(CatalogueTranslator())
