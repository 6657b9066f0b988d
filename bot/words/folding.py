"""Text without case, width, accents and invisible marks: the one rule by which texts are compared."""

from __future__ import annotations

import re
import unicodedata

_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
# Unicode takes no stroke, hook or ligature apart, but says in the letter's name what it is: “LATIN SMALL
# LETTER L WITH STROKE”, “LATIN SMALL LETTER AE”.
_NAMED = re.compile(r"LATIN (?:SMALL )?(?:LETTER|LIGATURE) (?:DOTLESS )?([A-Z]{1,2})(?: WITH .+)?")
_LETTER_NAMES = {"ð": "d", "þ": "th", "ŋ": "n", "ə": "e", "ĸ": "k"}  # as English writes them


class _Letters(dict[int, str]):
    """What a lower-case character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = plain = _plain(chr(code))
        return plain


_LETTERS = _Letters()


def fold(text: str) -> str:
    """The text in lower case, full-width letters as ASCII, ł ø đ ı as l o d i, and æ œ ß as ae oe ss."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return unicodedata.normalize("NFC", decomposed.translate(_LETTERS))


def _plain(letter: str) -> str:
    if unicodedata.category(letter) == "Cf" or _MARKS.match(letter):
        return ""
    name = _NAMED.fullmatch(unicodedata.name(letter, ""))
    return _LETTER_NAMES.get(letter) or (name[1].lower() if name else letter)
