"""Each text is there in English and in Korean, and the two say the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.documents import in_both_languages, links, rows

both_languages = pytest.mark.parametrize(
    ("english", "korean"), in_both_languages(), ids=lambda page: page.name
)
HANGUL = re.compile(r"[가-힣]")


def content(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def without_code(text: str) -> str:
    return re.sub(r"^ *```.*?^ *```$", "", text, flags=re.MULTILINE | re.DOTALL)


def levels(text: str) -> list[int]:
    """Of the headings, in their order."""
    return [len(marks) for marks in re.findall(r"^(#+) ", without_code(text), re.MULTILINE)]


def code_lines(text: str) -> list[str]:
    """What a reader may copy: comments are for reading, and so are the answers to examples."""
    blocks = re.findall(r"^ *```(\w*)\n(.*?)^ *```$", text, flags=re.MULTILINE | re.DOTALL)
    lines = [line.split(" #")[0].strip() for kind, block in blocks for line in typed_lines(kind, block)]
    return [line for line in lines if line and not re.match(r"Apps >|앱 >", line)]


def typed_lines(kind: str, block: str) -> list[str]:
    match kind:
        case "discord":
            return block.splitlines()[:1]
        case "console":
            return [line for line in block.splitlines() if line.startswith("$ ")]
        case _:
            return block.splitlines()


def typed(text: str) -> set[str]:
    """What stands between backquotes and is no Korean word."""
    return {each for each in re.findall(r"`([^`\n]+)`", without_code(text)) if not HANGUL.search(each)}


def languageless(link: str) -> str:
    """Where a link leads, whatever the language: a text links to those of its own language."""
    return link.replace(".ko.md", ".md").partition("#")[0]


@both_languages
def test_they_have_the_same_sections(english: Path, korean: Path) -> None:
    assert levels(content(korean)) == levels(content(english))


@both_languages
def test_they_have_the_same_commands(english: Path, korean: Path) -> None:
    assert typed(content(korean)) == typed(content(english))


@both_languages
def test_they_have_the_same_lines_to_copy(english: Path, korean: Path) -> None:
    assert code_lines(content(korean)) == code_lines(content(english))


@both_languages
def test_they_have_the_same_links_and_pictures(english: Path, korean: Path) -> None:
    assert sorted(map(languageless, links(content(korean)))) == sorted(
        map(languageless, links(content(english)))
    )


@both_languages
def test_they_have_the_same_tables(english: Path, korean: Path) -> None:
    assert [len(row) for row in rows(content(korean))] == [len(row) for row in rows(content(english))]


@both_languages
def test_the_korean_one_is_korean(english: Path, korean: Path) -> None:
    paragraphs = [
        each for each in without_code(content(korean)).split("\n\n") if re.search("[A-Za-z]{3}", each)
    ]
    foreign = [each for each in paragraphs if not HANGUL.search(each)]
    assert [each for each in foreign if not re.match(r"\s*(!?\[|<!--|#)", each)] == []


@both_languages
def test_the_korean_one_leads_to_korean_texts(english: Path, korean: Path) -> None:
    paths = [link for link in links(content(korean)) if not link.startswith("https:")]
    in_english = [link for link in paths if link.endswith(".md") and not link.endswith(".ko.md")]
    assert [link for link in in_english if (korean.parent / link.replace(".md", ".ko.md")).exists()] in (
        [],
        ["README.md"],
    )
