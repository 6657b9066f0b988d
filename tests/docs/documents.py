"""The texts for readers: README, CONTRIBUTING, and the topics of `paperboy help`, each in its languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from bot.models import Language

ROOT = Path(__file__).parents[2]
TOPICS = ROOT / "bot" / "docs"
ENDINGS: dict[Language, str] = {"en": ".md", "ko": ".ko.md"}


def readme(language: Language = "en") -> Path:
    """README in a language."""
    return ROOT / f"README{ENDINGS[language]}"


def topic(name: str, language: Language = "en") -> Path:
    """What `paperboy help NAME` prints."""
    return TOPICS / f"{name}{ENDINGS[language]}"


def topic_names() -> list[str]:
    """The topics that are texts and no files to be used as they are."""
    return sorted({path.name.split(".")[0] for path in TOPICS.glob("*.md")})


def in_both_languages() -> list[tuple[Path, Path]]:
    """Each text in English and in Korean."""
    pages = [(readme("en"), readme("ko"))]
    return pages + [(topic(name, "en"), topic(name, "ko")) for name in topic_names()]


def every_text() -> list[Path]:
    """All of them, also those that are there in English alone."""
    pages = [page for pair in in_both_languages() for page in pair]
    return [*pages, ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", ROOT / "CHANGELOG.md"]


def section(text: str, title: str) -> str:
    """What stands under a heading of the second level."""
    return text.split(f"\n## {title}\n")[1].split("\n## ", maxsplit=1)[0]


def links(text: str) -> list[str]:
    """Where links and pictures lead, in their order."""
    return re.findall(r"\]\(([^)\s]+)\)", text)


def rows(text: str) -> Iterator[list[str]]:
    """The cells of each row of tables, heads and rules included. `\\|` does not end a cell."""
    for line in text.splitlines():
        if line.startswith("|"):
            yield [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
