"""Where the tour goes: a demo in a process of its own, and Debian's Chromium."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from tests.support.bot_process import bare_environment

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ViewportSize

    from bot.models import Language
    from tests.browser.conversation import Conversation

CHROMIUM = shutil.which("chromium")
END_SECONDS = 20
ANSWER_MS = 90_000  # for whatever is waited for: much on a busy machine


def missing() -> str | None:
    """What a browser test lacks on this machine, if anything."""
    if CHROMIUM is None:
        return "There is no Chromium here: make apt-browser (as root) brings it."
    if find_spec("playwright") is None:
        return "There is no Playwright here: make pictures brings it."
    return None


def open_browser() -> Iterator[Browser]:
    """Chromium without a window, until the iteration goes on."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # Without a sandbox: Chromium refuses to start one for root, as whom build servers run.
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass(frozen=True)
class DemoProcess:
    """A running demo."""

    url: str
    language: Language
    folder: Path  # for a picture of what went wrong

    @contextmanager
    def page(self, browser: Browser, size: tuple[int, int]) -> Generator[Conversation]:
        """Its page in a window of this width and height, loaded."""
        from tests.browser.conversation import Conversation

        width, height = size
        # The tests wait for conditions by evaluated scripts, which no page of the demo allows.
        viewport: ViewportSize = {"width": width, "height": height}
        context = browser.new_context(viewport=viewport, bypass_csp=True)
        context.set_default_timeout(ANSWER_MS)
        page = context.new_page()
        try:
            page.goto(self.url)
            conversation = Conversation(page)
            conversation.settled()
            yield conversation
        except Exception:
            page.screenshot(path=self.folder / "failed.png")
            raise
        finally:
            context.close()


@contextmanager
def demo_process(language: Language, record: Path) -> Generator[DemoProcess]:
    """A demo whose record of what was done in it is complete once this has ended."""
    command = [sys.executable, "-m", "tests.browser.recorded_demo", language, str(record)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=bare_environment()) as process:
        try:
            assert process.stdout is not None
            yield DemoProcess(process.stdout.readline().strip(), language, record.parent)
        finally:
            process.terminate()
            process.wait(END_SECONDS)
