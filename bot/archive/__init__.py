"""Markdown archives of daily papers, one file a day: reading and writing them. Pure.

A file in canonical form is one day header, then each paper as blocks in this order, each block followed by
a blank line; only the title is there always::

    ## Daily Papers (2024-04-03)

    ### [Title](https://arxiv.org/abs/2404.02078)

    ![](https://…/2404.02078.png)

    Vote: 28

    Authors: First Author, Second Author, +, Last Author

    *아직 한국어 요약이 없어 영어 원문입니다.*

    - A bullet.
    - Another bullet.

"""

from bot.archive.facts import edition_of, has_bullets_in, is_cut, summaries_of
from bot.archive.reader import ArchiveFile, ReadDay, read_archive
from bot.archive.remarks import Remark
from bot.archive.writer import digest_markdown, write_day

__all__ = [
    "ArchiveFile",
    "ReadDay",
    "Remark",
    "digest_markdown",
    "edition_of",
    "has_bullets_in",
    "is_cut",
    "read_archive",
    "summaries_of",
    "write_day",
]
