"""Papers as BibTeX, with the fields that arXiv itself gives (https://info.arxiv.org/help/hypertex/bibstyles).

Text stays Unicode, which biber and today's LaTeX read; what TeX would take for a command is escaped, and only
once: what came in as TeX was turned into characters before it was stored (`bot.tex`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bot.models import ArxivRecord, Paper
from bot.tex import FORMULA
from bot.words.folding import fold

_COMMANDS = {char: f"\\{char}" for char in "&%$#_{}"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_ESCAPES = str.maketrans(_COMMANDS)
# BibTeX counts braces, escaped or not: where they do not pair, their names stand for them.
_LONE_BRACES = str.maketrans(_COMMANDS | {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"})
_LONE_IN_FORMULA = {r"\{": r"\lbrace ", r"\}": r"\rbrace "}
_FORMULA = re.compile(f"({FORMULA.pattern})")
_ESCAPED, _ESCAPED_OR_BARE = re.compile(r"\\."), re.compile(r"\\.|[%#&]")
# Ai is a family name, AI is none.
_TEAM = re.compile(
    r"\b(?i:and|teams?|groups?|collaborations?|consortium|labs?|laboratory|projects?|research|community|university"
    r"|institutes?|foundation|initiative|alliance|workshop|contributors|authors|inc|ltd|llc|corp)\b|&|\bAI$"
)
_WORD = re.compile(r"[a-z0-9]+")
_EMPTY_WORDS = frozenset(
    {"a", "an", "the", "on", "in", "of", "for", "to", "from", "with", "and", "is", "are", "at"}
)


def bibtex(records: Iterable[ArxivRecord]) -> str:
    """One `@misc` entry a paper, with a blank line between; keys like `kim2024paper`, each only once."""
    entries, used = list[str](), set[str]()
    for record in records:
        key = next(key for key in _keys(record.paper) if key not in used)
        used.add(key)
        entries.append(_entry(key, record))
    return "\n".join(entries)


def _entry(key: str, record: ArxivRecord) -> str:
    paper = record.paper
    values = {
        "title": f"{{{_escaped(paper.title)}}}",  # doubled braces keep the capitals
        "author": " and ".join(map(_author, paper.authors)),
        "year": str(_year(paper)),
        "eprint": paper.id,
        "archivePrefix": "arXiv",
        "primaryClass": record.primary_class,
        "url": paper.url,
    }
    lines = ",\n".join(f"  {name}={{{value}}}" for name, value in values.items() if value)
    return f"@misc{{{key},\n{lines}\n}}\n"


def _author(name: str) -> str:
    """A team's name in braces: else its last word were a family's, and its “and” would part two people."""
    escaped = _escaped(name)
    return f"{{{escaped}}}" if _TEAM.search(name) else escaped


def _escaped(text: str) -> str:
    parts = _FORMULA.split(text)
    return "".join(
        _formula(part) if number % 2 and _is_formula(part) else _words(part)
        for number, part in enumerate(parts)
    )


def _words(text: str) -> str:
    return text.translate(_ESCAPES if _is_balanced(text) else _LONE_BRACES)


def _formula(formula: str) -> str:
    """As it is, but for signs that would end it: a bare % begins a comment."""
    names = {} if _is_balanced(formula) else _LONE_IN_FORMULA

    def sign(match: re.Match[str]) -> str:
        return names.get(match[0], match[0] if len(match[0]) > 1 else f"\\{match[0]}")

    return _ESCAPED_OR_BARE.sub(sign, formula)


def _is_formula(part: str) -> bool:
    """Whether TeX would read it to its end: a group that stays open is none, nor a formula inside."""
    bare = _ESCAPED.sub("", part).strip("$")
    return _is_balanced(bare) and "$" not in bare


def _is_balanced(text: str) -> bool:
    depth = 0
    for char in text:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0


def _year(paper: Paper) -> int:
    """Of the first version; an id begins with the year in two digits (91 to 99 are the 1990s)."""
    if paper.published_at:
        return paper.published_at.year
    year = int(paper.id.rpartition("/")[2][:2])
    return 1900 + year if year > 90 else 2000 + year


def _keys(paper: Paper) -> Iterator[str]:
    """`kim2024paper`, then `kim2024paper2`, `kim2024paper3`, …"""
    family = _ascii(_family(paper.authors[0])) if paper.authors else []
    words = [word for word in _ascii(paper.title) if word not in _EMPTY_WORDS]
    key = f"{''.join(family) or 'arxiv'}{_year(paper)}{words[0] if words else paper.id.partition('.')[2]}"
    yield key
    number = 2
    while True:
        yield f"{key}{number}"
        number += 1


def _family(name: str) -> str:
    return name if _TEAM.search(name) else name.rsplit(maxsplit=1)[-1]


def _ascii(text: str) -> list[str]:
    """The words in lower case, without accents; other scripts leave nothing."""
    return _WORD.findall(fold(text).encode("ascii", "ignore").decode())
