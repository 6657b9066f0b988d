"""Text of strangers as one clean line: an error of Discord's, of a source's, of a library's.

It goes into the database, the log, a terminal and Discord, and may be a whole web page.
"""

from __future__ import annotations

import re
from html import unescape

LINE_CHARACTERS = 300  # characters of an error that somebody may want to read

# Controls, which a terminal obeys; marks that turn the direction of all text after them; and halves of
# UTF-16 pairs, which JSON can bring and no file or database takes.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_PAGE = re.compile(r"\s*<(?:!doctype|!--|\?xml|html|head|body)", re.IGNORECASE)
_TITLE = re.compile(r"<(title|h1)\b[^>]*>([^<]+)", re.IGNORECASE)


def without_unseen(text: str) -> str:
    """The text without what no reader sees; its lines stay."""
    return _UNSEEN.sub("", text)


def single_line(text: str) -> str:
    """The text as one line of whatever length, single-spaced, without what no reader sees."""
    return " ".join(without_unseen(text).split())


def one_line(text: str, limit: int = LINE_CHARACTERS) -> str:
    """The text as one line of at most `limit` characters; of a web page only its title."""
    line = single_line(_page_title(text) if is_page(text) else text)
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def is_page(text: str) -> bool:
    """Whether it is a web page, or begins like one."""
    return _PAGE.match(text) is not None


def words(error: BaseException) -> str:
    """What an error says, as one line; its kind if it says nothing."""
    return one_line(str(error)) or type(error).__name__


def _page_title(page: str) -> str:
    title = _TITLE.search(page)
    return f"a web page: {unescape(title[2])}" if title else "a web page"
