"""Whether a title is what somebody meant: the same, surely, or perhaps. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection

from bot.lookup.title_index import groups_of, words_of

# Letters that a word must have for one slip of the pen in it to be passed over, and for two.
_ONE_SLIP_LETTERS, _TWO_SLIPS_LETTERS = 4, 9
_LONGEST_WORD = 40  # letters; longer ones are compared as they are
_SYMBOL = re.compile("[\u2190-\u2bff\U0001f000-\U0001faff]")  # arrows to emoji
_HANGUL_LETTER = re.compile("[\u1100-\u11ff]")  # as `words_of` takes syllables apart


def is_same(typed: str, title: str) -> bool:
    """Whether the words are the title's, whatever their case, accents and punctuation."""
    return words_of(typed) == words_of(title)


def is_meant(typed: str, title: str) -> bool:
    """Whether all that was typed stands in the title, so that it may be opened without asking.

    A word may be begun, or have a slip of the pen; two may be written as one. Emoji count as words.
    """
    words, title_words = words_of(typed), words_of(title)
    joined = "".join(title_words)
    beginnings = {len("".join(title_words[:number])) for number in range(len(title_words))}
    fits = all(
        any(_is_meant_word(word, title_word) for title_word in title_words)
        or _stands_joined(word, joined, beginnings)
        for word in words
    )
    return bool(words) and fits and set(_SYMBOL.findall(typed)) <= set(_SYMBOL.findall(title))


def is_near(typed: str, title: str) -> bool:
    """Whether a typed word, or half of its letters, stands in the title, and not only beginnings of words."""
    title_groups = groups_of(title)
    inner = [{group for group in groups_of(word) if " " not in group} for word in words_of(typed)]
    return not any(inner) or any(groups and len(groups & title_groups) * 2 >= len(groups) for groups in inner)


def _is_meant_word(typed: str, word: str) -> bool:
    """Whether the title's word begins with the typed one, or is it but for a slip."""
    slips = (len(typed) >= _ONE_SLIP_LETTERS) + (len(typed) >= _TWO_SLIPS_LETTERS)
    return word.startswith(typed) or (
        max(len(typed), len(word)) <= _LONGEST_WORD and _distance(typed, word, slips) <= slips
    )


def _stands_joined(word: str, joined: str, beginnings: Collection[int]) -> bool:
    """Whether the title without blanks has the word: from a word's beginning on, in Korean anywhere."""
    if _HANGUL_LETTER.match(word):
        return word in joined
    return any(joined.startswith(word, at) for at in beginnings)


def _distance(typed: str, word: str, most: int) -> int:
    """Letters to add, leave out, replace or swap until one is the other; anything above `most` if more."""
    if abs(len(typed) - len(word)) > most:
        return most + 1
    before, row = list[int](), list(range(len(word) + 1))
    for i, letter in enumerate(typed, start=1):
        before, last, row = row, before, [i]
        for j, word_letter in enumerate(word, start=1):
            steps = [row[-1] + 1, before[j] + 1, before[j - 1] + (letter != word_letter)]
            if i > 1 and j > 1 and letter == word[j - 2] and typed[i - 2] == word_letter:
                steps.append(last[j - 2] + 1)
            row.append(min(steps))
    return row[-1]
