"""Titles found while they are typed, with typing errors, over tens of thousands of them. Pure.

A title is known by the groups of three letters in its words; those that share most with what was typed are
the ones meant. Hangul is taken apart into its letters, so that a syllable half typed finds whole ones.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections import Counter
from datetime import datetime
from heapq import nlargest
from math import log2
from typing import NamedTuple

from bot.words.folding import fold

_WORD = re.compile(r"\w+")
# Of what was typed, the share that a title must have: two letters swapped in a word leave half of it.
_LEAST_SHARE = 0.5
_DAYS_PER_DOUBLING = 30  # ours: with twice the votes, a title may be a month older


class Title(NamedTuple):
    """A title, and what ranks it among those that fit as well; `since` is the time of the paper (UTC)."""

    paper_id: str
    text: str
    votes: int
    since: datetime


class Titles:
    """All titles known so far. Adding one takes some 20 µs, searching 20,000 of them some milliseconds."""

    def __init__(self) -> None:
        self._titles: list[Title] = []
        self._freshness = array("d")
        self._sizes = array("H")  # of a title, its groups
        self._numbers: dict[str, int] = {}
        self._replaced: set[int] = set()
        self._with: dict[str, array[int]] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def put(self, title: Title) -> None:
        """Add a title, or replace the paper's earlier one."""
        number = self._numbers.get(title.paper_id)
        if number is not None and self._titles[number].text == title.text:
            self._titles[number], self._freshness[number] = title, _freshness(title)
        else:
            if number is not None:
                self._replaced.add(number)
            self._add(title)

    def search(self, typed: str, limit: int) -> list[Title]:
        """Up to `limit` titles, best first: one that is just `typed`, then by what they share with it, then
        the newest and most voted.

        Without a letter typed, the newest and most voted of all.
        """
        groups, freshness = groups_of(typed), self._freshness
        if not groups:
            best = nlargest(limit, self._numbers.values(), key=freshness.__getitem__)
            return [self._titles[number] for number in best]
        shared = Counter[int]()
        for group in groups:
            shared.update(self._with.get(group, ()))
        least, tenth = _LEAST_SHARE * len(groups), len(groups) / 10
        near = [n for n, count in shared.items() if count >= least and n not in self._replaced]

        def rank(number: int) -> tuple[bool, int, float]:
            is_all = shared[number] == len(groups) == self._sizes[number]
            return is_all, round(shared[number] / tenth), freshness[number]

        best = nlargest(limit, near, key=rank)
        return [self._titles[number] for number in best]

    def _add(self, title: Title) -> None:
        number = self._numbers[title.paper_id] = len(self._titles)
        groups = groups_of(title.text)
        self._sizes.append(len(groups))
        for group in groups:
            self._with.setdefault(group, array("I")).append(number)
        self._titles.append(title)
        self._freshness.append(_freshness(title))


def has_words(text: str) -> bool:
    """Whether there is anything to look for."""
    return _WORD.search(text) is not None


def _freshness(title: Title) -> float:
    return title.since.timestamp() / 86_400 + _DAYS_PER_DOUBLING * log2(1 + title.votes)


def groups_of(text: str) -> set[str]:
    """Each word's beginning with blanks before it, and every three letters inside: `  d`, ` di`, `dif`."""
    padded = [f"  {word}" for word in words_of(text)]
    return {word[at : at + 3] for word in padded for at in range(len(word) - 2)}


def words_of(text: str) -> list[str]:
    """The words without case, accents and punctuation; syllables of Hangul are taken apart."""
    return _WORD.findall(unicodedata.normalize("NFD", fold(text)))
