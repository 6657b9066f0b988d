"""Names of people: the order of the parts, accents and hyphens do not count, an initial stands for a name."""

from __future__ import annotations

import re

from bot.matching.folding import fold

_SPACE = re.compile(r"[\s.,]+")
_MARK = re.compile(r"[\W_]")


def name_parts(name: str) -> frozenset[str]:
    """The folded parts of a name as somebody types it: `Kyung-Hyun Cho` → kyunghyun, cho."""
    return frozenset(part for typed in _SPACE.split(fold(name).text) if (part := _MARK.sub("", typed)))


def author_parts(author: str) -> frozenset[str]:
    """The parts by which an author can be found: as `name_parts`, and both halves of a double name."""
    return name_parts(author) | name_parts(re.sub(r"[-‐]", " ", author))


def is_named(author: frozenset[str], parts: frozenset[str]) -> bool:
    """Whether every part of the name asked for is one of the author's; `Y.` and `Yann` are."""
    return all(any(_same(part, author_part) for author_part in author) for part in parts)


def _same(left: str, right: str) -> bool:
    initial = 1 in (len(left), len(right))
    return left == right or (initial and left[0] == right[0])
