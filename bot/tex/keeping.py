"""What stays as it is: formulas, and what is no TeX although it has its signs."""

from __future__ import annotations

import re
from collections.abc import Callable

# A formula as arXiv's texts write it. “costs $5 and $6” is none: a blank before the closing sign, or a digit
# after it, means money (the rule is pandoc's).
FORMULA = re.compile(
    r"(?<![\\$])(?:\$\$[^$]{1,500}\$\$|\$(?=[^\s$])(?:[^$\\]|\\.){0,500}(?<=\S)\$(?!\d)"
    r"|\\\(.{1,500}?\\\)|\\\[.{1,500}?\\\])"
)
# One that says nothing but a word: $\textbf{Only-IF}$.
_STYLED = re.compile(r"\$\\(?:text(?:bf|it|sc|tt|sf|rm|)|emph)\{([^{}\\$]*)\}\$")
_PATH = r"(?<![A-Za-z])[A-Za-z]:\\(?![a-z]+\{)[\w.][^\s{]*|\\\\[\w.-]+\\[\w.$-][^\s{]*"
_CODE = r"(?<![`\\])`[^`'\s](?:[^`'\n]{0,100}[^`'\s\\])?`(?!`)"
_ADDRESS = r"\b(?:https?://|www\.)[^\s{}<>\"]+"
_KEPT = re.compile(rf"(?P<formula>{FORMULA.pattern})|{_PATH}|{_CODE}|(?P<address>{_ADDRESS})")
_ESCAPED = re.compile(r"\\([%_#&~$])")
_FIRST, _MOST = 0xF0000, 0xFFFE  # characters for private use: each stands for a kept piece
_STANDING_IN = re.compile(f"[{chr(_FIRST)}-{chr(_FIRST + _MOST - 1)}]")


def keep(text: str) -> tuple[str, Callable[[str], str]]:
    """The text with one character in place of each kept piece, and what puts the pieces back."""
    pieces: list[str] = []

    def hide(piece: re.Match[str]) -> str:
        if len(pieces) == _MOST:
            return piece[0]
        pieces.append(_cleaned(piece))
        return chr(_FIRST + len(pieces) - 1)

    def put_back(rest: str) -> str:
        return _STANDING_IN.sub(lambda place: pieces[ord(place[0]) - _FIRST], rest)

    return _KEPT.sub(hide, _STANDING_IN.sub("", text)), put_back


def _cleaned(piece: re.Match[str]) -> str:
    if piece["formula"]:
        return _STYLED.sub(r"\1", piece[0])
    return _ESCAPED.sub(r"\1", piece[0]) if piece["address"] else piece[0]
