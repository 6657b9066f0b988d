"""Single fields of an answer that cannot be trusted: each reader gives a clean value or nothing. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import islice
from typing import Any, cast
from urllib.parse import urlsplit

from bot import tex

# Control characters, invisible ones (zero width, changes of direction), and halves of UTF-16 pairs, which
# cannot be stored or sent.
_HIDDEN = {"Cc", "Cf", "Cs"}
# Blank, yet letters to Unicode.
_HANGUL_FILLERS = "\u115f\u1160\u3164\uffa0"
# RFC 3986 has none of these in a URL; the rest that is not ASCII is tolerated, as browsers do.
_NOT_IN_URL = re.compile(r"""[\s<>"\\^`{|}\x00-\x1f\x7f]""")
_LONGEST_URL = 2048  # Discord's OpenAPI: RichEmbed.url
_LARGEST_COUNT = 2**31 - 1  # what a database's INTEGER holds
_LONGEST_TEXT = 500  # characters of anything without a length of its own: ids, categories, names of keys
_LONGEST_MOMENT = 64


def text(value: object, longest: int = _LONGEST_TEXT) -> str:
    """One line, single-spaced, of visible characters only; empty for anything but a string.

    Of one that is longer than `longest` the beginning, with “…”.
    """
    if not isinstance(value, str):
        return ""
    # Cleaning takes its time with each character, so what will be cut off is not cleaned.
    clean = " ".join("".join(map(_visible, value[: 2 * longest])).split())
    return clean if len(clean) <= longest else clean[: longest - 1].rstrip() + "…"


def _visible(char: str) -> str:
    if char.isspace():
        return " "
    return "" if char in _HANGUL_FILLERS or unicodedata.category(char) in _HIDDEN else char


def prose(value: object, longest: int = _LONGEST_TEXT) -> str:
    """As `text`, with the characters that TeX's commands and accents stand for."""
    return text(tex.plain(text(value, longest)), longest)


def names(values: Iterable[object], *, most: int, longest: int) -> tuple[str, ...]:
    """The names of people and teams among the first `most`, in order, once each, none over `longest`."""
    plain = (tex.plain_name(text(value, longest)) for value in islice(values, most))
    return tuple(dict.fromkeys(filter(None, plain)))


def proses(values: Iterable[object], *, most: int, longest: int) -> tuple[str, ...]:
    """The non-empty ones of the first `most` as `prose`, in order, once each, none longer than `longest`."""
    return tuple(dict.fromkeys(filter(None, (prose(value, longest) for value in islice(values, most)))))


def texts(values: Iterable[object], *, most: int, longest: int) -> tuple[str, ...]:
    """The non-empty ones of the first `most`, in order, once each, none longer than `longest`."""
    return tuple(dict.fromkeys(filter(None, (text(value, longest) for value in islice(values, most)))))


def count(value: object) -> int | None:
    """A count from 0 to 2³¹ - 1; None for anything else, truth values included."""
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if 0 <= value <= _LARGEST_COUNT else None


def url(value: object) -> str | None:
    """An http(s) URL with a host and without credentials, at most 2,048 characters; else None.

    Parentheses are legal in it, so that a masked link must escape them.
    """
    if not isinstance(value, str) or len(value) > 2 * _LONGEST_URL:
        return None
    link = value.strip()
    usable = len(link) <= _LONGEST_URL and not _NOT_IN_URL.search(link) and link == text(link, _LONGEST_URL)
    return link if usable and _has_web_host(link) else None


def _has_web_host(link: str) -> bool:
    try:
        parts = urlsplit(link)
        port_is_valid = parts.port is None or parts.port > 0
    except ValueError:
        return False
    # “https://huggingface.co@evil.com” leads to evil.com.
    return (
        parts.scheme in {"http", "https"}
        and bool(parts.hostname)
        and "@" not in parts.netloc
        and port_is_valid
    )


def moment(value: object) -> datetime | None:
    """An ISO 8601 date with time as UTC (taken as UTC where no zone is given), else None."""
    if not isinstance(value, str) or len(value) > _LONGEST_MOMENT:
        return None
    try:
        when = datetime.fromisoformat(value.strip())
        return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def items(value: object) -> list[object]:
    """The list, or an empty one for anything else."""
    return cast("list[object]", value) if isinstance(value, list) else []


def mapping(value: object) -> dict[str, Any]:
    """The JSON object, or an empty one for anything else."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


# How long the fields of a paper may be, and how many: two to three times the longest that were seen. Titles
# reach 175 characters, abstracts end at 1,920 at arXiv, where one paper has 5,154 authors.
TITLE = 500
ABSTRACT = 5_000
NAME, AUTHORS = 200, 10_000
KEYWORD, KEYWORDS = 100, 100
