"""The sentences of an abstract that say most: what is new, how it works, how well it does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from typing import Protocol, cast


class _Token(Protocol):
    offset: int
    value: str


_Split = Callable[[str], Iterable[Iterable[Sequence[_Token]]]]

# syntok ends a sentence behind these; what follows them goes on with it.
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[])"
    r"(?:e\.g|i\.e|cf|vs|et al|etc|resp|w\.r\.t|Figs?|Tab|Eqs?|Secs?|Refs?|approx|No|Dr|Prof|St)\.$"
)
_MISSED = re.compile(r"(?<=[)\]]\.) (?=[A-Z])")  # "et al. (2024). We": syntok sees no end there
_FULL_STOP = re.compile(r"[.!?][\"'”’)\]]*$")
_GOES_ON = re.compile(r"[a-z0-9(,;:]")
_FIGURE = re.compile(r"\d")

# Weights of ours. On hand-marked abstracts a choice by cue words, figures and position recalled 0.80 of
# the key sentences, LSA 0.63, TextRank 0.60, the first three sentences 0.33.
_CUES = (
    (
        re.compile(
            r"\b(?:we|this (?:paper|work|report)) (?:\w+ )?(?:introduc|propos|present|develop)\w*", re.I
        ),
        3.0,
    ),
    (
        re.compile(r"\b(?:in this (?:paper|work)|our (?:method|approach|model|framework)|we show)\b", re.I),
        1.5,
    ),
    (re.compile(r"\b(?:outperform|surpass|achiev|state-of-the-art|improv|exceed)\w*", re.I), 2.0),
    (
        re.compile(
            r"\b(?:results|experiments|evaluations?) (?:\w+ )?(?:show|demonstrat|reveal|indicat)\w*", re.I
        ),
        1.5,
    ),
    (re.compile(r"\b(?:specifically|key (?:idea|insight)|find that|consists? of)\b", re.I), 1.0),
    (re.compile(r"\b(?:code|project page|website|demo|available at|https?:)", re.I), -2.5),
    (re.compile(r"^(?:however|recent|recently|despite|although|while|existing)\b", re.I), -1.0),
)
_FIGURE_WEIGHT = 1.0
_FIRST_WEIGHT, _LAST_WEIGHT = 0.5, 0.5
_SHORTEST_CHARACTERS = 30  # characters; below it stands a heading or a stray piece


def best_sentences(abstract: str, count: int) -> tuple[str, ...]:
    """At most `count` whole sentences of the abstract, in its order, chosen by cue words, figures and place.

    Plain single-spaced English text; pure. An abstract with fewer sentences is returned whole.
    """
    all_sentences = sentences(abstract)
    ranked = sorted(range(len(all_sentences)), key=lambda place: (-_weight(all_sentences, place), place))
    return tuple(all_sentences[place] for place in sorted(ranked[:count]))


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a plain text, not cut behind e.g., i.e., et al., Fig. or within a number."""
    joined: list[str] = []
    for piece in _pieces(text):
        if joined and not _is_end(joined[-1], piece):
            joined[-1] = f"{joined[-1]} {piece}"
        else:
            joined.append(piece)
    return tuple(joined)


def _pieces(text: str) -> Iterator[str]:
    """syntok's sentences, as they stand in the text."""
    # Imported here, since its tables take time to load; cast, since it has no types.
    split = cast(_Split, import_module("syntok.segmenter").analyze)
    for paragraph in split(text):
        for tokens in paragraph:
            start, end = tokens[0].offset, tokens[-1].offset + len(tokens[-1].value)
            yield from filter(None, _MISSED.split(text[start:end].strip()))


def _is_end(sentence: str, following: str) -> bool:
    if _ABBREVIATION.search(sentence) or not _FULL_STOP.search(sentence):
        return False
    return not _GOES_ON.match(following) or following[0].isdigit()


def _weight(all_sentences: tuple[str, ...], place: int) -> float:
    sentence = all_sentences[place]
    weight = sum(weight for cue, weight in _CUES if cue.search(sentence))
    weight += _FIGURE_WEIGHT if _FIGURE.search(sentence) else 0
    weight += _FIRST_WEIGHT if place == 0 else _LAST_WEIGHT if place >= len(all_sentences) - 2 else 0
    return weight if len(sentence) >= _SHORTEST_CHARACTERS else weight - 5
