r"""Links: `\url{…}`, `\href{…}{…}`, and what is left of them where the command was dropped."""

from __future__ import annotations

import re

_ADDRESS = r"(?:https?://|www\.)?[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.[a-z]{2,9}(?:[/:?#][^\s{}]{0,300})?"
_URL = re.compile(r"\\(?:url|path|nolinkurl) ?\{([^{}]{1,500})\}")
_HREF = re.compile(r"\\href ?\{([^{}]{1,500})\} ?\{((?:[^{}]|\{[^{}]{0,200}\}){0,200})\}")
# As Hugging Face has it: https://example.org/{project page}. Words, since {id} is a placeholder.
_WORDS = r"[^{}]{1,80} [^{}]{1,80}|code|here|link|page|website"
_BARE = re.compile(rf"(?<![\w{{])({_ADDRESS})\{{({_ADDRESS}|{_WORDS})\}}(?![\w/])")


def links(text: str) -> str:
    """The text with each address followed by its words, if it has words of its own."""
    if "{" not in text:
        return text
    return _BARE.sub(_written, _HREF.sub(_written, _URL.sub(r"\1", text)))


def _written(link: re.Match[str]) -> str:
    address, words = link[1], link[2].strip()
    is_address = not words or words.removeprefix("https://").rstrip("./") in address
    return address if is_address else f"{address} ({words})"
