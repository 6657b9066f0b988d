"""Click's own words, and the help of the commands, in the language of the terminal.

Imported for readers of another language than English, which is what stands in the code.
"""

from __future__ import annotations

import click
from click import core, decorators, exceptions, formatting, parser, types

from bot.cli.locale import language
from bot.texts.by_english import say_english


def speak() -> None:
    """Have click ask our catalogue where it asks gettext, for which it knows no catalogue of its own."""
    for module in (core, decorators, exceptions, formatting, parser, types):
        for name, asked in (("_", _translated), ("ngettext", _translated_plural)):
            if hasattr(module, name):
                setattr(module, name, asked)


def translate(command: click.Command) -> click.Command:
    """The command itself, with the help of its options and of the commands below it."""
    command.help, command.short_help = _paragraphs(command.help), _paragraphs(command.short_help)
    command.options_metavar = _translated(command.options_metavar or "")
    for option in command.params:
        if isinstance(option, click.Option):
            option.help = _paragraphs(option.help)
    if isinstance(command, click.Group):
        command.subcommand_metavar = _translated(command.subcommand_metavar or "")
        for below in command.commands.values():
            translate(below)
    return command


def _translated(english: str) -> str:
    return say_english(language(), english)


def _translated_plural(singular: str, plural: str, count: int) -> str:
    return _translated(singular if count == 1 else plural)


def _paragraphs(text: str | None) -> str | None:
    """Each paragraph is a text of the catalogue, whatever lines it has in the code."""
    return text and "\n\n".join(_translated(" ".join(each.split())) for each in text.split("\n\n"))
