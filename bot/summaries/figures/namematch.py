"""Whether the abstract knows a name with a figure in it."""

from __future__ import annotations

from typing import NamedTuple

from bot.summaries.figures.evidence import Evidence
from bot.summaries.figures.figure_names import Name, Parts, is_figure, is_size


class Verdict(NamedTuple):
    """`rival`: the abstract has the same name with another figure. `wrong`: this is an error."""

    supported: bool
    rival: bool = False
    probably: str | None = None
    wrong: bool = False


def judge(name: Name, evidence: Evidence, *, only_rivals: bool = False) -> Verdict:
    """Looks a name up among those of the abstract.

    Parts may be left out (Qwen2.5-72B for Qwen2.5-VL-72B). With `only_rivals` an unknown word is no finding.
    """
    if not name.parts or any(_is_within(name.parts, candidate) for candidate in evidence.names):
        return Verdict(True)
    rival = _rival(name.parts, evidence)
    if rival:
        return Verdict(False, True, _respelled(name, rival), wrong=True)
    return Verdict(False, wrong=not only_rivals)


def _is_within(parts: Parts, candidate: Parts) -> bool:
    """All parts occur in the other name in order."""
    rest = iter(candidate)
    return all(part in rest for part in parts)


def _rival(parts: Parts, evidence: Evidence) -> Parts | None:
    """The abstract's name with the same words and another figure, best one with as many parts."""
    words = tuple(part for part in parts if not is_figure(part))
    rivals = [name for name in evidence.names if _is_within(words, name) and any(map(is_figure, name))]
    return max(rivals, key=lambda rival: len(rival) == len(parts), default=None) if words else None


def _respelled(name: Name, rival: Parts) -> str | None:
    """The name with the rival's figures in the writing of the bullet, where both are built alike."""
    if len(rival) != len(name.parts):
        return None
    text, position = name.text, 0
    for part, rival_part in zip(name.parts, rival, strict=True):
        position = text.lower().find(part, position)
        if position < 0:  # 256times256 was read as 256x256
            return None
        written = rival_part if not is_size(rival_part) else rival_part.upper()
        if part != rival_part:
            text = text[:position] + written + text[position + len(part) :]
            position += len(written)
        else:
            position += len(part)
    return text
