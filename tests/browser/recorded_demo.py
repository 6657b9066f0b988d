"""`python -m tests.browser.recorded_demo LANGUAGE FILE`: the demo; what is done in it goes to the file.

Each line is a JSON object: the `command` that was run by its full name, or the `custom_id` of the button,
select or form that was used; in the end all that there is to use.
"""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, cast

from bot.demo.catalog import leaves, spelled
from bot.demo.server import open_demo, open_page
from bot.demo.stage import Stage
from bot.models import Language
from cogs.items import FunnelItem

COMMAND, AUTOCOMPLETE = 2, 4  # Discord's numbers for kinds of interactions
GROUPS = (1, 2)  # and for options that are subcommands


def main(language: Language, file: Path) -> None:
    import_module("matplotlib.figure")  # on a busy machine it takes longer than simcord waits for an answer
    with suppress(asyncio.CancelledError):
        asyncio.run(show(language, file))


async def show(language: Language, file: Path) -> None:
    task = asyncio.current_task()
    assert task is not None
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    async with open_demo(language) as demo, open_page(demo, None) as url:
        with file.open("w", encoding="utf-8", buffering=1) as log:

            def note(event: str, payload: Mapping[str, Any]) -> None:
                if event == "INTERACTION_CREATE" and payload["type"] != AUTOCOMPLETE:
                    log.write(json.dumps(used(payload)) + "\n")

            demo.stage.env.backend.subscribers.append(note)
            print(url, flush=True)
            try:
                await asyncio.Event().wait()
            finally:
                for line in [*offered(demo.stage), *({"error": repr(e)} for e in demo.stage.env.errors)]:
                    log.write(json.dumps(line) + "\n")


def offered(stage: Stage) -> Iterator[dict[str, str]]:
    """All that the product has: each command as `known_command`, each item's custom ids as `template`."""
    for command in (each for scope in stage.env.backend.commands.values() for each in scope.values()):
        yield from ({"known_command": spelled(nodes)} for nodes in leaves(command))
    items = cast("list[type[FunnelItem[Any]]]", FunnelItem.__subclasses__())
    for item in items:
        yield {"template": item.__discord_ui_compiled_template__.pattern}


def used(payload: Mapping[str, Any]) -> dict[str, str]:
    data = payload["data"]
    if payload["type"] != COMMAND:
        return {"custom_id": data["custom_id"]}
    names, options = [data["name"]], cast("list[dict[str, Any]]", data.get("options") or [])
    while options and options[0]["type"] in GROUPS:
        names.append(options[0]["name"])
        options = cast("list[dict[str, Any]]", options[0].get("options") or [])
    return {"command": " ".join(names)}


if __name__ == "__main__":
    main(cast("Language", sys.argv[1]), Path(sys.argv[2]))
