"""The blind set: abstracts and bullets that somebody invented who had never seen the checker.

Right ones are `plain`, `converted` (38억 for 3.8 billion), `rounded`, `derived` (worked out from figures of
the abstract) or in `words`; wrong ones have another `scale`, `digit` or unit (`percent`), or are `exchanged`
or `invented`. Half of the abstracts were held back while the checker was tuned.
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
