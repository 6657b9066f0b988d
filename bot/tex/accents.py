r"""Accents (`\'e`, `\v{s}`) and letters (`\ss`, `{\o}`) as single characters."""

from __future__ import annotations

import re
import unicodedata

# The combining character of each accent.
_MARKS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
}
_BASE = r"\s?\{\s?(?:\\(?=[ij]\b))?([^\W\d_])\s?\}"
_SIGN_ACCENT = re.compile(rf"\\(['`^\"~=.])(?:{_BASE}|\\([ij])(?![A-Za-z])|([^\W\d_]))")
# Without braces only inside a word, and as a name's capital (\v Sorn): \d and \b also stand in patterns.
_LETTER_ACCENT = re.compile(
    rf"\\([uvHckrdb])(?:{_BASE}|(?<=[A-Za-z]..)\s([A-Za-z])|(?<=\{{..)\s([A-Za-z])(?=\}})"
    r"|(?<![\w\\]..)(?<=[vc])\s([A-Z])(?=[a-z]))"
)
_LETTERS = {
    "ss": "ß",
    "SS": "ẞ",
    "o": "ø",
    "O": "Ø",
    "l": "ł",
    "L": "Ł",
    "aa": "å",
    "AA": "Å",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "i": "ı",
    "j": "ȷ",
    "dh": "ð",
    "DH": "Ð",
    "th": "þ",
    "TH": "Þ",
    "dj": "đ",
    "DJ": "Đ",
    "ng": "ŋ",
    "NG": "Ŋ",
}
# Alone, a letter's name needs a letter beside it: \o and \l are also switches of programs.
_NAMES = "|".join(sorted(_LETTERS, key=len, reverse=True))
_LETTER = re.compile(
    rf"\{{\\({_NAMES})\}}|\\({_NAMES})\{{\}}|(?<=[A-Za-z])\\({_NAMES})(?![A-Za-z]) ?|\\({_NAMES}) (?=[a-z])"
)
# In quotes and contractions that somebody has escaped: \"attention\", it\'s; but \"{O}zg\"{u}r has accents.
_ACCENTED = r"(?:\{\s?\\?[^\W\d_]\s?\}|\\[ij](?![A-Za-z]))"
_QUOTED = re.compile(
    rf"(?<![\w\\])\\([\"'`])(?=\S)(?!{_ACCENTED})([^\"'`\\]{{1,200}})(?<=\S)\\\1(?!\w|{_ACCENTED})"
)
_CONTRACTED = re.compile(r"(?<=[A-Za-z])\\'(?=(?:s|t|d|m|re|ll|ve)\b)")


def accents(text: str) -> str:
    """The text with letters in place of TeX's names for them; an accent that no letter has stays."""
    if "\\" not in text:
        return text
    text = _CONTRACTED.sub("'", _QUOTED.sub(r"\1\2\1", text))
    text = _LETTER_ACCENT.sub(_composed, _SIGN_ACCENT.sub(_composed, text))
    return _LETTER.sub(lambda name: _LETTERS[_last(name)], text)


def _composed(accent: re.Match[str]) -> str:
    base, is_bare = _last(accent), "{" not in accent[0]
    letter = unicodedata.normalize("NFC", base + _MARKS[accent[1]])
    # A bare dot stands in patterns and names of files far oftener than over a letter, but for a Polish z.
    is_file = accent.string.startswith("ip", accent.end())
    is_plain_dot = accent[1] == "." and is_bare and (base not in "zZI" or is_file)
    return letter if len(letter) == 1 and not is_plain_dot else accent[0]


def _last(match: re.Match[str]) -> str:
    """The group that took part last: each way of writing has one of its own."""
    return match[match.lastindex or 0]
