"""Every command, button, select, form and export of the product, used through the demo's page in Chromium."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from bot.demo.guide import TRIES
from tests.browser.places import demo_process, missing, open_browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from bot.models import Language
    from tests.browser.conversation import Conversation

WIDE, NARROW = (1280, 800), (390, 844)


class Step(NamedTuple):
    """A command by its English name, and where it is sent; all that its answers offer is used."""

    room: str
    command: str
    options: Mapping[str, str] = {}


# What takes something away comes last.
STEPS = (
    Step("papers", "help"),
    Step("papers", "paper", {"query": "1706.03762"}),
    Step("papers", "search", {"words": "models"}),
    Step("papers", "digest", {"day": "2024-04-03"}),
    Step("papers", "top"),
    Step("papers", "trends", {"keywords": "agents; diffusion"}),
    Step("papers", "cite", {"query": "2404.02078"}),
    Step("papers", "foryou"),
    Step("papers", "saved"),
    Step("papers", "watch", {"paper": "1706.03762"}),
    Step("papers", "watch", {"paper": "agents"}),
    Step("papers", "watch"),
    Step("papers", "catchup"),
    Step("papers", "subscribe", {"keyword": '"deep research"'}),
    Step("papers", "subscriptions"),
    Step("quiet", "channel setup"),
    Step("closed", "channel setup"),
    Step("quiet", "channel add"),
    Step("papers", "channel list"),
    Step("papers", "channel history"),
    Step("quiet", "channel post", {"day": "2024-04-03"}),
    Step("papers", "status"),
    Step("papers", "status", {"paper": "2404.02078"}),
    Step("papers", "admin collect", {"day": "2026-02-03"}),
    Step("papers", "admin health"),
    Step("papers", "admin sync"),
    Step("papers", "unsubscribe", {"keyword": "agents"}),
    Step("quiet", "channel remove"),
    Step("direct", "privacy"),
    Step("papers", "foryou"),
)
# What cannot be had in the demo, as the beginning of its custom ids.
PAGES = "the samples are too few for a second page"
OUT_OF_REACH = {
    "v1:letter:held:": "the simulated Discord delivers every DM, and refuses none",
    "v1:letter:rest:": "a morning of the samples has fewer papers than a DM shows",
    "v1:absence:": PAGES,
    "v1:catchup:(": PAGES,
    "v1:channels:": PAGES,
    "v1:foryou:page:": PAGES,
    "v1:history:": PAGES,
    "v1:saved:(": PAGES,
    "v1:search:": PAGES,
    "v1:status:": PAGES,
    "v1:top:": PAGES,
    "v1:watch:page:": PAGES,
    "v1:foryou:undo:": "named like that of what was read, which was used",
    "v1:postday:": "no channel has two subscriptions then",
}
RERUNS = 6  # of a command, of whose answers not all could be used at once


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if lack := missing():
        pytest.skip(lack)
    yield from open_browser()


@pytest.mark.parametrize(("language", "size"), [("en", WIDE), ("ko", NARROW)], ids=["en-1280", "ko-390"])
def test_all_that_the_product_offers_is_answered_in_sight(
    browser: Browser, tmp_path: Path, language: Language, size: tuple[int, int]
) -> None:
    with demo_process(language, tmp_path / "used.jsonl") as demo, demo.page(browser, size) as conversation:
        used = set[str]()
        use_all(conversation, used)
        for example in (example for example in TRIES if example.menu):
            conversation.try_out(example.name)
            use_all(conversation, used)
        for step in STEPS:
            take(conversation, step, used)
        conversation.press_guide("[data-person=english]")
        conversation.press_guide("#morning")
        conversation.press_guide("[data-room=direct]")
        conversation.newest.wait_for()
        use_all(conversation, used)
    record = Record.read(tmp_path / "used.jsonl")
    assert record.errors == []
    assert record.commands_left() == set()
    assert {item for item in record.items_left() if not item.startswith(tuple(OUT_OF_REACH))} == set()


@pytest.mark.parametrize(("language", "size"), [("en", NARROW), ("ko", WIDE)], ids=["en-390", "ko-1280"])
def test_the_guide_does_what_it_offers(
    browser: Browser, tmp_path: Path, language: Language, size: tuple[int, int]
) -> None:
    with demo_process(language, tmp_path / "used.jsonl") as demo, demo.page(browser, size) as conversation:
        for person in ("korean", "english", "admin"):
            conversation.press_guide(f"[data-person={person}]")
        for room in ("quiet", "closed", "direct", "papers"):
            conversation.press_guide(f"[data-room={room}]")
        for example in TRIES:
            conversation.try_out(example.name)
            conversation.in_sight()
        conversation.press_guide("#morning")
        conversation.press_guide("#morning")
        assert conversation.page.locator("#morning").is_disabled()
        conversation.fits_the_window()
    assert Record.read(tmp_path / "used.jsonl").errors == []


def take(conversation: Conversation, step: Step, used: set[str]) -> None:
    """Send the command, and again as long as its answers offer what was not used yet."""
    if conversation.room != step.room:
        conversation.press_guide(f"[data-room={step.room}]")
    for _ in range(RERUNS):
        conversation.run(step.command, step.options)
        conversation.in_sight()
        if not use_all(conversation, used):
            return


def use_all(conversation: Conversation, used: set[str]) -> set[str]:
    """Use whatever the newest message offers and nobody used yet, and what comes of that; what was offered
    meanwhile and is out of reach now.
    """
    offered = set[str]()
    while True:
        names = [kind_of(name) for name in conversation.offers()]
        offered |= set(names)
        new = next((index for index, name in enumerate(names) if name not in used), None)
        if new is None:
            return offered - used
        used.add(names[new])
        conversation.use(new)


def kind_of(name: str) -> str:
    """What a control says without dates, pages and numbers of papers, which lead ever further."""
    return re.sub(r"\d+|\(\w+\)|[^\W\d_]+day\b|.요일|January|February|March|April|December|월", "", name)


class Record(NamedTuple):
    """What `recorded_demo` wrote."""

    lines: list[dict[str, Any]]

    @classmethod
    def read(cls, file: Path) -> Record:
        return cls([json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()])

    @property
    def errors(self) -> list[str]:
        return self._all("error")

    def commands_left(self) -> set[str]:
        return set(self._all("known_command")) - set(self._all("command"))

    def items_left(self) -> set[str]:
        ids = self._all("custom_id")
        return {
            template
            for template in self._all("template")
            if not any(re.fullmatch(template, custom_id) for custom_id in ids)
        }

    def _all(self, key: str) -> list[str]:
        return [line[key] for line in self.lines if key in line]
