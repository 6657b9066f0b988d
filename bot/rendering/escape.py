"""Text of others, made safe for the place where it is shown.

Discord renders Markdown in contents, embed titles, descriptions and fields; there a backslash makes any
ASCII punctuation literal and is not shown itself. In footers, author names, select labels and
autocomplete it would be shown.
"""

from __future__ import annotations

import re

from bot.rendering.units import shorten, units
from bot.texts.foreign import single_line

# Every alternative ends with the character that gets the backslash.
_SPECIAL = re.compile(
    r"""
    [\\*_~`|<\[\]]                    # emphasis, spoilers, code, links, and all of <t:…> <#…> <@…> </…>
    | ^[^\S\n]*[>#+-]                 # quotes, headings, subtext and lists begin a line
    | ^[^\S\n]*\d+[.)]
    | :(?=//)                         # http\://… is shown as it was written and is no link
    | (?i:discord(?:app)?)\.(?=\w)    # Discord finds its invitations without a scheme too
    | :(?=[\w+-]+:)                   # :fire: becomes an emoji
    | &(?=\#?\w+;)                    # harmless in Discord, an entity elsewhere
    """,
    re.MULTILINE | re.VERBOSE,
)
_EVERYONE = re.compile(r"@(?=everyone|here)")


def escape(text: str) -> str:
    """The text for a place with Markdown: shown literally, without links, mentions, times or emoji.

    A bare URL gets its backslash before the colon: it looks as it was written and can be copied, which
    back-ticks (another look) and zero-width characters (broken copies) do not give. Only @everyone and
    @here get a zero-width space, because Discord looks for those before Markdown.
    """
    return _EVERYONE.sub("@\u200b", _SPECIAL.sub(lambda sign: f"{sign[0][:-1]}\\{sign[0][-1]}", text))


def plain(text: str) -> str:
    """The text for a place without Markdown: one line, single-spaced, no control characters."""
    return single_line(text)


def escape_within(text: str, limit: int) -> str:
    """One line for a place with Markdown, shortened so that it has at most `limit` UTF-16 units escaped."""
    return escape(shorten(plain(text), limit, lambda part: units(escape(part))))
