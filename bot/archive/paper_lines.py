"""A paper of an archive while its lines are read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from bot.archive.facts import count
from bot.models import LANGUAGES, ArchivedPaper, Language
from bot.models.paper_ids import parse_paper_id
from bot.texts import say

# Greedy, so that brackets may stand in a title.
_TITLE = re.compile(r"### \[(.+)\]\(([^\s()]+)\)")
_VOTES = "Vote: "
_AUTHORS = "Authors: "
_BULLET = "- "
_MEDIA = re.compile(r"!\[|\[Watch Video\]|\s*<")


def stand_in_note(language: Language) -> str:
    """The line above bullets that are English, since there are none in the language."""
    sentence = say(language, "archive-stand-in")
    return f"*{sentence}*"


@cache
def _notes() -> frozenset[str]:
    return frozenset(map(stand_in_note, LANGUAGES))


@dataclass
class PaperLines:
    """What has been read of a paper, word for word, with the lines (from 1) where it stands."""

    line: int
    paper_id: str
    title: str
    link: str
    media: list[str] = field(default_factory=list[str])
    votes: str | None = None
    authors: str | None = None
    note: str | None = None
    bullets: list[str] = field(default_factory=list[str])
    bullet_lines: list[int] = field(default_factory=list[int])
    odd_lines: list[int] = field(default_factory=list[int])
    skipped: list[int] = field(default_factory=list[int])
    _blank: int = 0  # lines since the last one with text

    @property
    def count(self) -> int | None:
        """The votes as a number, if the archive says one."""
        return count(self.votes)

    def take(self, number: int, line: str) -> None:
        """Read the next line below the title."""
        if not line.strip():
            self._blank += 1
            return
        if not self._is_field(number, line):
            self._take_rest(number, line)
        self._blank = 0

    def paper(self) -> ArchivedPaper:
        """The paper as far as it was read."""
        return ArchivedPaper(
            paper_id=self.paper_id,
            title=self.title,
            link=self.link,
            media="\n".join(self.media) if self.media else None,
            votes=self.votes,
            authors=self.authors,
            note=self.note,
            bullets=tuple(self.bullets),
        )

    def _is_field(self, number: int, line: str) -> bool:
        if line.startswith(_BULLET):
            self.bullets.append(line[len(_BULLET) :])
            self.bullet_lines.append(number)
        elif line.startswith(_VOTES) and self.votes is None:
            self.votes = line[len(_VOTES) :]
        elif line.startswith(_AUTHORS) and self.authors is None:
            self.authors = line[len(_AUTHORS) :]
        elif line in _notes() and self.note is None and not self.bullets:
            self.note = line
        else:
            return False
        return True

    def _take_rest(self, number: int, line: str) -> None:
        """A line of the picture or video, which come first; or the rest of a bullet; or neither."""
        in_head = self.votes is None and self.authors is None and not self.bullets
        if in_head or _MEDIA.match(line):
            if not self.media and not _MEDIA.match(line):
                self.odd_lines.append(number)
            self.media += [""] * (self._blank if self.media else 0) + [line]
        elif self.bullets and not self._blank:
            self.bullets[-1] += f"\n{line}"
        else:
            self.skipped.append(number)


def begin(number: int, line: str) -> PaperLines | None:
    """The paper that a title line begins; None if it names no arXiv paper."""
    if (match := _TITLE.fullmatch(line.rstrip())) and (paper_id := parse_paper_id(match[2])):
        return PaperLines(number, paper_id, match[1], match[2])
    return None
