"""Splitting an abstract into sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Protocol, cast


class _Token(Protocol):
    spacing: str
    value: str


_Split = Callable[[str], Iterable[Iterable[Iterable[_Token]]]]


def first_sentences(abstract: str, count: int) -> tuple[str, ...]:
    """Up to `count` sentences from the start, each as written."""
    # Imported here, since its tables take time to load; cast, since it has no types.
    split = cast(_Split, import_module("syntok.segmenter").process)
    sentences = [sentence for paragraph in split(abstract) for sentence in paragraph]
    return tuple(_text(sentence) for sentence in sentences[:count])


def _text(sentence: Iterable[_Token]) -> str:
    return "".join(token.spacing + token.value for token in sentence).strip()
