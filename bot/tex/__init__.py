r"""Commands and accents of TeX in titles, abstracts, names and answers, as the characters they stand for.

`Fr\'echet` → Fréchet, `\textsc{S-Agent}` → S-Agent, `56{,}340` → 56,340, `\%` → %. Formulas stay whole, and
so does what only looks like TeX: paths, addresses, code, placeholders. An unknown command stays as well, with
its braces: what it would print, its author alone knows.

::

    text → links → formulas, paths, … kept apart → accents → commands → unknown ones kept apart → punctuation
    → what was kept put back; and again, since commands stand in each other, until nothing changes

pylatexenc, which does this for whole documents, takes a bare % for a comment, loses the rest of an abstract,
and drops the commands that it does not know.
"""

from __future__ import annotations

import re
import unicodedata

from bot.tex.accents import accents
from bot.tex.commands import commands
from bot.tex.keeping import FORMULA, HiddenPieces
from bot.tex.punctuation import punctuation
from bot.tex.tex_links import links

__all__ = ["FORMULA", "plain", "plain_name"]

_MAYBE = re.compile(r"[\\{}~`]|--|''")
_MOST_ROUNDS = 20  # deeper than anybody writes


def plain(text: str) -> str:
    """The text as a reader wants it; once is enough. Takes microseconds where there is nothing of TeX."""
    for _ in range(_MOST_ROUNDS):
        if not _MAYBE.search(text) or (written := _written(text)) == text:
            break
        text = unicodedata.normalize("NFC", written)
    return text


def _written(text: str) -> str:
    hidden = HiddenPieces()
    rest = commands(accents(hidden.hide_what_is_no_tex(links(text))))
    return hidden.put_back(punctuation(hidden.hide_commands(rest)))


def plain_name(name: str) -> str:
    """A person's or team's name: `{Kimi Team}` and `Kimi Team:` → Kimi Team; empty if it has no letter."""
    written = plain(name).strip(" {}:;,")
    if written != name:
        return plain_name(written)
    return written if any(map(str.isalpha, written)) else ""
