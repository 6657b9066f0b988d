"""Whether the abstract knows a name with a figure in it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from bot.summaries.figures.evidence import Evidence
from bot.summaries.figures.figure_names import Name, Parts, bits_of, is_figure, is_size, size_of
from bot.summaries.figures.quantity import Unit
from bot.summaries.figures.support import supports


class Verdict(NamedTuple):
    """`rival`: the abstract has the same name with another figure. `wrong`: this is an error."""

    supported: bool
    rival: bool = False
    probably: str | None = None
    wrong: bool = False


def judge(name: Name, evidence: Evidence, *, only_rivals: bool = False) -> Verdict:
    """Looks a name up among those of the abstract.

    Parts may be left out (Qwen2.5-72B for Qwen2.5-VL-72B), and a size may stand apart from its name ("Kestrel
    … with 34 billion parameters" bears out Kestrel-34B). With `only_rivals` an unknown word is no finding.
    """
    if not name.parts or any(_is_same(name.parts, candidate) for candidate in evidence.names):
        return Verdict(True)
    rival = _rival(name.parts, evidence)
    if rival and only_rivals and not _stands_before_a_figure(name.parts[0], rival):
        rival = None  # the GPU of "GPU B200" is none of "GPU 128"
    is_apart = not only_rivals and (_size_apart(name, evidence) or _bits_apart(name, evidence))
    if rival and is_apart:
        rival = None
    if rival:
        return Verdict(False, True, _respelled(name, rival), wrong=True)
    if only_rivals:
        return Verdict(False)
    supported = is_apart or _sides(name, evidence) or _is_spaced(name, evidence)
    return Verdict(supported, wrong=not supported)


def _is_same(parts: Parts, candidate: Parts) -> bool:
    """GPU 128 is the 128-GPU."""
    return _is_within(parts, candidate) or sorted(parts) == sorted(candidate)


def _is_within(parts: Parts, candidate: Parts) -> bool:
    """All parts occur in the other name in order; 3D occurs in 3DGS and stands for it."""
    rest = iter(candidate)
    return all(
        any(part == candidate_part or _dimension(part, candidate_part) for candidate_part in rest)
        for part in parts
    )


def _stands_before_a_figure(word: str, candidate: Parts) -> bool:
    return any(part == word and is_figure(behind) for part, behind in pairwise(candidate))


def _dimension(part: str, candidate_part: str) -> bool:
    return part[:2] in ("2d", "3d", "4d") and candidate_part[:2] == part[:2]


def _rival(parts: Parts, evidence: Evidence) -> Parts | None:
    """The abstract's name with the same words and as many figures, at least one of them another."""
    words = [part for part in parts if not is_figure(part)]
    shape = [is_figure(part) for part in parts]
    for candidate in evidence.names:
        if (
            words
            and [part for part in candidate if not is_figure(part)] == words
            and list(map(is_figure, candidate)) == shape
        ):
            return candidate
    for candidate in evidence.names:
        if words and _is_within(tuple(words), candidate) and any(map(is_figure, candidate)):
            return candidate
    return None


def _respelled(name: Name, rival: Parts) -> str | None:
    """The name with the rival's figures in the writing of the bullet, where both are built alike."""
    if len(rival) != len(name.parts):
        return None
    text, position = name.text, 0
    for part, rival_part in zip(name.parts, rival, strict=True):
        position = text.lower().index(part, position)
        written = rival_part if not is_size(rival_part) else rival_part.upper()
        if part != rival_part:
            text = text[:position] + written + text[position + len(part) :]
            position += len(written)
        else:
            position += len(part)
    return text


def _size_apart(name: Name, evidence: Evidence) -> bool:
    """The name without its size is evidence, and the size is a quantity of its own in the abstract."""
    sizes = [size for size in (size_of(part, name) for part in name.parts) if size]
    stem = tuple(part for part in name.parts if not is_size(part))
    if not sizes or not stem or not _is_in_abstract(stem, evidence):
        return False
    return all(any(supports(figure, size) for figure in evidence.figures) for size in sizes)


def _bits_apart(name: Name, evidence: Evidence) -> bool:
    """INT4 is borne out by "4-bit"."""
    widths = tuple(bits_of(name))
    return bool(widths) and all(
        any(figure.unit is Unit.BITS and supports(figure, width) for figure in evidence.figures)
        for width in widths
    )


def _is_in_abstract(stem: Parts, evidence: Evidence) -> bool:
    if any(map(is_figure, stem)):
        return any(_is_within(stem, candidate) for candidate in evidence.names)
    return all(part in evidence.words for part in stem)


def _sides(name: Name, evidence: Evidence) -> bool:
    """1024x1024 is borne out by 1024 alone."""
    sides = name.text.lower().split("x")
    bare = {str(figure.value) for figure in evidence.figures}
    return len(sides) > 1 and all(side.isdigit() and side in bare for side in sides)


def _is_spaced(name: Name, evidence: Evidence) -> bool:
    """Weight-6 codes are codes of weight 6."""
    words = re.escape(" ".join(name.text.split("-")))
    return (
        "-" in name.text
        and re.search(rf"(?<![\w.]){words}(?!\w|\.\d)", evidence.plain, re.IGNORECASE) is not None
    )
