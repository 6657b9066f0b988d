"""`help`."""

from __future__ import annotations

from difflib import get_close_matches
from importlib.resources import files
from pathlib import PurePath

import click

from bot.cli.session import errors_as_sentences, language, tell
from bot.errors import UserError

_DOCS = files("bot") / "docs"
_TEXT = ".md"


@click.command("help")
@click.argument("topic", required=False)
def command(topic: str | None) -> None:
    """Print the text about TOPIC, or the names of all topics.

    A topic with an ending is a file to be used as it is, such as alerts.yml for Prometheus.
    """
    if topic is None:
        width = max(map(len, topics()))
        lines = (f"  {name:{width}}  {title(name)}".rstrip() for name in topics())
        tell("help-topics", topics="\n".join(lines))
        return
    with errors_as_sentences():
        click.echo(content(topic), nl=False)


def topics() -> list[str]:
    """The texts first, then the files."""
    names = sorted(file.name for file in _DOCS.iterdir() if not file.name.endswith(f".ko{_TEXT}"))
    texts = [name.removesuffix(_TEXT) for name in names if name.endswith(_TEXT)]
    return texts + [name for name in names if not name.endswith(_TEXT)]


def title(topic: str) -> str:
    """What a text is called in the language of the terminal; nothing for a file."""
    return "" if PurePath(topic).suffix else content(topic).partition("\n")[0].removeprefix("# ")


def content(topic: str) -> str:
    """What is said of it in the language of the terminal; UserError if there is no such topic."""
    if topic not in topics():
        raise _no_such(topic)
    ending = f".ko{_TEXT}" if language() == "ko" else _TEXT
    name = topic if PurePath(topic).suffix else topic + ending
    return (_DOCS / name).read_text(encoding="utf-8")


def _no_such(topic: str) -> UserError:
    names = ", ".join(topics())
    for near in get_close_matches(topic, topics(), n=1):
        return UserError("help-no-topic-near", topic=topic, near=near, topics=names)
    return UserError("help-no-topic", topic=topic, topics=names)
