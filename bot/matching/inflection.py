"""English inflection, as far as a reader of keywords expects it: plurals, -ed and -ing.

A small rule of our own, because the usual stemmers miss "LLMs" and take "agentic" for "agent". Derived words
(agentic, generative, quantization) stay words of their own. What comes out need not be a word ("imag"): it
is only ever compared with what came out for another text.
"""

from __future__ import annotations

import re

from bot.words.spelling import SINGULAR_IN_S, spelled

_IRREGULAR = {
    "caches": "cache",
    # Look inflected and are not.
    **{word: word for word in SINGULAR_IN_S},
    "embed": "embed",
    "movie": "movy",
    # Too short to lose the e by rule, and often seen with -ed or -ing.
    "base": "bas",
    "code": "cod",
    "move": "mov",
    "tune": "tun",
    "type": "typ",
}
# A field or a thing rather than the doing: "reasoning" is not "reasons", "imaging" not "images".
_NOUN_IN_ING = re.compile(r"(?:reason|learn|understand|imag|embedd|sett|mean|even)ing$")
_ENDING = re.compile(r"(?<=[^e])ed$|ing$")
_VOWEL = re.compile(r"[aeiouy]")
_DOUBLED = re.compile(r"(?<=..)([bdgmnprt])\1$|(?<=contro)l(l)$")
_ANOTHER_WORD_WITHOUT_E = (
    "plane",
    "theme",
    "paste",
    "spine",
    "stare",
    "scare",
    "slope",
    "grade",
    "twine",
    "quite",
)


def stem(word: str) -> str:
    """The normal form of one folded Latin word: `llms` → `llm`, `trained` and `training` → `train`."""
    word = spelled(word)
    single = _singular(word)
    return _IRREGULAR.get(word) or _IRREGULAR.get(single) or _infinitive(single)


def without_e(words: str) -> str:
    """The normal form of joined words without a last silent e, which -ed and -ing swallow (`prune`, `prun`).

    Only from five letters on, behind a space if there is one: "WER" is not "were", "SAM" not "same".
    """
    is_long = len(words) - words.rfind(" ") > 5
    dropped = is_long and words.endswith("e") and not words.endswith(_ANOTHER_WORD_WITHOUT_E)
    return words[:-1] if dropped else words


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > 4 else word[:-1]
    return word[:-2] if word.endswith(("sses", "xes", "shes", "ches", "zzes")) else word[:-1]


def _infinitive(word: str) -> str:
    base = _ENDING.sub("", word)
    if base == word or len(base) < 3 or not _VOWEL.search(base) or _NOUN_IN_ING.search(word):
        return word
    if base.endswith("i"):
        return base[:-1] + "y"
    return base[:-1] if _DOUBLED.search(base) else base
