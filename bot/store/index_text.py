"""Text for the full-text index, and what people type as a query to it. Pure.

::

    index_text("확산모델로 fine-tuned LLM은") → "확산 산모 모델 델로 로  fine-tuned llm 은  finetuned"

No stock tokenizer finds 확산 inside 확산모델을, so Hangul is written as its pairs of syllables: a Korean
word, wherever it stands in a run, then is a phrase of pairs. The database itself parts words at the signs of
ASCII, and reduces English ones to their stems.

A change of these rules needs a migration that fills the index anew.
"""

from __future__ import annotations

import re
from functools import lru_cache
from operator import add
from typing import NamedTuple

from bot.words import folding
from bot.words.spelling import SINGULAR_IN_S, spelled

_HYPHEN = re.compile("[‐‑‒–−]")
_HANGUL = re.compile("[가-힣]+")
_ENGLISH = re.compile(r"(?<![^\W\d_가-힣])[a-z]{3,}(?![^\W\d_가-힣])")
_TOKEN = re.compile(r"[가-힣]+|[^\W_가-힣]+")
# From the beginning of a word on alone: tried at each of its letters, a long one would take for ever.
_HYPHENATED = re.compile(r"(?<![^\W_가-힣])[^\W_가-힣]+(?:-[^\W_가-힣]+)+")
_SIGNED = re.compile(r"(?<![^\W_가-힣])([^\W_가-힣]+)(\++)|(?<![^\W_])([^\W\d_가-힣])([#*])")
# The database only knows which signs of ASCII part words; all others are letters to it.
_SEPARATOR = re.compile(r"[^\x00-\x7f\w]")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_JOINING = "-+#*"  # without one of these, no word can also be found under another
_SIGNS = {"+": "plus", "#": "sharp", "*": "star"}
_POSSESSIVE = re.compile(r"['’]s(?![^\W_])")
_LETTER_AND_DIGIT = re.compile(r"(?<=[^\W\d_])(?=\d)")
# What people glue on a noun; the noun is found without it, too.
_PARTICLE = re.compile(r"(?<=[가-힣]{2})(?:에서|으로|[은는이가을를의에와과도로])$")
_REMEMBERED_WORDS = 32_768  # words, of some weeks: most of a text was seen before
_LONGEST_CUT = 8  # syllables; bounds the work on text without spaces
_PART = re.compile(r'["“”„]([^"“”„]+)["“”„]|([^\s"“”„]+)')


class Phrase(NamedTuple):
    """Words of the index that stand next to each other; with `open_end` the last one may be a beginning."""

    words: tuple[str, ...]
    open_end: bool = False


# A text fits if it has all phrases of one alternative.
Alternatives = tuple[tuple[Phrase, ...], ...]


def fold(text: str) -> str:
    """The folded text with one kind of hyphen, and each English word in its one spelling."""
    return _ENGLISH.sub(_spelled, _HYPHEN.sub("-", folding.fold(text)))


def index_text(text: str) -> str:
    """The text as the database shall see it; "fine-tuned" and "C++" also as "finetuned" and "cplusplus".

    These stand at the end, where they do not come between words that are next to each other.
    """
    words = text.split()
    written = " ".join(map(_written, words))
    if not any(sign in written for sign in _JOINING):
        return written
    return " ".join([written, *filter(None, map(_joined, words))])


def query(text: str) -> tuple[Alternatives, ...]:
    """What was typed as the things that a text must have; empty if there is nothing to search for.

    Words may be in any order, but those in quotation marks stand next to each other.
    """
    parts = _PART.findall(_POSSESSIVE.sub("", fold(text)))
    return tuple(
        alternatives
        for quoted, part in parts
        for alternatives in (_quoted(quoted) if quoted else _typed(part))
    )


def _spelled(word: re.Match[str]) -> str:
    """With an s more, those that the database would take for plurals: lens is no len."""
    spelling = spelled(word[0])
    return f"{spelling}s" if spelling in SINGULAR_IN_S else spelling


@lru_cache(maxsize=_REMEMBERED_WORDS)
def _written(word: str) -> str:
    """A word, its Hangul in pairs and the last syllable, so that each syllable begins a word of the index."""
    folded = fold(word)
    return folded if folded.isascii() else _SEPARATOR.sub(" ", _HANGUL.sub(_in_pairs, folded))


def _in_pairs(run: re.Match[str]) -> str:
    return f" {' '.join([*_pairs(run[0]), run[0][-1]])} "


@lru_cache(maxsize=_REMEMBERED_WORDS)
def _joined(word: str) -> str:
    """What the word can also be found under: "finetuned", "cplusplus", "csharp", "astar"."""
    folded = fold(word)
    return " ".join([compound.replace("-", "") for compound in _HYPHENATED.findall(folded)] + _signed(folded))


def _pairs(run: str) -> list[str]:
    return list(map(add, run, run[1:]))


def _signed(folded: str) -> list[str]:
    """ "cplusplus", "csharp", "astar": one letter with # or *, any word with +."""
    signed_words = ((word or letter, plus or sign) for word, plus, letter, sign in _SIGNED.findall(folded))
    return [word + _SIGNS[sign[0]] * len(sign) for word, sign in signed_words]


def _quoted(part: str) -> list[Alternatives]:
    """All words next to each other; a run of Hangul at the end may go on in the text."""
    tokens = _TOKEN.findall(part)
    if not tokens:
        return []
    words = [word for token in tokens[:-1] for word in _words(token)]
    last = _run(tokens[-1])
    return [((Phrase((*words, *last.words), last.open_end),),)]


def _words(token: str) -> list[str]:
    return _written(token).split() if _HANGUL.match(token) else [token]


def _run(token: str) -> Phrase:
    """A word, or a run of Hangul wherever it stands in a longer one."""
    if not _HANGUL.match(token):
        return Phrase((token,))
    return Phrase(tuple(_pairs(token))) if len(token) > 1 else Phrase((token,), open_end=True)


def _typed(part: str) -> list[Alternatives]:
    """One word as typed: its Latin letters and digits stand together, each run of Hangul is for itself."""
    runs, latin = _HANGUL.findall(part), [piece for piece in _HANGUL.split(part) if _TOKEN.search(piece)]
    whole = len(runs) + len(latin) == 1
    korean = [_korean(run) for run in runs if whole or len(run) > 1]  # the 은 of "LLM은" is no word
    return [*map(_latin, latin), *korean]


def _latin(piece: str) -> Alternatives:
    """The words of "GPT-4" next to each other, or written as one; those of "gpt4" also parted."""
    words = tuple(_TOKEN.findall(piece))
    ways = [(Phrase(words), *(Phrase((word,)) for word in _signed(piece)))]
    if _HYPHENATED.fullmatch(_EDGES.sub("", piece)):
        ways.append((Phrase(("".join(words),)),))
    parted = tuple(_LETTER_AND_DIGIT.sub(" ", " ".join(words)).split())
    if parted != words:
        ways.append((Phrase(parted),))
    return tuple(ways)


def _korean(run: str) -> Alternatives:
    noun = _PARTICLE.sub("", run)
    cuts = range(2, min(len(noun) - 1, _LONGEST_CUT))  # 확산모델 is also found where it is written 확산 모델
    splits = [(_run(noun[:at]), _run(noun[at:])) for at in cuts]
    return tuple(dict.fromkeys([(_run(run),), (_run(noun),), *splits]))
