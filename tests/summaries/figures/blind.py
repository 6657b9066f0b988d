"""The blind set: abstracts and bullets that somebody invented who had never seen the checker.

Its bullets are of the kinds: right ones `plain`, `converted` (38억 for 3.8 billion), `rounded`, `derived` (worked
out from the abstract's figures) and in `words`; wrong ones of another `scale`, `digit` or unit (`percent`),
`exchanged` and `invented`. The checker was tuned on the abstracts with odd numbers only.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple, cast

from bot.models import Language

_FOLDER = Path(__file__).parent
_KINDS = {
    "right": ("plain", "converted", "rounded", "derived", "words"),
    "wrong": ("scale", "digit", "percent", "exchanged", "invented"),
}

Half = Literal["development", "held back"]


class BlindBullet(NamedTuple):
    half: Half
    language: Language
    is_right: bool
    kind: str
    text: str
    abstract: str


def blind_bullets() -> Iterator[BlindBullet]:
    """All bullets of the set, each with its abstract; the titles are a part of the abstracts."""
    abstracts = {row["id"]: row["abstract"] for row in _rows("blind_abstracts.tsv")}
    for row in _rows("blind_bullets.tsv"):
        number = row["abstract_id"]
        assert row["kind"] in _KINDS[row["label"]]
        yield BlindBullet(
            half="development" if int(number.removeprefix("A")) % 2 else "held back",
            language=cast("Language", row["language"]),
            is_right=row["label"] == "right",
            kind=row["kind"],
            text=row["bullet"],
            abstract=abstracts[number],
        )


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
