"""`python -m tests.docs`: write the examples' answers anew, after they were changed on purpose."""

from __future__ import annotations

import asyncio

from bot.models import LANGUAGES
from tests.docs import console, examples
from tests.docs.documents import topic
from tests.docs.examples import play


async def main() -> None:
    for language in LANGUAGES:
        page = topic("commands", language)
        content = page.read_text(encoding="utf-8")
        played = await play([example.line for example in examples.examples(content)], language)
        page.write_text(examples.rewritten(content, played.answers), encoding="utf-8")
        page = topic("command-line", language)
        content = page.read_text(encoding="utf-8")
        printed = await console.outputs([example.line for example in console.examples(content)], language)
        page.write_text(console.rewritten(content, printed), encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(main())
