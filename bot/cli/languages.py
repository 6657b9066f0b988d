"""The value of `--language`."""

from __future__ import annotations

from typing import Any

import click

from bot.models import LANGUAGES
from bot.texts.language_names import language_named


class LanguageChoice(click.Choice[str]):
    """One of our languages, as people name it."""

    def __init__(self) -> None:
        super().__init__(LANGUAGES)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The code of the language."""
        return super().convert(language_named(str(value)) or value, param, ctx)
