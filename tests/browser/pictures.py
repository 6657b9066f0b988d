"""README's pictures, taken of the demo's page: `python -m tests.browser.pictures FOLDER`."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from bot.models import LANGUAGES, Language
from tests.browser.places import demo_process, open_browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator

    from tests.browser.conversation import Conversation

WINDOW = (844, 1300)  # as wide as the guide and an embed
HEIGHT = 900  # pixels of a picture at most: what is longer is cut below
COLOURS = 96  # of a picture, which keeps it below 150 kB
GAP = 12
GROUND = "#323339"


def main(folder: Path) -> None:
    """Take all of them; each is written as a PNG."""
    for browser in open_browser():
        save(folder / "digest.png", *(digest(browser, language) for language in LANGUAGES[::-1]))
        with conversation_in(browser, "en") as conversation:
            for name, take in TAKES.items():
                take(conversation)
                save(folder / f"{name}.png", picture(conversation, conversation.newest))


def digest(browser: Browser, language: Language) -> Image.Image:
    with conversation_in(browser, language) as conversation:
        first = conversation.messages.first
        return picture(conversation, first)


def keyword(conversation: Conversation) -> None:
    conversation.try_out("keyword")


def setup(conversation: Conversation) -> None:
    conversation.try_out("setup")


def foryou(conversation: Conversation) -> None:
    conversation.try_out("foryou")


def message(conversation: Conversation) -> None:
    conversation.press_guide("#morning")
    conversation.press_guide("[data-room=direct]")
    conversation.messages.first.wait_for()


def status(conversation: Conversation) -> None:
    conversation.press_guide("#morning")
    conversation.try_out("status")


TAKES: dict[str, Callable[[Conversation], None]] = {
    "keyword": keyword,
    "foryou": foryou,
    "setup": setup,
    "message": message,
    "status": status,
}


@contextmanager
def conversation_in(browser: Browser, language: Language) -> Generator[Conversation]:
    with (
        tempfile.TemporaryDirectory() as folder,
        demo_process(language, Path(folder) / "used.jsonl") as demo,
        demo.page(browser, WINDOW) as conversation,
    ):
        yield conversation


def picture(conversation: Conversation, element: Locator) -> Image.Image:
    """The message, once its own pictures are there."""
    conversation.in_sight()
    conversation.pictures_loaded()
    element.dispatch_event("pointerdown")  # from now on the page leaves what is looked at where it is
    element.evaluate("(message) => message.scrollIntoView({ block: 'start' })")
    image = Image.open(BytesIO(element.screenshot(animations="disabled")))
    return image.crop((0, 0, image.width, min(image.height, HEIGHT)))


def save(file: Path, *images: Image.Image) -> None:
    """Side by side, in one file."""
    width = sum(image.width for image in images) + GAP * (len(images) - 1)
    whole = Image.new("RGB", (width, max(image.height for image in images)), GROUND)
    left = 0
    for image in images:
        whole.paste(image, (left, 0))
        left += image.width + GAP
    whole.quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
