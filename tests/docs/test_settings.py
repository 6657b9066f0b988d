"""The tables of the topic `settings`, against the code."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from typing import cast

import pytest
from pydantic import BaseModel, SecretStr

from bot.models import LANGUAGES, Language
from bot.settings import Settings
from tests.docs.documents import rows, topic


def setting_rows() -> Iterator[list[str]]:
    for name, table in Settings.model_fields.items():
        for key, field in cast("type[BaseModel]", table.annotation).model_fields.items():
            yield [f"`{name}.{key}`", shown(field.default), field.description or ""]


def shown(default: object) -> str:
    match default:
        case "":
            return ""
        case SecretStr():
            return shown(default.get_secret_value())
        case time():
            return f"`{default:%H:%M}`"
        case _:
            return f"`{default}`"


def table(language: Language) -> list[list[str]]:
    return [row for row in rows(topic("settings", language).read_text(encoding="utf-8")) if row[0][0] == "`"]


def test_the_table_is_that_of_the_code() -> None:
    assert table("en") == list(setting_rows())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_stands_in_it_with_its_default_and_a_meaning(language: Language) -> None:
    assert [row[:2] for row in table(language)] == [row[:2] for row in setting_rows()]
    assert all(row[2] for row in table(language))
