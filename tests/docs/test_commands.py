"""The examples of the topic `commands`, against what the demo's people are answered."""

from __future__ import annotations

import re

import pytest

from bot.models import LANGUAGES, Language
from bot.texts import say
from tests.docs.documents import readme, topic
from tests.docs.examples import MENUS, examples, play


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_command_has_an_example_and_is_answered_as_it_says(language: Language) -> None:
    page_examples = examples(topic("commands", language).read_text(encoding="utf-8"))
    played = await play([example.line for example in page_examples], language)
    assert [example.answer for example in page_examples] == played.answers
    assert {example.command for example in page_examples} == played.commands


@pytest.mark.parametrize("language", LANGUAGES)
def test_readme_names_the_commands_that_have_examples(language: Language) -> None:
    content = readme(language).read_text(encoding="utf-8")
    page = topic("commands", language).read_text(encoding="utf-8")
    typed = {example.command for example in examples(page) if example.command.startswith("/")}
    assert set(re.findall(r"`(/[a-z ]+)`", content)) == typed
    assert all(f"*{say(language, key)}*" in content for key in MENUS)
