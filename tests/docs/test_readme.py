"""README and what it links to, against the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from discord import Permissions

from bot.models import LANGUAGES, Language
from bot.models.places import INVITED
from cogs.permissions import named
from tests.docs.documents import ROOT, every_text, links, readme, rows, section, topic, topic_names

LONGEST_README_CHARACTERS = 16_000  # what is longer is a topic
FIRST_SCREEN_CHARACTERS = 1_500
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def file_links() -> list[tuple[Path, str]]:
    pages = [(page, link) for page in every_text() for link in links(page.read_text(encoding="utf-8"))]
    return [(page, link) for page, link in pages if not link.startswith("https:")]


@pytest.mark.parametrize(("page", "link"), file_links(), ids=lambda value: getattr(value, "name", value))
def test_what_is_linked_exists(page: Path, link: str) -> None:
    path, _, heading = link.partition("#")
    assert (page.parent / path).is_file()
    assert not heading or heading in anchors((page.parent / path).read_text(encoding="utf-8"))


def anchors(text: str) -> set[str]:
    """What GitHub calls the headings in links."""
    return {title.lower().replace(" ", "-") for title in re.findall(r"^#+ ([\w ]+)$", text, re.MULTILINE)}


@pytest.mark.parametrize("path", re.findall(r"`([\w./]+)`", section(CONTRIBUTING, "Where do I change…?")))
def test_where_to_change_something_exists(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_readme_is_a_screen_to_start_and_one_to_decide(language: Language) -> None:
    content = readme(language).read_text(encoding="utf-8")
    assert len(content) < LONGEST_README_CHARACTERS
    assert content.index("make demo") < FIRST_SCREEN_CHARACTERS


def named_targets() -> set[str]:
    texts = [page.read_text(encoding="utf-8") for page in every_text()]
    return {target for text in texts for target in re.findall(r"(?:^\s*|`)make ([\w-]+)", text, re.MULTILINE)}


@pytest.mark.parametrize("target", sorted(named_targets()))
def test_make_knows_the_targets_that_are_named(target: str) -> None:
    assert re.search(rf"^{target}:", MAKEFILE, flags=re.MULTILINE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_invitation_asks_for_the_permissions_of_the_table(language: Language) -> None:
    setup = topic("setup", language).read_text(encoding="utf-8")
    address = f"permissions={Permissions(**dict.fromkeys(INVITED, True)).value}\n"
    permissions = [row for row in rows(setup) if row[1].isdigit()]
    assert address in setup
    assert address in readme(language).read_text(encoding="utf-8")
    assert [int(row[1]) for row in permissions] == [Permissions(**{name: True}).value for name in INVITED]
    names = named(INVITED, language).replace("“View Channel”", "“View Channels”")
    assert names == ", ".join(f"“{row[0]}”" for row in permissions)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_topic_is_in_the_table(language: Language) -> None:
    linked = [row[0] for row in rows(readme(language).read_text(encoding="utf-8")) if "](bot/docs/" in row[0]]
    ending = topic("", language).name
    assert sorted(linked) == [f"[{name}](bot/docs/{name}{ending})" for name in topic_names()]
