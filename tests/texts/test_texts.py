"""The catalogue: both languages say the same things, and the code says nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import cast

import pytest
from babel import Locale
from fluent.syntax import ast, parse

from bot.models import LANGUAGES, Language
from bot.texts import language_of, say, say_day

ROOT = Path(__file__).parents[2]
SOURCES = [file for folder in ("bot", "cogs") for file in (ROOT / folder).rglob("*.py")]
# What the code asks for by name: say(…, "key"), text("key"), SomeError("key").
ASKED = re.compile(
    r"""(?:\bsay\(\s*[^,()]+(?:\([^()]*\))?,|(?<!\.)\btext\(|\b[A-Z]\w*Error\()\s*"([a-z0-9-]+)\""""
)


@dataclass
class Parts:
    """What a message is made of, besides letters."""

    variables: set[str] = field(default_factory=set[str])
    categories: set[str] = field(default_factory=set[str])
    messages: set[str] = field(default_factory=set[str])

    def add(self, node: object) -> None:
        match node:
            case ast.VariableReference():
                self.variables.add(node.id.name)
            case ast.MessageReference():
                self.messages.add(node.id.name)
            case ast.Variant(key=ast.Identifier(name=name)):
                self.categories.add(name)
            case _:
                pass
        for child in _children(node):
            self.add(child)


def _children(node: object) -> list[ast.BaseNode]:
    """The nodes right below a node; fluent.syntax has no types for them."""
    values = cast("Iterable[object]", vars(node).values())
    listed = [cast("list[object]", value) if isinstance(value, list) else [value] for value in values]
    return [child for children in listed for child in children if isinstance(child, ast.BaseNode)]


@cache
def messages(language: Language) -> dict[str, Parts]:
    """Every message of a language by key; a file that does not parse, or a key that comes twice, fails."""
    parts_by_key: dict[str, Parts] = {}
    for file in sorted((ROOT / "bot" / "texts" / language).glob("*.ftl")):
        for entry in parse(file.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ast.Junk), f"{file}: {entry.content}"
            if isinstance(entry, ast.Message):
                assert entry.id.name not in parts_by_key, f"{entry.id.name} comes twice"
                parts_by_key[entry.id.name] = Parts()
                parts_by_key[entry.id.name].add(entry)
    return parts_by_key


def variables(language: Language, key: str) -> set[str]:
    """What must be put into a message, and into those that stand in it."""
    parts = messages(language)[key]
    return parts.variables.union(*(variables(language, inner_key) for inner_key in parts.messages))


def test_both_languages_have_the_same_files() -> None:
    names = [{file.name for file in (ROOT / "bot" / "texts" / lang).iterdir()} for lang in LANGUAGES]
    assert names[0] == names[1]


def test_both_languages_have_the_same_keys() -> None:
    assert messages("en").keys() == messages("ko").keys()


@pytest.mark.parametrize("key", sorted(messages("en")))
def test_a_text_has_the_same_variables_in_both_languages(key: str) -> None:
    assert variables("en", key) == variables("ko", key)


@pytest.mark.parametrize("language", LANGUAGES)
def test_plurals_are_those_of_the_language(language: Language) -> None:
    categories = {*Locale(language).plural_form.tags, "other"}
    for key, parts in messages(language).items():
        assert parts.categories <= categories, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_can_be_said_with_one_and_with_many(language: Language) -> None:
    for key in messages(language):
        for number in (0, 1, 2):
            assert say(language, key, **dict.fromkeys(variables(language, key), number))


def test_every_text_is_used() -> None:
    source = "\n".join(file.read_text(encoding="utf-8") for file in SOURCES)
    inside = set[str]().union(*(parts.messages for parts in messages("en").values()))
    # The terminal's are asked for by their English: see tests/cli/test_terminal_language.py.
    named = [key for key in messages("en") if not key.startswith("terminal-")]
    assert [key for key in named if f'"{key}"' not in source and key not in inside] == []


def test_every_text_that_the_code_asks_for_exists() -> None:
    asked = {key: file.name for file in SOURCES for key in ASKED.findall(file.read_text(encoding="utf-8"))}
    assert len(asked) > 50
    assert {key: file for key, file in asked.items() if key not in messages("en")} == {}


def test_no_bare_korean_particle_follows_a_variable() -> None:
    """Which one is right depends on the last letter of what is put in."""
    texts = [file.read_text(encoding="utf-8") for file in (ROOT / "bot" / "texts" / "ko").glob("*.ftl")]
    assert re.findall(r"\}(?:을|를|은|는|이|가|과|와|으로|로)(?![가-힣(])", "\n".join(texts)) == []


def test_a_key_or_value_that_is_missing_is_our_bug() -> None:
    with pytest.raises(LookupError):
        say("en", "no-such-key")
    with pytest.raises(LookupError):
        say("en", "papers-unknown")


@pytest.mark.parametrize(("locale", "language"), [("ko", "ko"), ("en-US", "en"), ("de", "en"), (None, "en")])
def test_korean_readers_read_korean_and_all_others_english(locale: str | None, language: Language) -> None:
    assert language_of(locale) == language


def test_days_are_written_as_readers_write_them() -> None:
    assert say_day("ko", date(2024, 4, 3)) == "2024년 4월 3일 수요일"
    assert say_day("en", date(2024, 4, 3)) == "Wednesday, April 3, 2024"
