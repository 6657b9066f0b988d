"""Papers as lines: for a message, and for a Markdown file."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.models import Language, Paper
from bot.rendering.embeds import author_line
from bot.rendering.escape import escape_within
from bot.rendering.links import masked_link
from bot.texts import say

PAGE_LINES = 15  # lines on a page: with their links they have room in an embed's 4,096 units
LINE_UNITS = 150  # UTF-16 units of a line's text
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|])")


def paper_line(rank: int, paper: Paper, language: Language) -> str:
    """`1. title · ▲ 12` for a place with Markdown, the title being a link to arXiv."""
    link = masked_link(escape_within(paper.title, LINE_UNITS), paper.url)
    votes = say(language, "digest-votes", count=paper.votes)
    return f"**{rank}.** {link} · {votes}"


def markdown_list(papers: Iterable[Paper], language: Language) -> str:
    """A Markdown file: a heading, then a line for each paper with title, authors and year."""
    heading = say(language, "saved-heading")
    return "\n".join([f"# {heading}", "", *map(_item, papers)]) + "\n"


def _item(paper: Paper) -> str:
    title = _MARKDOWN.sub(r"\\\1", paper.title)
    authors = _MARKDOWN.sub(r"\\\1", author_line(paper.authors))
    return f"- [{title}]({paper.url})" + (f" – {authors}" if authors else "")
