"""README's scorecard is the one that was written last, and can be written again."""

from __future__ import annotations

import pytest

from bot.models import LANGUAGES, Language
from tests.docs.documents import readme
from tests.scorecard.rows import ROWS, Row
from tests.scorecard.table import Measured, last, part, table, with_part
from tests.scorecard.wording import WORDING

OF_THE_PROJECT = [row for row in ROWS if not row.needs]


@pytest.mark.parametrize("language", LANGUAGES)
def test_readme_shows_what_was_measured_last(language: Language) -> None:
    assert part(readme(language).read_text(encoding="utf-8")) == table(last(), language)


@pytest.mark.parametrize("row", OF_THE_PROJECT, ids=lambda row: row.name)
def test_a_row_of_the_project_can_be_measured_and_put_in_both_languages(row: Row) -> None:
    measured = Measured(row.measure(), "2024-04-03", "0123456")
    for language in LANGUAGES:
        assert "2024-04-03 | 0123456" in table({row.name: measured}, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_has_its_words(language: Language) -> None:
    assert list(WORDING[language]) == [row.name for row in ROWS]


def test_only_what_stands_between_the_markers_is_replaced() -> None:
    page = "before\n<!-- scorecard -->\nold\n<!-- /scorecard -->\nafter\n"
    assert with_part(page, "new\n") == page.replace("old", "new")
