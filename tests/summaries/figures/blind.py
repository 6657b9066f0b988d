"""The blind set: abstracts and bullets that somebody invented who had never seen the checker.

Right ones are `plain`, `converted` (38억 for 3.8 billion), `rounded`, `derived` (worked out from figures of
the abstract) or in `words`; wrong ones have another `scale`, `digit` or unit (`percent`), or are `exchanged`
or `invented`, or miscalculated (`derived`). Half of the abstracts were held back while the checker was tuned;
a further set was written later, by another writer, and is unseen.
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
    "wrong": ("scale", "digit", "percent", "exchanged", "invented", "derived"),
}

Half = Literal["development", "held back", "unseen"]
HALVES: tuple[Half, ...] = ("development", "held back", "unseen")


class BlindBullet(NamedTuple):
    half: Half
    language: Language
    is_right: bool
    kind: str
    text: str
    abstract: str


def blind_bullets() -> Iterator[BlindBullet]:
    """All bullets of both sets, each with its abstract; the titles are a part of the abstracts."""
    for name in ("blind", "unseen"):
        abstracts = {row["id"]: row["abstract"] for row in _rows(f"{name}_abstracts.tsv")}
        for row in _rows(f"{name}_bullets.tsv"):
            assert row["kind"] in _KINDS[row["label"]]
            yield BlindBullet(
                half="unseen" if name == "unseen" else _half(row["abstract_id"]),
                language=cast("Language", row["language"]),
                is_right=row["label"] == "right",
                kind=row["kind"],
                text=row["bullet"],
                abstract=abstracts[row["abstract_id"]],
            )


def _half(abstract_id: str) -> Half:
    return "development" if int(abstract_id.removeprefix("A")) % 2 else "held back"


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
