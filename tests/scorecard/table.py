"""The table of README, made of what was measured last."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from bot.models import Language
from tests.scorecard.judged import Figures
from tests.scorecard.rows import ROWS, Row
from tests.scorecard.wording import HEADS, KINDS, NOT_YET, WORDING

LAST = Path(__file__).with_name("last.json")
_MARKED = re.compile(r"(?<=<!-- scorecard -->\n).*?(?=<!-- /scorecard -->)", re.DOTALL)


class Measured(NamedTuple):
    """What a row came to, on which day (UTC) and commit."""

    figures: Figures
    day: str
    commit: str


def last() -> dict[str, Measured]:
    """By the names of the rows; a row that was never measured is not there."""
    if not LAST.exists():
        return {}
    return {name: Measured(**entry) for name, entry in json.loads(LAST.read_text(encoding="utf-8")).items()}


def keep(results: Mapping[str, Measured]) -> None:
    """Write them, in the order of the rows."""
    entries = {row.name: results[row.name]._asdict() for row in ROWS if row.name in results}
    LAST.write_text(json.dumps(entries, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def table(results: Mapping[str, Measured], language: Language) -> str:
    """The whole table in Markdown."""
    head = HEADS[language]
    lines = [
        head,
        tuple("---" for _ in head),
        *(_cells(row, results.get(row.name), language) for row in ROWS),
    ]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def _cells(row: Row, measured: Measured | None, language: Language) -> tuple[str, ...]:
    label, value = WORDING[language][row.name]
    if measured is None:
        return label, NOT_YET[language], f"`{row.command}`", "", ""
    text = value.format(**measured.figures) if value else _kinds(measured.figures, language)
    return label, text, f"`{row.command}`", measured.day, measured.commit


def _kinds(figures: Figures, language: Language) -> str:
    return ", ".join(f"{KINDS[language][kind]} {count}" for kind, count in figures.items())


def part(readme: str) -> str:
    """What stands between README's markers."""
    match = _MARKED.search(readme)
    assert match is not None
    return match[0]


def with_part(readme: str, content: str) -> str:
    """README with the table between its markers."""
    return _MARKED.sub(lambda _: content, readme)
