"""What an endpoint says, as it says it: Server-Sent Events, or one JSON object where it does not stream.

Nothing of it is trusted: bytes, characters and kinds of values are bounded here.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import cast

_MOST_BYTES = 32_000_000  # of one answer; an event a token takes some 250
_MOST_CHARACTERS = 200_000  # thoughts included
_LONGEST_LINE = 4_000_000  # bytes
_MOST_BLANK = 500  # characters in a row: a grammar that allows white space for ever
_THOUGHTS = ("reasoning_content", "reasoning", "thinking")  # beside the answer, by servers that tell it apart


class NoAnswerError(Exception):
    """It is no answer of a language model: a web page, or JSON of another kind."""


class ComplaintError(Exception):
    """The endpoint says that something is wrong, within an answer that began well."""

    def __init__(self, body: object) -> None:
        super().__init__()
        self.body = body


@dataclass
class StreamedAnswer:
    """The answer so far."""

    pieces: list[str] = field(default_factory=list[str])
    refusal: str = ""
    finish: str = ""
    usage: object = None
    thought: int = 0  # characters
    blank: int = 0  # characters of white space at its end
    characters: int = 0
    is_answer: bool = False
    is_over: bool = False

    @property
    def text(self) -> str:
        """What was said aloud; halves of UTF-16 pairs, which nothing can store, are left out."""
        return "".join(self.pieces).encode(errors="ignore").decode()

    def take(self, data: bytes) -> bool:
        """Add an event; whether it says anything, aloud or in thought."""
        event = _mapping(_loaded(data))
        if event.get("error"):
            raise ComplaintError(event["error"])
        self.usage = event.get("usage") or self.usage
        if "choices" not in event:
            return False
        self.is_answer = True
        choices = event["choices"]
        first = cast("list[object]", choices)[0] if isinstance(choices, list) and choices else None
        return self._take_choice(_mapping(first))

    def _take_choice(self, choice: Mapping[str, object]) -> bool:
        message = _mapping(choice.get("delta")) or _mapping(choice.get("message"))
        piece = _aloud(message.get("content"))
        thought = sum(len(_text(message.get(name))) for name in _THOUGHTS)
        self.refusal += _text(message.get("refusal"))[:1000]
        self.finish = _text(choice.get("finish_reason")) or self.finish
        self.pieces.append(piece[: _MOST_CHARACTERS - self.characters])
        self.thought += thought
        self.characters += len(piece) + thought
        self.blank = self.blank + len(piece) if piece.isspace() else 0
        self.is_over = self.characters >= _MOST_CHARACTERS or self.blank >= _MOST_BLANK
        return bool(piece or thought)


async def listen(chunks: AsyncIterator[bytes], answer: StreamedAnswer, on_word: Callable[[], object]) -> None:
    """Add to `answer` what comes, until it ends or is too much; `on_word` is called with each word.

    Comments and empty events, with which servers keep a connection alive, are no words. NoAnswerError if
    it is something else than an answer, ComplaintError if the endpoint says so.
    """
    body = list[bytes]()
    async for line in _lines(chunks):
        if body or line.lstrip()[:1] in {b"{", b"<", b"["}:
            body.append(line)
        elif line.startswith(b"data:") and (data := line[5:].strip()):
            if data == b"[DONE]":
                break
            with suppress(NoAnswerError):  # one event costs itself
                if answer.take(data):
                    on_word()
            if answer.is_over:
                break
    if body:
        answer.take(b"\n".join(body))
    if not answer.is_answer:
        raise NoAnswerError


async def _lines(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    rest, taken = b"", 0
    async for chunk in chunks:
        taken += len(chunk)
        *whole, rest = (rest + chunk).splitlines(keepends=True) or [b""]
        if rest.endswith(b"\n"):
            whole, rest = [*whole, rest], b""
        for line in whole:
            yield line
        if taken > _MOST_BYTES or len(rest) > _LONGEST_LINE:
            return
    yield rest


def _loaded(data: bytes) -> object:
    try:
        return json.loads(data, parse_int=_whole)
    except (ValueError, RecursionError) as error:
        raise NoAnswerError from error


def _whole(digits: str) -> int | None:
    """Python refuses numbers of more than 4,300 digits, and takes long for those below."""
    return int(digits) if len(digits) < 20 else None


def _mapping(value: object) -> Mapping[str, object]:
    return cast("Mapping[str, object]", value) if isinstance(value, dict) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _aloud(content: object) -> str:
    """A text, or the texts of a list of parts, of which some may be thoughts."""
    if not isinstance(content, list):
        return _text(content)
    parts = map(_mapping, cast("list[object]", content))
    return "".join(_text(part.get("text")) for part in parts if part.get("type") in {"text", "output_text"})
