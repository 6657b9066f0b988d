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
_FORMULA = re.compile(f"({FORMULA.pattern})")
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
        part if number % 2 and _is_balanced(part) else part.translate(_ESCAPES)
        for number, part in enumerate(parts)
    )


def _is_balanced(formula: str) -> bool:
    depth = 0
    for char in re.sub(r"\\.", "", formula):
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
