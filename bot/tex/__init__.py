r"""Commands and accents of TeX in titles, abstracts, names and answers, as the characters they stand for.

`Fr\'echet` → Fréchet, `\textsc{S-Agent}` → S-Agent, `56{,}340` → 56,340, `\%` → %. Formulas stay whole, and
so does what only looks like TeX: paths, addresses, code, placeholders. An unknown command stays as well.

::

    text → links → formulas, paths, … kept apart → accents → commands → punctuation → what was kept put back

pylatexenc, which does this for whole documents, takes a bare % for a comment, loses the rest of an abstract,
and drops the commands that it does not know.
"""

from __future__ import annotations

import re
import unicodedata

from bot.tex.accents import accents
from bot.tex.commands import commands
from bot.tex.keeping import FORMULA, keep
from bot.tex.links import links
from bot.tex.punctuation import punctuation

__all__ = ["FORMULA", "plain", "plain_name"]

_MAYBE = re.compile(r"[\\{}~`]|--|''")


def plain(text: str) -> str:
    """The text as a reader wants it. Takes some microseconds where there is nothing of TeX."""
    if not _MAYBE.search(text):
        return text
    rest, put_back = keep(links(text))
    written = put_back(punctuation(commands(accents(rest))))
    return unicodedata.normalize("NFC", written) if written != text else text


def plain_name(name: str) -> str:
    """A person's or team's name: `{Kimi Team}` and `Kimi Team:` → Kimi Team; empty if it has no letter."""
    written = plain(name).strip(" {}:;,")
    return written if any(map(str.isalpha, written)) else ""
