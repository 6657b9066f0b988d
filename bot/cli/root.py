"""`python -m bot`: knows what the commands are called, and imports the one that is run."""

from __future__ import annotations

import gc
import sys
from contextlib import suppress
from importlib import import_module
from keyword import iskeyword
from typing import Any, NoReturn

import click

from bot import __version__
from bot.cli.locale import language
from bot.cli.streams import bear_any_encoding, discard_output

SHORT_HELPS = {
    "run": "Be the bot until stopped.",
    "demo": "See the bot at work in a simulated Discord.",
    "check": "Try configuration, token, store, source and language model.",
    "collect": "Fetch days into the store.",
    "show": "Print a day's digest.",
    "export": "Write days to files.",
    "import": "Read days from the files of an archive.",
    "post": "Post a day now to the configured channels.",
    "summarize": "Have a day's papers summed up by the language model.",
    "status": "Tell what became of each channel's days, and why.",
    "backup": "Copy the database while the bot runs.",
    "restore": "Put a backup in the place of the database.",
    "db": "Move the database, or say that it was put back.",
    "help": "Print a text about a topic, such as operation.",
    "channels": "List and change the configured channels.",
}
INTERRUPTED_EXIT_CODE = 130  # 128 + SIGINT, as shells have it


def module(command: str | None) -> str:
    """Where the command is defined: `bot.cli.NAME`, with an underscore if Python keeps the name to itself."""
    return f"bot.cli.{command}{'_' if iskeyword(command or '') else ''}"


def imported(command: str | None) -> click.Command:
    """The command. No garbage is looked for in what is imported: that took a third of a short command."""
    gc.disable()
    try:
        return import_module(module(command)).command
    finally:
        gc.freeze()
        gc.enable()


class LazyGroup(click.Group):
    """Holds stubs with names and short helps: `--help` imports no command."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which a newcomer needs them."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is about to be run, imported."""
        name, stub, rest = super().resolve_command(ctx, args)
        return name, stub and _in_reader_language(imported(name)), rest

    def main(self, *args: Any, **extra: Any) -> NoReturn:
        """Run, and exit with the command's code; a mistake is told in one sentence on stderr."""
        bear_any_encoding()
        _in_reader_language(self)
        try:
            code = super().main(*args, **extra | {"standalone_mode": False})
        except click.ClickException as error:
            click.echo(error.format_message(), err=True)
            code = error.exit_code
        except click.Abort:
            code = INTERRUPTED_EXIT_CODE
        except OSError as error:  # only the output's are not told where they happen
            code = _report_output_failure(error)
        finally:
            discard_output()
        sys.exit(code)


def _in_reader_language(command: click.Command) -> click.Command:
    if language() == "en":  # as it stands in the code: nothing is imported for it
        return command
    terminal_texts = import_module("bot.cli.terminal_texts")
    terminal_texts.speak()
    return terminal_texts.translate(command)


def _report_output_failure(error: OSError) -> int:
    problem = import_module("bot.errors.files").file_problem(error)
    sentence = import_module("bot.errors").UserError("cli-output-failed", problem=problem)
    with suppress(OSError):
        click.echo(sentence.text(language()), err=True)
    return 1


@click.group(
    cls=LazyGroup,
    commands={name: click.Command(name, short_help=text) for name, text in SHORT_HELPS.items()},
)
@click.option("--config", metavar="FILE", help="Configuration; else $PAPERBOY_CONFIG, else config.toml.")
@click.version_option(__version__, prog_name="paperboy", message="%(prog)s %(version)s")
@click.pass_context
def root(context: click.Context, config: str | None) -> None:
    """Paperboy posts each day's papers to Discord."""
    context.obj = config
