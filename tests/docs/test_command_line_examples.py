"""The examples of the topic `command-line`, against what the commands print."""

from __future__ import annotations

import pytest

from bot.cli.root import SHORT_HELPS
from bot.models import LANGUAGES, Language
from tests.docs.console import examples, outputs
from tests.docs.documents import topic

ENDLESS = {"run", "demo"}
ELSEWHERE = {"help", "db"}  # pages such as that one, and a second database: tests/cli


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_command_has_an_example_and_prints_what_it_says(language: Language) -> None:
    page_examples = list(examples(topic("command-line", language).read_text(encoding="utf-8")))
    assert [example.output for example in page_examples] == await outputs(
        [each.line for each in page_examples], language
    )
    assert {example.line.split()[0] for example in page_examples} >= SHORT_HELPS.keys() - ENDLESS - ELSEWHERE
